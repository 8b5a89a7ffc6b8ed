//! Hangs what somebody is asked to do, or accused of, on the verb: "told | the rebels | to disarm", "accused | the police | of
//! beating them", where the parser takes it for a part of the rebels' phrase. Only who can act is an addressee: "wants a plan to end
//! the war" stays as it is.

use crate::actors::Mention;
use crate::text::{Document, Relation, Sentence, Token};

/// Verbs that take somebody and what he is to do.
const ASKING: &[&str] = &[
    "advise",
    "allow",
    "ask",
    "beg",
    "challenge",
    "command",
    "compel",
    "direct",
    "encourage",
    "entreat",
    "exhort",
    "force",
    "implore",
    "instruct",
    "invite",
    "oblige",
    "order",
    "permit",
    "persuade",
    "press",
    "pressure",
    "push",
    "remind",
    "request",
    "require",
    "summon",
    "task",
    "tell",
    "urge",
    "want",
    "warn",
];

/// Verbs that take somebody and what he is blamed or praised for having done.
const BLAMING: &[&str] = &[
    "accuse",
    "blame",
    "charge",
    "condemn",
    "convict",
    "criticise",
    "criticize",
    "praise",
    "suspect",
    "thank",
    "fine",
    "punish",
];

/// Mends the trees of a document in which these actors are mentioned.
pub(super) fn hang(mut document: Document, mentions: &[Mention]) -> Document {
    for mention in mentions.iter().filter(|mention| !mention.place) {
        let Some(sentence) = document.sentences.get_mut(mention.sentence) else { continue };
        if let Some((verb, asked)) = asked(sentence, mention.head) {
            let token = &mut sentence.tokens[asked];
            (token.head, token.relation) = (Some(verb), if token.xpos == "VBG" { Relation::Advcl } else { Relation::Xcomp });
        }
    }
    document
}

/// The verb that asks or blames an actor, and the verb of what he is to do or has done.
fn asked(sentence: &Sentence, actor: usize) -> Option<(usize, usize)> {
    let token = sentence.tokens.get(actor)?;
    let verb = token.head.filter(|_| matches!(token.relation, Relation::Obj | Relation::Iobj))?;
    let lemma = sentence.tokens[verb].lemma.as_str();
    let (asks, blames) = (ASKING.contains(&lemma), BLAMING.contains(&lemma));
    if verb > actor || !asks && !blames {
        return None;
    }
    let marked =
        |at: usize, mark: &dyn Fn(&Token) -> bool| sentence.tokens.iter().any(|word| word.head == Some(at) && mark(word));
    let hung = |&at: &usize| {
        let word = &sentence.tokens[at];
        let infinitive = || asks && word.xpos == "VB" && marked(at, &|mark| mark.xpos == "TO");
        let gerund = || blames && word.xpos == "VBG" && marked(at, &|mark| matches!(mark.lemma.as_str(), "of" | "for" | "with"));
        word.head == Some(actor) && matches!(word.relation, Relation::Acl | Relation::Advcl) && (infinitive() || gerund())
    };
    (actor + 1..sentence.tokens.len()).find(hung).map(|at| (verb, at))
}

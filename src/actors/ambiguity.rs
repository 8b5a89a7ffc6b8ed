//! Names that are also something else: what stands before them, after them and elsewhere in the article decides.

use std::collections::BTreeMap;

use crate::actors::scene::{AgentMatch, NameMatch};
use crate::knowledge::ActorDirectory;
use crate::knowledge::directory::Ambiguity;
use crate::knowledge::spelling::{key, words};
use crate::text::{Document, Sentence, Upos};

/// The words of an article, to look for what stands near a name.
pub(super) struct ArticleWords {
    /// The whole text as one key, a space before and after.
    text: String,
    /// What has been looked for.
    known: BTreeMap<String, bool>,
}

impl ArticleWords {
    pub(super) fn new(document: &Document) -> Self {
        let title = document.article.title.as_deref().unwrap_or("");
        let all = [words(title), words(&document.article.text)].concat();
        ArticleWords { text: format!(" {} ", key(all.iter().map(String::as_str))), known: BTreeMap::new() }
    }

    fn hold(&mut self, phrase: &str) -> bool {
        if let Some(known) = self.known.get(phrase) {
            return *known;
        }
        let found = self.text.contains(&format!(" {phrase} "));
        self.known.insert(phrase.to_owned(), found);
        found
    }
}

/// Leaves a name the reading that it has here; false where it means no actor of the directory.
pub(super) fn settle<'a>(
    name: &mut NameMatch<'a>,
    sentence: &Sentence,
    agents: &[AgentMatch],
    directory: &'a ActorDirectory,
    article: &mut ArticleWords,
) -> bool {
    let form: Vec<String> = sentence.tokens[name.tokens.clone()].iter().flat_map(|token| words(&token.form)).collect();
    let form: Vec<&str> = form.iter().map(String::as_str).collect();
    let Some(ambiguity) = directory.ambiguity(&form) else { return true };
    let beside = |cue: &str, at: usize, after: bool| stands(cue, sentence, agents, at, after);
    let first_name = ambiguity.not_after.iter().any(|cue| cue == "@first-name" && beside(cue, name.tokens.start, false));
    let surname = ambiguity.not_before.iter().any(|cue| cue == "@surname" && beside(cue, name.tokens.end, true));
    if ambiguity.person && (first_name || surname) {
        return false;
    }
    let reading = match second_holds(ambiguity, name, sentence, agents, article) {
        true => &ambiguity.second,
        false => &ambiguity.first,
    };
    name.readings = reading.iter().collect();
    !name.readings.is_empty()
}

fn second_holds(
    ambiguity: &Ambiguity,
    name: &NameMatch,
    sentence: &Sentence,
    agents: &[AgentMatch],
    article: &mut ArticleWords,
) -> bool {
    let before = || ambiguity.not_after.iter().any(|cue| stands(cue, sentence, agents, name.tokens.start, false));
    let after = || ambiguity.not_before.iter().any(|cue| stands(cue, sentence, agents, name.tokens.end, true));
    before() || after() || ambiguity.near.iter().any(|near| article.hold(near))
}

/// Whether a cue ends before the token `at`, or begins with it.
fn stands(cue: &str, sentence: &Sentence, agents: &[AgentMatch], at: usize, after: bool) -> bool {
    let beside = if after { Some(at) } else { at.checked_sub(1) };
    let Some((beside, token)) = beside.and_then(|beside| Some((beside, sentence.tokens.get(beside)?))) else { return false };
    let title = agents.iter().any(|agent| agent.tokens.contains(&beside));
    let capital = token.form.starts_with(char::is_uppercase);
    match cue {
        "@first-name" | "@surname" => {
            capital
                && token.upos == Upos::Propn
                && !title
                && !is_direction(&token.form)
                && token.form.chars().any(char::is_lowercase)
        }
        "@number" => token.upos == Upos::Num,
        "@lower" => token.form.starts_with(char::is_lowercase) && matches!(token.upos, Upos::Noun | Upos::Adj),
        _ => {
            let cue: Vec<&str> = cue.split(' ').collect();
            let start = if after { Some(at) } else { at.checked_sub(cue.len()) };
            let tokens = start.and_then(|start| sentence.tokens.get(start..start + cue.len()));
            tokens.is_some_and(|tokens| tokens.iter().zip(&cue).all(|(token, cue)| token.form == *cue))
        }
    }
}

/// Whether the word is a point of the compass or the like: "Northern Georgia", "Greater London".
pub(super) fn is_direction(word: &str) -> bool {
    let word = word.to_lowercase();
    let word = word.strip_suffix("ern").unwrap_or(&word);
    matches!(
        word,
        "north"
            | "south"
            | "east"
            | "west"
            | "central"
            | "northeast"
            | "northwest"
            | "southeast"
            | "southwest"
            | "greater"
            | "mainland"
    )
}

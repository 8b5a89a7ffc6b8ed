//! The lexicon: what words mean. Loads and checks `data/lexicon/`; the format is told in its README.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::error::Result;
use crate::knowledge::{DataFiles, Ontology};

mod judgements;
mod reader;

pub use judgements::{Judged, Judgements};
use reader::{Classes, Reader, named_lists};

/// What words mean.
#[derive(Debug, Default)]
pub struct Lexicon {
    senses: Vec<Sense>,
    governors: Vec<Governor>,
    verbs: HashMap<String, Vec<usize>>,
    nouns: HashMap<String, Vec<usize>>,
    governing: HashMap<String, Vec<usize>>,
    topics: BTreeMap<String, BTreeSet<String>>,
    judgements: Judgements,
    aims: HashMap<String, String>,
}

/// One line of `verbs/` or `nouns.txt`: words that share a meaning.
#[derive(Debug, Clone)]
pub struct Sense {
    /// CAMEO code; `None` for a sense that means no event.
    pub code: Option<String>,
    /// The words, in lower case, parts joined by `_`.
    pub words: Vec<String>,
    /// Condition on the object's head.
    pub object: Option<Nouns>,
    /// Prepositions of which one must be there.
    pub prep: Vec<String>,
    /// Condition on the noun after the preposition.
    pub noun: Option<Nouns>,
    /// Condition on the kind of clause below.
    pub clause: Option<Clause>,
    /// Condition on the verb of the clause below.
    pub below: Option<BTreeSet<String>>,
    /// Whether it holds only where the act is asked for, promised or refused, not where it is told as done.
    pub asked: bool,
    /// Condition on the subject's head.
    pub subject: Option<Nouns>,
    /// Where the source stands, in order of preference.
    pub source: Vec<Role>,
    /// Where the target stands, in order of preference.
    pub target: Vec<Role>,
    /// Who may be the source.
    pub by: Gate,
    /// Whether each side acts on the other.
    pub both: bool,
    /// Added to its rank.
    pub weight: f32,
    /// Where it stands: `verbs/08-yielding.txt:12`.
    pub origin: String,
    /// Its examples.
    pub examples: Vec<Example>,
}

/// One line of `governors.txt`.
#[derive(Debug, Clone)]
pub struct Governor {
    /// What becomes of the act below.
    pub effect: Effect,
    /// The words.
    pub words: Vec<String>,
    /// Whether the words govern as nouns alone: "a call to withdraw", but not "called him to congratulate him".
    pub noun: bool,
    /// How the act below is attached.
    pub takes: Vec<Takes>,
    /// Where the addressee stands; empty where it is the act's own.
    pub target: Vec<Role>,
    /// Where it stands: `governors.txt:12`.
    pub origin: String,
    /// Its examples.
    pub examples: Vec<Example>,
}

/// An example sentence with the events expected of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The sentence with its word in braces.
    pub sentence: String,
    /// What is expected: `RUS UKR`, `RUS 051 UKR`, or nothing.
    pub expected: String,
    /// Line in the file.
    pub line: usize,
}

/// A condition on a noun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Nouns {
    /// There must be one.
    Any,
    /// There must be none.
    Absent,
    /// It must be one of these lemmas.
    Of(BTreeSet<String>),
}

/// The kind of clause that a word takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clause {
    /// An infinitive, with or without `to`.
    Infinitive,
    /// A finite clause.
    That,
    /// A finite clause whose verb stands in its base form: "insisted that Iran withdraw".
    Subjunctive,
    /// A gerund.
    Gerund,
}

/// A place where an actor can stand, relative to the word that names the act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// The subject, or the agent of a passive.
    Subject,
    /// The object, or the subject of a passive.
    Object,
    /// The indirect object.
    Recipient,
    /// Whose the object (or the noun itself) is.
    Owner,
    /// The subject of the clause below.
    Clause,
    /// After a preposition.
    Prep(String),
}

/// Who may be the source of a sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Gate {
    /// States, organizations, governments, politicians, armies, police, courts, parties, rebels.
    Political,
    /// Armies, police, rebels, militants, and states as those who send them.
    Armed,
    /// Whoever is an actor at all.
    #[default]
    Anyone,
}

/// How an act is attached below a governor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Takes {
    /// A clause of this kind.
    Clause(Clause),
    /// The act is named by the object.
    Object,
    /// The act stands after a preposition, as a noun or a gerund.
    Prep(String),
}

/// What a governor makes of the act below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Effect {
    Actual,
    Cause,
    Intend,
    Appeal,
    Demand,
    Threaten,
    Refuse,
    Accuse,
    Force,
    Prevent,
    Support,
    Stop,
    Negate,
    Possible,
    Report,
    Allege,
    Weigh,
    Hope,
    Fear,
    Deny,
    Own,
    Topic,
}

impl Nouns {
    /// Whether the condition holds for a phrase whose head and modifiers have these lemmas.
    pub fn hold<'a>(&self, mut lemmas: impl Iterator<Item = &'a str>) -> bool {
        match self {
            Nouns::Any => lemmas.next().is_some(),
            Nouns::Absent => lemmas.next().is_none(),
            Nouns::Of(words) => lemmas.any(|lemma| words.contains(lemma)),
        }
    }
}

impl Lexicon {
    /// Reads `lexicon/` and checks every line against the ontology.
    ///
    /// # Errors
    /// A line that does not follow the format, an unknown class, code, effect or place: with file and line.
    pub fn load(files: &DataFiles, ontology: &Ontology) -> Result<Lexicon> {
        let mut lexicon = Lexicon::default();
        let classes = classes(files)?;
        let reader = Reader { files, ontology, classes };
        for path in files.list("lexicon/verbs") {
            for sense in reader.senses(&path, &[Role::Object])? {
                index(&mut lexicon.verbs, &sense.words, lexicon.senses.len());
                lexicon.senses.push(sense);
            }
        }
        for sense in reader.senses("lexicon/nouns.txt", &[])? {
            index(&mut lexicon.nouns, &sense.words, lexicon.senses.len());
            lexicon.senses.push(sense);
        }
        for governor in reader.governors("lexicon/governors.txt")? {
            index(&mut lexicon.governing, &governor.words, lexicon.governors.len());
            lexicon.governors.push(governor);
        }
        lexicon.topics = topics(files)?;
        lexicon.judgements = Judgements::load(files)?;
        lexicon.aims = aims(files, ontology)?;
        Ok(lexicon)
    }

    /// The senses of a verb, its parts joined by `_`.
    pub fn verb(&self, word: &str) -> impl Iterator<Item = &Sense> {
        self.verbs.get(word).into_iter().flatten().map(|&at| &self.senses[at])
    }

    /// The senses of a noun that names an act.
    pub fn noun(&self, word: &str) -> impl Iterator<Item = &Sense> {
        self.nouns.get(word).into_iter().flatten().map(|&at| &self.senses[at])
    }

    /// What a verb, noun or adjective makes of the act below it.
    pub fn governor(&self, word: &str) -> impl Iterator<Item = &Governor> {
        self.governing.get(word).into_iter().flatten().map(|&at| &self.governors[at])
    }

    /// Every sense, verbs first.
    pub fn senses(&self) -> &[Sense] {
        &self.senses
    }

    /// Every governor.
    pub fn governors(&self) -> &[Governor] {
        &self.governors
    }

    /// Whether the sense is a verb's.
    pub fn is_verb(&self, sense: &Sense) -> bool {
        sense.origin.starts_with("verbs/")
    }

    /// The words that tell what an article is about, by topic.
    pub fn topics(&self) -> &BTreeMap<String, BTreeSet<String>> {
        &self.topics
    }

    /// The words that judge, and the deeds that are judged.
    pub fn judgements(&self) -> &Judgements {
        &self.judgements
    }

    /// The CAMEO code of the act that would grant what a word asks for: 0831 for "resignation".
    pub fn aim(&self, word: &str) -> Option<&str> {
        self.aims.get(word).map(String::as_str)
    }

    /// How many senses there are, counting each word of each line.
    pub fn len(&self) -> usize {
        let senses: usize = self.senses.iter().map(|sense| sense.words.len()).sum();
        senses + self.governors.iter().map(|governor| governor.words.len()).sum::<usize>()
    }

    /// Whether it has no sense at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

fn index(table: &mut HashMap<String, Vec<usize>>, words: &[String], at: usize) {
    for word in words {
        table.entry(word.clone()).or_default().push(at);
    }
}

fn classes(files: &DataFiles) -> Result<Classes> {
    named_lists(files, "lexicon/classes.txt")
}

fn topics(files: &DataFiles) -> Result<Classes> {
    named_lists(files, "lexicon/topics.txt")
}

/// Reads the lists `@CODE words`.
fn aims(files: &DataFiles, ontology: &Ontology) -> Result<HashMap<String, String>> {
    let mut aims = HashMap::new();
    for (code, words) in named_lists(files, "lexicon/aims.txt")? {
        if ontology.fill(&code).is_none() {
            return Err(files.mistake("lexicon/aims.txt", 1, format!("@{code} is no CAMEO code")));
        }
        aims.extend(words.into_iter().map(|word| (word, code.clone())));
    }
    Ok(aims)
}

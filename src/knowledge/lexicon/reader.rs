//! How the files of the lexicon are read: one sense or governor a line with its examples, and lists with a name.

use std::collections::{BTreeMap, BTreeSet};

use super::{Clause, Effect, Example, Gate, Governor, Nouns, Role, Sense, Takes};
use crate::error::Result;
use crate::knowledge::{DataFiles, Ontology};

/// Lists of words by their name.
pub(super) type Classes = BTreeMap<String, BTreeSet<String>>;

/// Reads lines of the form `@NAME words`; a name on several lines is one list.
pub(super) fn named_lists(files: &DataFiles, path: &str) -> Result<Classes> {
    let mut lists = Classes::new();
    for (at, line) in lines(&files.text(path)?) {
        let mut words = line.split_whitespace();
        let Some(name) = words.next().and_then(|name| name.strip_prefix('@')) else {
            return Err(files.mistake(path, at, "begin the line with a name: @NAME words".to_owned()));
        };
        lists.entry(name.to_owned()).or_default().extend(words.map(str::to_owned));
    }
    Ok(lists)
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line.trim()))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

/// Reads the files of senses and governors.
pub(super) struct Reader<'a> {
    pub files: &'a DataFiles,
    pub ontology: &'a Ontology,
    pub classes: Classes,
}

impl Reader<'_> {
    /// The senses of a file, whose targets stand in this place unless told otherwise.
    pub fn senses(&self, path: &str, target: &[Role]) -> Result<Vec<Sense>> {
        let mut senses: Vec<Sense> = Vec::new();
        for (at, line) in lines(&self.files.text(path)?) {
            let mistake = |message: String| self.files.mistake(path, at, message);
            if let Some(example) = line.strip_prefix('>') {
                let last = senses.last_mut().ok_or_else(|| mistake("an example stands before the first sense".to_owned()))?;
                last.examples.push(example_of(example, at).map_err(mistake)?);
                continue;
            }
            let sense = self.sense(line, target, origin(path, at)).map_err(mistake)?;
            senses.push(sense);
        }
        Ok(senses)
    }

    fn sense(&self, line: &str, target: &[Role], origin: String) -> std::result::Result<Sense, String> {
        let mut parts = line.split(" ; ").map(str::trim);
        let mut words = parts.next().unwrap_or_default().split_whitespace();
        let code = words.next().unwrap_or_default();
        if code != "00" && self.ontology.event_type(code).is_none() {
            return Err(format!("{code} is not a CAMEO code: see ontology/cameo.tsv"));
        }
        let mut sense = Sense {
            code: (code != "00").then(|| code.to_owned()),
            words: words.map(str::to_owned).collect(),
            object: None,
            prep: Vec::new(),
            noun: None,
            clause: None,
            below: None,
            asked: false,
            subject: None,
            source: vec![Role::Subject],
            target: target.to_vec(),
            by: Gate::Anyone,
            both: false,
            weight: 0.0,
            origin,
            examples: Vec::new(),
        };
        if sense.words.is_empty() {
            return Err("no words after the code".to_owned());
        }
        for part in parts {
            self.condition(&mut sense, part)?;
        }
        Ok(sense)
    }

    fn condition(&self, sense: &mut Sense, part: &str) -> std::result::Result<(), String> {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        match name.trim() {
            "object" => sense.object = Some(self.nouns(value)?),
            "noun" => sense.noun = Some(self.nouns(value)?),
            "subject" => sense.subject = Some(self.nouns(value)?),
            "prep" => sense.prep = value.split_whitespace().map(str::to_owned).collect(),
            "clause" => sense.clause = Some(clause(value)?),
            "below" => sense.below = Some(value.split_whitespace().map(str::to_owned).collect()),
            "asked" => sense.asked = true,
            "source" => sense.source = value.split_whitespace().map(role).collect(),
            "target" => sense.target = value.split_whitespace().map(role).collect(),
            "by" => sense.by = gate(value)?,
            "both" => sense.both = true,
            "weight" => sense.weight = value.trim().parse().map_err(|_| format!("weight={value} is not a number"))?,
            other => return Err(format!("{other} is no part of a sense: see lexicon/README.md")),
        }
        Ok(())
    }

    fn nouns(&self, value: &str) -> std::result::Result<Nouns, String> {
        let mut words = BTreeSet::new();
        for word in value.split_whitespace() {
            match (word, word.strip_prefix('@')) {
                ("any", _) => return Ok(Nouns::Any),
                ("none", _) => return Ok(Nouns::Absent),
                (_, Some(class)) => {
                    let members = self.classes.get(class).ok_or_else(|| format!("@{class} is not in lexicon/classes.txt"))?;
                    words.extend(members.iter().cloned());
                }
                _ => {
                    words.insert(word.to_owned());
                }
            }
        }
        Ok(Nouns::Of(words))
    }

    /// The governors of a file.
    pub fn governors(&self, path: &str) -> Result<Vec<Governor>> {
        let mut governors: Vec<Governor> = Vec::new();
        for (at, line) in lines(&self.files.text(path)?) {
            let mistake = |message: String| self.files.mistake(path, at, message);
            if let Some(example) = line.strip_prefix('>') {
                let last =
                    governors.last_mut().ok_or_else(|| mistake("an example stands before the first governor".to_owned()))?;
                last.examples.push(example_of(example, at).map_err(mistake)?);
                continue;
            }
            governors.push(governor(line, origin(path, at)).map_err(mistake)?);
        }
        Ok(governors)
    }
}

fn origin(path: &str, line: usize) -> String {
    format!("{}:{line}", path.trim_start_matches("lexicon/"))
}

fn governor(line: &str, origin: String) -> std::result::Result<Governor, String> {
    let mut parts = line.split(" ; ").map(str::trim);
    let mut words = parts.next().unwrap_or_default().split_whitespace();
    let effect = effect(words.next().unwrap_or_default())?;
    let words: Vec<String> = words.map(str::to_owned).collect();
    let (mut takes, mut target, mut noun) = (Vec::new(), Vec::new(), false);
    for part in parts {
        match part.split_once('=') {
            Some(("as", "noun")) => noun = true,
            Some(("takes", value)) => takes = value.split_whitespace().map(taken).collect(),
            Some(("target", value)) => target = value.split_whitespace().map(role).collect(),
            _ => return Err(format!("{part} is no part of a governor: see lexicon/README.md")),
        }
    }
    if words.is_empty() || takes.is_empty() {
        return Err("a governor needs words and takes=".to_owned());
    }
    Ok(Governor { effect, words, noun, takes, target, origin, examples: Vec::new() })
}

fn example_of(line: &str, at: usize) -> std::result::Result<Example, String> {
    let (sentence, expected) = line.rsplit_once('=').ok_or("an example ends with = and the events expected of it")?;
    let sentence = sentence.trim().to_owned();
    if sentence.find('{').zip(sentence.find('}')).is_none_or(|(open, close)| open > close) {
        return Err("an example has its word in braces: {lifted}".to_owned());
    }
    Ok(Example { sentence, expected: expected.trim().to_owned(), line: at })
}

fn role(word: &str) -> Role {
    match word {
        "subject" => Role::Subject,
        "object" => Role::Object,
        "recipient" => Role::Recipient,
        "owner" => Role::Owner,
        "clause" => Role::Clause,
        prep => Role::Prep(prep.to_owned()),
    }
}

fn taken(word: &str) -> Takes {
    match (clause(word), word) {
        (Ok(kind), _) => Takes::Clause(kind),
        (_, "object") => Takes::Object,
        (_, prep) => Takes::Prep(prep.to_owned()),
    }
}

fn clause(word: &str) -> std::result::Result<Clause, String> {
    match word.trim() {
        "infinitive" => Ok(Clause::Infinitive),
        "that" => Ok(Clause::That),
        "subjunctive" => Ok(Clause::Subjunctive),
        "gerund" => Ok(Clause::Gerund),
        other => Err(format!("clause={other}: use infinitive, gerund, that or subjunctive")),
    }
}

fn gate(word: &str) -> std::result::Result<Gate, String> {
    match word.trim() {
        "political" => Ok(Gate::Political),
        "armed" => Ok(Gate::Armed),
        "anyone" => Ok(Gate::Anyone),
        other => Err(format!("by={other}: use political, armed or anyone")),
    }
}

fn effect(word: &str) -> std::result::Result<Effect, String> {
    Ok(match word {
        "actual" => Effect::Actual,
        "cause" => Effect::Cause,
        "intend" => Effect::Intend,
        "appeal" => Effect::Appeal,
        "demand" => Effect::Demand,
        "threaten" => Effect::Threaten,
        "refuse" => Effect::Refuse,
        "accuse" => Effect::Accuse,
        "force" => Effect::Force,
        "prevent" => Effect::Prevent,
        "support" => Effect::Support,
        "stop" => Effect::Stop,
        "negate" => Effect::Negate,
        "possible" => Effect::Possible,
        "report" => Effect::Report,
        "allege" => Effect::Allege,
        "weigh" => Effect::Weigh,
        "hope" => Effect::Hope,
        "fear" => Effect::Fear,
        "deny" => Effect::Deny,
        "own" => Effect::Own,
        "topic" => Effect::Topic,
        other => return Err(format!("{other} is no effect: see lexicon/README.md")),
    })
}

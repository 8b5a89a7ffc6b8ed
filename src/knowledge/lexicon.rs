//! The lexicon: what words mean. Loads and checks `data/lexicon/`; the format is told in its README.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::error::Result;
use crate::knowledge::{DataFiles, Ontology};

/// What words mean.
#[derive(Debug, Default)]
pub struct Lexicon {
    senses: Vec<Sense>,
    governors: Vec<Governor>,
    verbs: HashMap<String, Vec<usize>>,
    nouns: HashMap<String, Vec<usize>>,
    governing: HashMap<String, Vec<usize>>,
    topics: BTreeMap<String, BTreeSet<String>>,
    judgements: HashMap<String, Judged>,
    deeds: Deeds,
    aims: HashMap<String, String>,
}

/// How a word judges whom it is said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judged {
    /// "fail", "illegal", "a disgrace".
    Blame,
    /// "right", "courageous", "a breakthrough".
    Praise,
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
        (lexicon.judgements, lexicon.deeds) = judgements(files)?;
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

    /// How a word judges, where it does.
    pub fn judgement(&self, word: &str) -> Option<Judged> {
        self.judgements.get(word).copied()
    }

    /// Whether a noun names what politicians do and others judge: a plan, a law.
    pub fn is_deed(&self, word: &str) -> bool {
        self.deeds.named.contains(word)
    }

    /// Whether a verb's subject is the one whose deed its object is: announce a plan.
    pub fn is_maker(&self, verb: &str) -> bool {
        self.deeds.makers.contains(verb)
    }

    /// Whether a verb says what its object is: call, brand, dismiss as.
    pub fn is_naming(&self, verb: &str) -> bool {
        self.deeds.naming.contains(verb)
    }

    /// Whether one speaks ill of a rival with a word, though it judges nobody by itself: "fear", "hide".
    pub fn is_negative(&self, word: &str) -> bool {
        self.deeds.negative.contains(word)
    }

    /// The deeds that are a government's, whoever else speaks of them: a law, a ban.
    pub fn laws(&self) -> impl Iterator<Item = &str> {
        self.deeds.laws.iter().map(String::as_str)
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

type Classes = BTreeMap<String, BTreeSet<String>>;

fn classes(files: &DataFiles) -> Result<Classes> {
    named_lists(files, "lexicon/classes.txt")
}

fn topics(files: &DataFiles) -> Result<Classes> {
    named_lists(files, "lexicon/topics.txt")
}

/// Nouns for what politicians do, and the verbs that tell whose it is.
#[derive(Debug, Clone, Default)]
struct Deeds {
    named: BTreeSet<String>,
    laws: BTreeSet<String>,
    makers: BTreeSet<String>,
    naming: BTreeSet<String>,
    negative: BTreeSet<String>,
}

/// Reads the lists `@blame`, `@praise`, `@deed`, `@law`, `@maker`, `@naming` and `@negative`.
fn judgements(files: &DataFiles) -> Result<(HashMap<String, Judged>, Deeds)> {
    let (mut judgements, mut deeds) = (HashMap::new(), Deeds::default());
    for (name, words) in named_lists(files, "lexicon/judgements.txt")? {
        let judged = match name.as_str() {
            "blame" => Judged::Blame,
            "praise" => Judged::Praise,
            "deed" => {
                deeds.named.extend(words);
                continue;
            }
            "law" => {
                deeds.named.extend(words.iter().cloned());
                deeds.laws.extend(words);
                continue;
            }
            "maker" => {
                deeds.makers.extend(words);
                continue;
            }
            "naming" => {
                deeds.naming.extend(words);
                continue;
            }
            "negative" => {
                deeds.negative.extend(words);
                continue;
            }
            _ => {
                let told = format!("@{name} is not known: write @blame, @praise, @deed, @law, @maker, @naming or @negative");
                return Err(files.mistake("lexicon/judgements.txt", 1, told));
            }
        };
        judgements.extend(words.into_iter().map(|word| (word, judged)));
    }
    Ok((judgements, deeds))
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

/// Reads lines of the form `@NAME words`; a name on several lines is one list.
fn named_lists(files: &DataFiles, path: &str) -> Result<Classes> {
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

struct Reader<'a> {
    files: &'a DataFiles,
    ontology: &'a Ontology,
    classes: Classes,
}

impl Reader<'_> {
    fn senses(&self, path: &str, target: &[Role]) -> Result<Vec<Sense>> {
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

    fn governors(&self, path: &str) -> Result<Vec<Governor>> {
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

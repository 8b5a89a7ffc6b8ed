//! English inflection for tests: puts one word of a sense where another stands, in the same form.

use std::collections::BTreeMap;

use diplograph::knowledge::{DataFiles, Table};

/// Irregular forms by class and lemma, from `data/language/irregular.tsv`.
pub struct Inflection {
    verbs: BTreeMap<String, Vec<String>>,
    nouns: BTreeMap<String, Vec<String>>,
}

/// The forms that examples use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Base,
    Third,
    Past,
    Participle,
    Gerund,
    Plural,
}

const FORMS: [Form; 6] = [Form::Past, Form::Participle, Form::Gerund, Form::Third, Form::Plural, Form::Base];

impl Inflection {
    pub fn load() -> Self {
        let table =
            Table::read(&DataFiles::default(), "language/irregular.tsv", &["class", "lemma", "forms"]).expect("irregular.tsv");
        let of = |class: &str| {
            let rows = table.rows.iter().filter(|row| row.field("class") == class);
            rows.map(|row| (row.field("lemma").to_owned(), row.list("forms").into_iter().map(str::to_owned).collect())).collect()
        };
        Inflection { verbs: of("verb"), nouns: of("noun") }
    }

    /// `other` in the form that `shown` is of `word`.
    pub fn like(&self, shown: &str, word: &str, other: &str) -> String {
        if word == other {
            return shown.to_owned();
        }
        if word.starts_with("be_") {
            // Of a predicate ("is {critical} of") only what is said stands in the braces.
            return other.trim_start_matches("be_").replace('_', " ");
        }
        let (head, tail) = split(word);
        let shown = shown.strip_suffix(&tail.replace('_', " ")).unwrap_or(shown).trim();
        let found = FORMS.into_iter().find(|&form| self.form(head, form).eq_ignore_ascii_case(shown));
        let (head, tail) = split(other);
        let mut filled = self.form(head, found.unwrap_or(Form::Base));
        if shown.starts_with(char::is_uppercase) {
            filled = filled[..1].to_uppercase() + &filled[1..];
        }
        filled + &tail.replace('_', " ")
    }

    /// A word in a form of its own.
    pub fn form(&self, word: &str, form: Form) -> String {
        let known = self.verbs.get(word);
        let past = |last: bool| {
            let mut forms = known.into_iter().flatten().filter(|form| !form.ends_with("ing") && !form.ends_with('s'));
            if last { forms.next_back().cloned() } else { forms.next().cloned() }
        };
        let gerund = known.into_iter().flatten().find(|form| form.ends_with("ing")).cloned();
        match form {
            Form::Base => word.to_owned(),
            Form::Past => past(false).unwrap_or_else(|| ed(word)),
            Form::Participle => past(true).unwrap_or_else(|| ed(word)),
            Form::Gerund => gerund.unwrap_or_else(|| ing(word)),
            Form::Third => s(word),
            Form::Plural => self.nouns.get(word).and_then(|forms| forms.first().cloned()).unwrap_or_else(|| s(word)),
        }
    }
}

/// A name in the lexicon as its inflected head and the rest, with its `_`.
fn split(word: &str) -> (&str, &str) {
    word.find('_').map_or((word, ""), |at| word.split_at(at))
}

fn consonant_y(word: &str) -> bool {
    word.ends_with('y') && !word[..word.len() - 1].ends_with(['a', 'e', 'i', 'o', 'u'])
}

/// "scrap" to "scrapped", "cancel" to "cancelled": one short vowel before one consonant, in short words and those in -el.
fn doubles(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let [.., before, vowel, last] = letters[..] else { return false };
    let is_vowel = |letter: char| "aeiou".contains(letter);
    let vowels = letters.iter().filter(|&&letter| is_vowel(letter)).count();
    let before = if word[..word.len() - 2].ends_with("qu") { 'q' } else { before };
    let short = !is_vowel(before) && is_vowel(vowel) && !is_vowel(last) && !"wxy".contains(last);
    // Stressed on the last syllable, or made of a short word.
    const STRESSED: &[&str] = &[
        "el", "mit", "rol", "cur", "bug", "strip", "lap", "step", "ban", "pin", "wrap", "zip", "tap", "bid", "quip", "bed",
        "but", "squat", "frog", "fil", "til", "fer", "gram", "nap", "ter", "bar", "trap", "top", "set", "get", "lot", "nul",
        "gin", "star", "shot", "equip",
    ];
    short && (vowels == 1 || word == "quiz" || !is_weak(word) && STRESSED.iter().any(|end| word.ends_with(end)))
}

/// Words that only end like a stressed syllable: "enter", "offer".
fn is_weak(word: &str) -> bool {
    const WEAK: &[&str] = &[
        "offer", "suffer", "differ", "calendar", "pilfer", "buffer", "proffer", "target", "budget", "develop", "gallop",
        "envelop",
    ];
    WEAK.contains(&word) || word.ends_with("ter") && !word.ends_with("deter")
}

fn ed(word: &str) -> String {
    match word {
        _ if word.ends_with('e') => format!("{word}d"),
        _ if consonant_y(word) => format!("{}ied", &word[..word.len() - 1]),
        _ if doubles(word) => format!("{word}{}ed", &word[word.len() - 1..]),
        _ => format!("{word}ed"),
    }
}

fn ing(word: &str) -> String {
    match word.strip_suffix('e') {
        Some(stem) if !word.ends_with("ee") => format!("{stem}ing"),
        _ if doubles(word) => format!("{word}{}ing", &word[word.len() - 1..]),
        _ => format!("{word}ing"),
    }
}

fn s(word: &str) -> String {
    match word {
        _ if consonant_y(word) => format!("{}ies", &word[..word.len() - 1]),
        _ if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

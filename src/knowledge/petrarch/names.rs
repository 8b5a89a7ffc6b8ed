//! Names in capitals, written as a text has them.

use crate::knowledge::spelling::spelled;

/// Words that stay small within a name.
const SMALL: &[&str] = &[
    "of", "the", "and", "for", "in", "on", "to", "de", "da", "do", "dos", "das", "del", "della", "la", "du", "al", "el", "bin",
    "ibn", "von", "van", "der", "den", "des", "y", "e", "et", "ul", "ud",
];

/// A name to show, and the same as texts are matched with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelling {
    /// `Ban Ki-moon`.
    pub name: String,
    /// `Ban ki moon`: a small letter fits a capital too, as the file knows no difference. A word alone keeps its capital,
    /// and a short one all, or "us" would be a country.
    pub matched: String,
}

/// How a listed name is spelled in a text.
///
/// ```
/// use diplograph::knowledge::petrarch::spelling;
/// assert_eq!(spelling("MINISTRY_OF_THE_INTERIOR").name, "Ministry of the Interior");
/// assert_eq!(spelling("UN").matched, "UN");
/// ```
pub fn spelling(listed: &str) -> Spelling {
    let words = listed.replace('_', " ");
    let words: Vec<&str> = words.split_whitespace().collect();
    let name = if listed.contains(char::is_lowercase) { words.join(" ") } else { capitalized(&words) };
    let plain = spelled(&name);
    let matched = match plain.split_once(' ') {
        Some((first, rest)) => format!("{first} {}", rest.to_lowercase()),
        None => plain,
    };
    Spelling { name, matched }
}

fn capitalized(words: &[&str]) -> String {
    let alone = words.len() == 1;
    let written = words.iter().enumerate().map(|(at, word)| {
        let small = word.to_lowercase();
        if at > 0 && SMALL.contains(&small.as_str()) {
            small
        } else if abbreviation(word, alone) {
            (*word).to_owned()
        } else {
            parts(&small, at > 0)
        }
    });
    written.collect::<Vec<_>>().join(" ")
}

/// Whether a word stays in capitals: a short one alone, one with full stops, or one without vowels.
fn abbreviation(word: &str, alone: bool) -> bool {
    let vowel = |letter: char| "AEIOUY".contains(letter) || !letter.is_ascii();
    (alone && word.len() <= 3) || word.contains('.') || !word.contains(vowel)
}

/// A word with a capital after each hyphen and apostrophe, but for the article of "al-Bashir".
fn parts(word: &str, article: bool) -> String {
    let mut out = String::with_capacity(word.len());
    let mut start = true;
    let small = article && SMALL.iter().any(|article| word.strip_prefix(article).is_some_and(|rest| rest.starts_with('-')));
    let mut skip = small;
    for letter in word.chars() {
        if start && letter.is_alphabetic() && !skip {
            out.extend(letter.to_uppercase());
        } else {
            out.push(letter);
        }
        skip &= !start;
        start = !letter.is_alphanumeric() && (letter != '\'' || out.len() == 2);
    }
    out
}

/// A name without the marks of the format: the stops at its ends, a stray bracket.
pub(super) fn plain(name: &str) -> String {
    let name = name.replace([']', '\t'], " ").replace(' ', "_");
    let name = name.trim_matches('_').trim_end_matches(['?', ';']);
    match name.strip_suffix(",_THE") {
        Some(name) => format!("THE_{name}"),
        None => name.to_owned(),
    }
}

/// Why a name cannot be used, if so.
pub(super) fn unreadable(name: &str) -> Option<&'static str> {
    if name.contains(|letter: char| (letter.is_control() && letter != '\t') || letter == '\u{fffd}') {
        return Some("holds a character that got lost");
    }
    (!name.contains(char::is_alphanumeric)).then_some("has neither letter nor digit")
}

/// A name fit for a message.
pub(super) fn shown(name: &str) -> String {
    name.chars().map(|letter| if letter.is_control() { '?' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_become_names() {
        let name = |listed: &str| spelling(listed).name;
        assert_eq!(name("ADA_NOVAK"), "Ada Novak");
        assert_eq!(name("BAN_KI-MOON"), "Ban Ki-Moon");
        assert_eq!(name("OMAR_AL-BASHIR"), "Omar al-Bashir");
        assert_eq!(name("CONOR_O'BRIEN"), "Conor O'Brien");
        assert_eq!(name("COTE_D'IVOIRE"), "Cote D'Ivoire");
        assert_eq!(name("Ibrahim Rugova"), "Ibrahim Rugova");
        assert_eq!(name("U.N."), "U.N.");
    }

    #[test]
    fn marks_of_the_format_go() {
        assert_eq!(plain("ORDER,_THE_"), "THE_ORDER");
        assert_eq!(plain("LAKELAND]_ "), "LAKELAND");
        assert_eq!(plain("ADA NOVAK_"), "ADA_NOVAK");
        assert!(unreadable("LIA\u{1a}MINE").is_some());
    }
}

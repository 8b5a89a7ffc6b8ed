//! Content words: two phrases mean the same actor where they share one.

use std::collections::BTreeSet;

const STOP: &[&str] = &[
    "the", "a", "an", "of", "in", "on", "and", "to", "for", "by", "from", "with", "at", "its", "his", "her", "their", "said",
    "has", "have", "had", "is", "are", "was", "were", "be", "been", "s",
];

/// The content words of a phrase, in lower case. "U.S." is "us".
pub fn words(text: &str) -> BTreeSet<String> {
    let text = joined(text).to_lowercase();
    let runs = text.split(|letter: char| !is_letter(letter)).filter(|run| run.chars().count() >= 2);
    runs.filter(|run| !STOP.contains(run)).map(str::to_owned).collect()
}

/// Whether two phrases share a content word.
pub fn overlap(one: &str, other: &str) -> bool {
    !words(one).is_disjoint(&words(other))
}

fn is_letter(letter: char) -> bool {
    letter.is_ascii_lowercase() || letter.is_ascii_digit() || ('\u{c0}'..='\u{24f}').contains(&letter)
}

/// The text in which abbreviations of two letters and more, each with its dot, have lost their dots.
fn joined(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < letters.len() {
        let is_start = at == 0 || !(letters[at - 1].is_alphanumeric() || letters[at - 1] == '_');
        let pairs = letters[at..].chunks(2).take_while(|pair| pair[0].is_ascii_alphabetic() && pair.get(1) == Some(&'.')).count();
        if is_start && pairs >= 2 {
            out.extend(letters[at..at + 2 * pairs].iter().filter(|&&letter| letter != '.'));
            at += 2 * pairs;
        } else {
            out.push(letters[at]);
            at += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_one_word_and_small_words_are_none() {
        let list = |text: &str| words(text).into_iter().collect::<Vec<_>>();
        assert_eq!(list("the U.S. Army's envoy to Mali"), ["army", "envoy", "mali", "us"]);
        assert_eq!(list("a U.S"), Vec::<String>::new());
        assert_eq!(list("Côte d’Ivoire"), ["côte", "ivoire"]);
        assert!(overlap("Prime Minister Rabin", "Mr. Rabin") && !overlap("the minister of X", "the envoy of Y"));
    }
}

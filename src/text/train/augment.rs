//! Variants of sentences, so that headlines, other letter cases, a missing full stop and typographic quotes survive.

use crate::text::tagger::TAGS;
use crate::text::train::Example;
use crate::text::train::random::Random;
use crate::text::word::Word;

/// Function words that a headline in title case leaves small.
const SMALL: [&str; 20] = [
    "a", "an", "the", "of", "in", "on", "at", "to", "by", "for", "from", "with", "and", "or", "but", "as", "is", "n't", "'s",
    "over",
];

/// How letters are changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Not at all.
    Kept,
    /// As In a Headline.
    Title,
    /// all small.
    Lower,
    /// ALL CAPITAL.
    Upper,
}

/// What is done to a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Augmentation {
    /// To its letters.
    pub case: Case,
    /// Whether a final full stop is left out.
    pub unstopped: bool,
    /// Whether quotes and dashes are made typographic.
    pub typographic: bool,
}

impl Augmentation {
    /// Draws what to do; mostly nothing.
    pub fn draw(random: &mut Random) -> Augmentation {
        let case = match random.unit() {
            share if share < 0.025 => Case::Title,
            share if share < 0.04 => Case::Lower,
            share if share < 0.055 => Case::Upper,
            _ => Case::Kept,
        };
        let unstopped = random.chance(if case == Case::Kept { 0.04 } else { 0.7 });
        Augmentation { case, unstopped, typographic: random.chance(0.3) }
    }

    /// The sentence, changed.
    pub fn apply(&self, example: &Example) -> Example {
        let mut changed = example.clone();
        if self.unstopped {
            drop_full_stop(&mut changed);
        }
        for at in 0..changed.forms.len() {
            let mut form = recase(&changed.forms[at], self.case, at == 0);
            if self.typographic {
                form = typeset(form, TAGS[usize::from(changed.tags[at])]);
            }
            if form != changed.forms[at] {
                changed.words[at] = Word::of(&form);
                changed.forms[at] = form;
            }
        }
        changed
    }
}

fn drop_full_stop(example: &mut Example) {
    let last = example.forms.len().saturating_sub(1);
    if !example.guides.is_empty() {
        return;
    }
    let droppable = last > 0 && example.forms[last] == "." && example.heads[last] != example.forms.len();
    if !droppable || example.heads.contains(&last) {
        return;
    }
    example.forms.pop();
    example.words.pop();
    example.tags.pop();
    example.heads.pop();
    example.relations.pop();
    // The root's number is the number of tokens, and that is now one less.
    for head in example.heads.iter_mut().filter(|head| **head > last) {
        *head = last;
    }
}

fn recase(form: &str, case: Case, first: bool) -> String {
    match case {
        Case::Kept => form.to_owned(),
        Case::Lower => form.to_lowercase(),
        Case::Upper => form.to_uppercase(),
        Case::Title if !first && SMALL.contains(&form) => form.to_owned(),
        Case::Title => {
            let mut letters = form.chars();
            letters.next().map_or(String::new(), |letter| letter.to_uppercase().chain(letters).collect())
        }
    }
}

fn typeset(form: String, tag: &str) -> String {
    match (form.as_str(), tag) {
        ("\"" | "``", "``") => "“".to_owned(),
        ("\"" | "''", "''") => "”".to_owned(),
        ("'" | "`", "``") => "‘".to_owned(),
        ("'", "''") => "’".to_owned(),
        ("-" | "--", "," | ":") => "—".to_owned(),
        _ if form.contains('\'') => form.replace('\'', "’"),
        _ => form,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::train::conllu::read_examples;

    const TEXT: &str = "1\t\"\t_\t_\t``\t_\t3\tpunct\t_\t_\n2\tParis\t_\t_\tNNP\t_\t3\tnsubj\t_\t_\n\
        3\tagreed\t_\t_\tVBD\t_\t0\troot\t_\t_\n4\t.\t_\t_\t.\t_\t3\tpunct\t_\t_\n\n";

    #[test]
    fn case_stop_and_quotes_change_and_the_tree_stays() {
        let examples = read_examples(TEXT, "test", false).unwrap();
        let headline = Augmentation { case: Case::Title, unstopped: true, typographic: true }.apply(&examples[0]);
        assert_eq!(headline.forms, ["“", "Paris", "Agreed"]);
        assert_eq!(headline.heads, [2, 2, 3]);
        assert_eq!(headline.words[2], Word::of("Agreed"));
        let same = Augmentation { case: Case::Kept, unstopped: false, typographic: false }.apply(&examples[0]);
        assert_eq!(same, examples[0]);
    }
}

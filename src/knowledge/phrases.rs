//! Phrases of one or more words, each with what it means: how the word lists of `data/lexicon/*.tsv` are looked up.

use std::collections::HashMap;

/// A word as it may be met: both in lower case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spelled {
    /// As it stands.
    pub form: String,
    /// Its lemma.
    pub lemma: String,
}

/// Phrases by their first word.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    by_first: HashMap<String, Vec<(Vec<String>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases { by_first: HashMap::new() }
    }
}

impl<T> Phrases<T> {
    /// Takes a phrase, its words parted by spaces. Of the same phrase, the first that was taken comes first.
    pub fn insert(&mut self, phrase: &str, meaning: T) {
        let mut words = phrase.split_whitespace().map(str::to_lowercase);
        if let Some(first) = words.next() {
            self.by_first.entry(first).or_default().push((words.collect(), meaning));
        }
    }

    /// The phrases that words begin with, and how many words each has. A word is met by its form and by its lemma.
    pub fn at<'a>(&'a self, words: &'a [Spelled]) -> impl Iterator<Item = (usize, &'a T)> {
        let found = |word: &str| self.by_first.get(word).map(Vec::as_slice).unwrap_or_default();
        let (by_form, by_lemma) = match words.first() {
            Some(first) if first.form == first.lemma => (found(&first.form), &[][..]),
            Some(first) => (found(&first.form), found(&first.lemma)),
            None => (&[][..], &[][..]),
        };
        let is = |word: &String, spelled: &Spelled| spelled.form == *word || spelled.lemma == *word;
        let whole =
            move |rest: &[String]| rest.iter().enumerate().all(|(at, word)| words.get(at + 1).is_some_and(|next| is(word, next)));
        by_form.iter().chain(by_lemma).filter(move |(rest, _)| whole(rest)).map(|(rest, meaning)| (rest.len() + 1, meaning))
    }
}

//! Substitution sets of agent files: `!PERSON! = MAN, WOMAN`, used in `FIRE!PERSON!`.

use std::collections::BTreeMap;

/// The sets defined so far.
#[derive(Debug, Default)]
pub(super) struct Sets(BTreeMap<String, Vec<String>>);

impl Sets {
    /// Takes a line that defines a set; whether it was one.
    pub(super) fn define(&mut self, text: &str) -> bool {
        let Some((name, words)) = text.split_once('=') else { return false };
        let Some(name) = name.trim().strip_prefix('!').and_then(|name| name.strip_suffix('!')) else { return false };
        let words = words.split(',').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty());
        self.0.insert(name.to_owned(), words.collect());
        true
    }

    /// All that a phrase stands for, itself where it uses no set.
    ///
    /// # Errors
    /// A set that is not defined, or that stands inside a word.
    pub(super) fn expand(&self, phrase: &str) -> Result<Vec<String>, String> {
        let Some((before, rest)) = phrase.split_once('!') else { return Ok(vec![phrase.to_owned()]) };
        let Some((name, after)) = rest.split_once('!') else { return Ok(vec![phrase.to_owned()]) };
        let words = self.0.get(name).ok_or_else(|| format!("the set `!{name}!` is not defined above"))?;
        if after.starts_with(char::is_alphabetic) && before.ends_with(char::is_alphabetic) {
            return Err(format!("the set `!{name}!` stands inside a word"));
        }
        let gap = if after.starts_with(char::is_alphabetic) { " " } else { "" };
        let mut all = Vec::new();
        for tail in self.expand(after)? {
            all.extend(words.iter().map(|word| format!("{before}{word}{gap}{tail}")));
        }
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_stand_for_each_of_their_words() {
        let mut sets = Sets::default();
        assert!(sets.define("!PERSON! = MAN, WOMAN"));
        assert!(!sets.define("FIRE!PERSON! [~GOV]"));
        assert_eq!(sets.expand("FIRE!PERSON!").unwrap(), ["FIREMAN", "FIREWOMAN"]);
        assert_eq!(sets.expand("BAKER").unwrap(), ["BAKER"]);
        assert!(sets.expand("HU!PERSON!ITY").is_err());
        assert!(sets.expand("!THING!").is_err());
    }
}

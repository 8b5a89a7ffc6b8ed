//! What the tokenizer, the splitter and the lemmatizer know of English: `data/language/`, checked when loaded.

use std::collections::{HashMap, HashSet};

use crate::error::Result;
use crate::knowledge::{DataFiles, Table};

/// When a word keeps its full stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Abbreviation {
    /// Something always follows it ("Mr."): it ends no sentence.
    Title,
    /// An abbreviation only before a number ("No. 5").
    Number,
    /// It may end a sentence ("Inc.").
    Plain,
}

/// The class of words that an irregular form belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WordClass {
    /// A verb's past, participle or third person.
    Verb,
    /// A noun's plural.
    Noun,
    /// A comparative or superlative used as an adjective.
    Adjective,
    /// A comparative or superlative used as an adverb.
    Adverb,
}

/// The tables of `data/language/`.
#[derive(Debug, Clone)]
pub struct LanguageData {
    abbreviations: HashMap<String, Abbreviation>,
    irregular: HashMap<(WordClass, String), String>,
    tagged: HashMap<(String, String), String>,
    splits: HashMap<String, usize>,
    lists: HashMap<String, HashSet<String>>,
}

/// The word lists that `words.tsv` must have.
const LISTS: &[&str] = &[
    "prefix",
    "unit",
    "opener",
    "credit",
    "speech",
    "verb",
    "noun",
    "adjective",
    "name adjective",
    "common adjective",
    "plural name",
];

impl LanguageData {
    /// Reads and checks `language/abbreviations.tsv`, `language/irregular.tsv` and `language/words.tsv`.
    ///
    /// # Errors
    /// A file that is missing, or a line with a mistake: with file and line.
    ///
    /// ```
    /// use diplograph::knowledge::DataFiles;
    /// use diplograph::text::language::{Abbreviation, LanguageData};
    /// let data = LanguageData::load(&DataFiles::new(None))?;
    /// assert_eq!(data.abbreviation("Gen."), Some(Abbreviation::Title));
    /// # Ok::<(), diplograph::Error>(())
    /// ```
    pub fn load(files: &DataFiles) -> Result<LanguageData> {
        let (irregular, tagged) = read_irregular(files)?;
        let (lists, splits) = read_words(files)?;
        Ok(LanguageData { abbreviations: read_abbreviations(files)?, irregular, tagged, splits, lists })
    }

    /// Whether a word, given with its full stop, is an abbreviation.
    pub fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        self.abbreviations.get(word).copied()
    }

    /// The dictionary form of an irregular form, both in lower case.
    pub fn irregular(&self, class: WordClass, form: &str) -> Option<&str> {
        self.irregular.get(&(class, form.to_owned())).map(String::as_str)
    }

    /// The dictionary form of a form in lower case that is special under one Penn tag.
    pub fn tagged(&self, xpos: &str, form: &str) -> Option<&str> {
        self.tagged.get(&(xpos.to_owned(), form.to_owned())).map(String::as_str)
    }

    /// Where a word in lower case that is two ("cannot") is cut, in bytes.
    pub fn split(&self, word: &str) -> Option<usize> {
        self.splits.get(word).copied()
    }

    /// Whether a list of `words.tsv` has the word.
    pub fn lists(&self, list: &str, word: &str) -> bool {
        self.lists.get(list).is_some_and(|words| words.contains(word))
    }
}

fn read_abbreviations(files: &DataFiles) -> Result<HashMap<String, Abbreviation>> {
    let mut abbreviations = HashMap::new();
    for row in Table::read(files, "language/abbreviations.tsv", &["kind", "abbreviations"])?.rows {
        let kind = match row.field("kind") {
            "title" => Abbreviation::Title,
            "number" => Abbreviation::Number,
            "plain" => Abbreviation::Plain,
            other => return Err(row.mistake(format!("`{other}` is no kind: write title, number or plain"))),
        };
        for word in row.list("abbreviations") {
            if !word.ends_with('.') {
                return Err(row.mistake(format!("`{word}` does not end in a full stop")));
            }
            if abbreviations.insert(word.to_owned(), kind).is_some() {
                return Err(row.mistake(format!("`{word}` is there twice: keep one")));
            }
        }
    }
    Ok(abbreviations)
}

type Irregular = (HashMap<(WordClass, String), String>, HashMap<(String, String), String>);

fn read_irregular(files: &DataFiles) -> Result<Irregular> {
    let (mut irregular, mut tagged) = (HashMap::new(), HashMap::new());
    for row in Table::read(files, "language/irregular.tsv", &["class", "lemma", "forms"])?.rows {
        let (class, lemma) = (row.field("class"), row.field("lemma").to_owned());
        if lemma.is_empty() || row.list("forms").is_empty() {
            return Err(row.mistake("the lemma or its forms are missing"));
        }
        for form in row.list("forms") {
            let form = form.to_owned();
            let known = match word_class(class) {
                Some(class) => irregular.insert((class, form.clone()), lemma.clone()),
                None if class.chars().all(|c| c.is_ascii_uppercase() || c == '$') && !class.is_empty() => {
                    tagged.insert((class.to_owned(), form.clone()), lemma.clone())
                }
                None => {
                    let message = format!("`{class}` is no class: write verb, noun, adjective, adverb or a Penn tag");
                    return Err(row.mistake(message));
                }
            };
            if let Some(known) = known.filter(|known| *known != lemma) {
                return Err(row.mistake(format!("`{form}` has two lemmas, {known} and {lemma}: keep one")));
            }
        }
    }
    Ok((irregular, tagged))
}

fn word_class(name: &str) -> Option<WordClass> {
    Some(match name {
        "verb" => WordClass::Verb,
        "noun" => WordClass::Noun,
        "adjective" => WordClass::Adjective,
        "adverb" => WordClass::Adverb,
        _ => return None,
    })
}

type Words = (HashMap<String, HashSet<String>>, HashMap<String, usize>);

fn read_words(files: &DataFiles) -> Result<Words> {
    let mut lists: HashMap<String, HashSet<String>> = HashMap::new();
    let mut splits = HashMap::new();
    let table = Table::read(files, "language/words.tsv", &["list", "words"])?;
    for row in &table.rows {
        let list = row.field("list");
        if list == "split" {
            for words in row.list("words") {
                let Some((first, second)) = words.split_once(' ') else {
                    return Err(row.mistake(format!("`{words}` is one word: put a space where it is cut")));
                };
                splits.insert(format!("{first}{second}"), first.len());
            }
        } else if LISTS.contains(&list) {
            lists.entry(list.to_owned()).or_default().extend(row.list("words").into_iter().map(str::to_owned));
        } else {
            return Err(row.mistake(format!("`{list}` is no list: write split or one of {}", LISTS.join(", "))));
        }
    }
    if let Some(missing) = LISTS.iter().find(|list| !lists.contains_key(**list)) {
        return Err(files.mistake("language/words.tsv", 0, format!("the list `{missing}` is missing")));
    }
    Ok((lists, splits))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load_with(name: &str, text: &str) -> Result<LanguageData> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("language")).unwrap();
        std::fs::write(folder.path().join("language").join(name), text).unwrap();
        LanguageData::load(&DataFiles::new(Some(folder.path())))
    }

    fn mistake(name: &str, text: &str) -> String {
        load_with(name, text).unwrap_err().to_string()
    }

    #[test]
    fn the_data_that_comes_with_the_program_loads() {
        let data = LanguageData::load(&DataFiles::new(None)).unwrap();
        assert_eq!(data.irregular(WordClass::Verb, "withdrew"), Some("withdraw"));
        assert_eq!(data.split("cannot"), Some(3));
        assert!(data.lists("prefix", "anti"));
    }

    #[test]
    fn mistakes_are_told_with_file_and_line() {
        let said = mistake("abbreviations.tsv", "kind\tabbreviations\ntitle\tMr.\nodd\tDr.\n");
        assert!(said.ends_with("language/abbreviations.tsv:3: `odd` is no kind: write title, number or plain"), "{said}");
        let said = mistake("irregular.tsv", "class\tlemma\tforms\nverb\tgo\twent\nverb\twend\twent\n");
        assert!(said.ends_with("language/irregular.tsv:3: `went` has two lemmas, go and wend: keep one"), "{said}");
        let said = mistake("words.tsv", "list\twords\nsplit\tcannot\n");
        assert!(said.ends_with("language/words.tsv:2: `cannot` is one word: put a space where it is cut"), "{said}");
    }
}

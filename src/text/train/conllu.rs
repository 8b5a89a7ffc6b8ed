//! Reads the columns of CoNLL-U that training needs.

use crate::error::{Error, Result};
use crate::text::Relation;
use crate::text::tagger::tag_number;
use crate::text::train::Example;
use crate::text::word::Word;

/// Reads the sentences of a treebank; `file` names it in errors. Multiword tokens and empty nodes are left out.
///
/// # Errors
/// A line that is not of CoNLL-U, an unknown tag, a head that is not in the sentence.
pub fn read_examples(text: &str, file: &str) -> Result<Vec<Example>> {
    let mut examples = Vec::new();
    let mut rows: Vec<(usize, Vec<&str>)> = Vec::new();
    for (at, line) in text.lines().chain([""]).enumerate() {
        if line.is_empty() && !rows.is_empty() {
            examples.push(read_example(&rows, file)?);
            rows.clear();
        }
        let columns: Vec<&str> = line.split('\t').collect();
        if line.is_empty() || line.starts_with('#') || columns[0].contains(['-', '.']) {
            continue;
        }
        if columns.len() != 10 {
            return Err(mistake(file, at, format!("{} columns, but CoNLL-U has 10", columns.len())));
        }
        rows.push((at, columns));
    }
    Ok(examples)
}

fn read_example(rows: &[(usize, Vec<&str>)], file: &str) -> Result<Example> {
    let mut example = Example { forms: vec![], words: vec![], tags: vec![], heads: vec![], relations: vec![] };
    for (at, columns) in rows {
        let head = columns[6].parse::<usize>().ok().filter(|&head| head <= rows.len());
        let head = head.ok_or_else(|| mistake(file, *at, format!("the head {} is not in the sentence", columns[6])))?;
        let tag = tag_number(columns[4]);
        let tag = tag.ok_or_else(|| mistake(file, *at, format!("{} is not a tag of English Web Treebank", columns[4])))?;
        example.forms.push(columns[1].to_owned());
        example.words.push(Word::of(columns[1]));
        example.tags.push(tag);
        example.heads.push(head.checked_sub(1).unwrap_or(rows.len()));
        example.relations.push(columns[7].parse().unwrap_or(Relation::Dep));
    }
    Ok(example)
}

fn mistake(file: &str, line: usize, message: String) -> Error {
    Error::Data { file: file.to_owned(), line: line + 1, message }
}

//! Reads the columns of CoNLL-U that training needs.

use crate::error::{Error, Result};
use crate::text::Relation;
use crate::text::annotate::Tagged;
use crate::text::guide::Guide;
use crate::text::tagger::tag_number;
use crate::text::train::Example;
use crate::text::word::Word;

/// Reads the sentences of a treebank; `file` names it in errors. Multiword tokens and empty nodes are left out. Where
/// `guided`, the last column gives another parser's opinion: `GuideXpos=NN|GuideHead=2|GuideRel=obj`.
///
/// # Errors
/// A line that is not of CoNLL-U, an unknown tag, a head that is not in the sentence.
pub fn read_examples(text: &str, file: &str, guided: bool) -> Result<Vec<Example>> {
    let mut examples = Vec::new();
    let mut rows: Vec<(usize, Vec<&str>)> = Vec::new();
    for (at, line) in text.lines().chain([""]).enumerate() {
        if line.is_empty() && !rows.is_empty() {
            examples.push(read_example(&rows, file, guided)?);
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

/// The treebank's text with the tags and trees of a model in place of its own; the last column is emptied.
pub fn replace_trees(text: &str, annotated: &[Vec<Tagged>]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut tokens = annotated.iter().flatten();
    for line in text.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        let is_token = columns.len() == 10 && !line.starts_with('#') && !columns[0].contains(['-', '.']);
        match is_token.then(|| tokens.next()).flatten() {
            Some(Tagged { xpos, head, relation }) => {
                let head = head.map_or(0, |head| head + 1).to_string();
                let relation = relation.label();
                let columns = [columns[0], columns[1], columns[2], columns[3], xpos, columns[5], &head, relation, "_", "_"];
                out += &columns.join("\t");
            }
            None => out += line,
        }
        out.push('\n');
    }
    out
}

fn read_example(rows: &[(usize, Vec<&str>)], file: &str, guided: bool) -> Result<Example> {
    let mut example = Example::default();
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
        if guided {
            let guide = read_guide(columns[9], rows.len());
            let message = || "guide columns are missing (GuideXpos=, GuideHead=, GuideRel=)".to_owned();
            example.guides.push(guide.ok_or_else(|| mistake(file, *at, message()))?);
        }
    }
    Ok(example)
}

fn read_guide(column: &str, length: usize) -> Option<Guide> {
    let value = |name: &str| column.split('|').find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
    let head = value("GuideHead")?.parse::<usize>().ok().filter(|&head| head <= length)?;
    // The guide may have tags of its own.
    let tag = tag_number(value("GuideXpos")?).or(tag_number("XX"))?;
    let relation = value("GuideRel")?.parse().unwrap_or(Relation::Dep);
    Some(Guide { tag, head: head.checked_sub(1).unwrap_or(length), relation })
}

fn mistake(file: &str, line: usize, message: String) -> Error {
    Error::Data { file: file.to_owned(), line: line + 1, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# text = don't go\n1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n\
        1\tdo\t_\tAUX\tVBP\t_\t3\taux\t_\tGuideXpos=VB|GuideHead=3|GuideRel=aux\n\
        2\tn't\t_\tPART\tRB\t_\t3\tadvmod\t_\tGuideXpos=RB|GuideHead=1|GuideRel=neg\n\
        3\tgo\t_\tVERB\tVB\t_\t0\troot\t_\tGuideXpos=_SP|GuideHead=0|GuideRel=root\n";

    #[test]
    fn reads_tokens_trees_and_guides() {
        let examples = read_examples(TEXT, "test", true).unwrap();
        assert_eq!(examples.len(), 1);
        assert_eq!(examples[0].forms, ["do", "n't", "go"]);
        assert_eq!(examples[0].heads, [2, 2, 3]);
        assert_eq!(examples[0].relations, [Relation::Aux, Relation::Advmod, Relation::Root]);
        assert_eq!(examples[0].guides[1].head, 0);
        assert_eq!(examples[0].guides[1].relation, Relation::Dep);
        assert!(read_examples(TEXT, "test", false).unwrap()[0].guides.is_empty());
    }

    #[test]
    fn mistakes_name_file_and_line() {
        let message = |text: &str| read_examples(text, "bad.conllu", false).unwrap_err().to_string();
        assert!(message(&TEXT.replace("VBP", "VERBAL")).starts_with("bad.conllu:3: VERBAL"));
        assert!(message(&TEXT.replace("\t0\troot", "\t9\troot")).starts_with("bad.conllu:5: the head 9"));
        assert!(message("one two\n").starts_with("bad.conllu:1: 1 columns"));
    }

    #[test]
    fn trees_are_replaced_and_the_rest_stays() {
        let token = |head, relation| Tagged { xpos: "NN", head, relation };
        let annotated = [vec![token(None, Relation::Root), token(Some(0), Relation::Obj), token(Some(1), Relation::Det)]];
        let text = replace_trees(TEXT, &annotated);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "# text = don't go");
        assert_eq!(lines[3], "2\tn't\t_\tPART\tNN\t_\t1\tobj\t_\t_");
        assert_eq!(lines[4], "3\tgo\t_\tVERB\tNN\t_\t2\tdet\t_\t_");
    }
}

//! CoNLL-U, the format of Universal Dependencies: another parser's work can stand in for ours, and ours can be written.

mod read;
mod write;

pub use read::read;
pub use write::write;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::DataFiles;
    use crate::text::language::LanguageData;
    use crate::{Diagnostic, text::Document};

    fn read_text(text: &str) -> (Vec<Document>, Vec<Diagnostic>) {
        read(text, "test.conllu", &LanguageData::load(&DataFiles::new(None)).unwrap())
    }

    /// Lines with `|` for the tabs and the empty columns left out: id, form, Penn tag, head, relation, misc.
    fn lines(rows: &[&str]) -> String {
        let line = |row: &&str| {
            let [id, form, xpos, head, relation, misc] = row.split('|').collect::<Vec<_>>()[..] else { return row.to_string() };
            format!("{id}\t{form}\t_\t_\t{xpos}\t_\t{head}\t{relation}\t_\t{misc}")
        };
        rows.iter().map(line).collect::<Vec<_>>().join("\r\n") + "\r\n\r\n"
    }

    const FIRST: &[&str] = &[
        "# newdoc id = a1",
        "# date = 2009-09-21",
        "# text = He won't  go.",
        "1|He|PRP|4|nsubj|_",
        "2-3|won't|_|_|_|_",
        "2|wo|MD|4|aux|_",
        "3|n't|RB|4|advmod|_",
        "4|go|VB|0|root|SpaceAfter=No",
        "4.1|gone|_|_|_|_",
        "5|.|.|4|punct|_",
    ];
    const SECOND: &[&str] =
        &["# newpar", "1-2|del|_|_|_|SpaceAfter=No", "1|de|IN|3|case|_", "2|el|DT|3|det|_", "3|Rio|NNP|0|root|_"];

    #[test]
    fn ranges_empty_nodes_and_missing_columns() {
        let (documents, diagnostics) = read_text(&(lines(FIRST) + &lines(SECOND)));
        assert_eq!(diagnostics, []);
        let document = &documents[0];
        assert_eq!((document.article.id.as_str(), document.article.text.as_str()), ("a1", "He won't  go.\n\ndelRio"));
        assert_eq!(document.article.date.unwrap().to_string(), "2009-09-21");
        let words = |at: usize| -> Vec<_> {
            document.sentences[at]
                .tokens
                .iter()
                .map(|token| (token.span.of(&document.article.text), token.lemma.as_str()))
                .collect()
        };
        assert_eq!(words(0), [("He", "he"), ("wo", "will"), ("n't", "not"), ("go", "go"), (".", ".")]);
        assert_eq!(words(1), [("del", "de"), ("del", "el"), ("Rio", "Rio")]);
        assert_eq!(document.sentences[1].paragraph, 1);
    }

    #[test]
    fn what_is_written_reads_as_the_same() {
        let (documents, _) = read_text(&(lines(FIRST) + &lines(SECOND)));
        let written = write(&documents[0]);
        assert_eq!(read_text(&written).0, documents);
    }

    #[test]
    fn each_newdoc_is_a_document() {
        let other: Vec<&str> = SECOND.iter().map(|line| if *line == "# newpar" { "# newdoc" } else { line }).collect();
        let (documents, _) = read_text(&(lines(FIRST) + &lines(&other)));
        assert_eq!(documents.len(), 2);
        assert_eq!(documents[1].article.id.as_str().len(), 16);
    }

    #[test]
    fn broken_sentences_are_skipped_and_told() {
        for (rows, message) in [
            (vec!["1 He"], "a line has 1 fields"),
            (vec!["1|He|PRP|x|nsubj|_"], "the head `x` is no number"),
            (vec!["2|He|PRP|0|root|_"], "numbered `2`"),
            (vec!["1|He|PRP|7|nsubj|_", "2|goes|VBZ|0|root|_"], "is no word of it"),
            (vec!["1|He|PRP|1|nsubj|_", "2|goes|VBZ|0|root|_"], "does not reach the root"),
            (vec!["1|He|PRP|0|root|_", "2|goes|VBZ|0|root|_"], "it has 2 roots"),
        ] {
            let (documents, diagnostics) = read_text(&(lines(FIRST) + &lines(&rows)));
            assert_eq!(documents[0].sentences.len(), 1);
            assert!(diagnostics[0].message.contains(message), "{}", diagnostics[0]);
            assert_eq!(diagnostics[0].place.line, Some(FIRST.len() + 2));
        }
    }
}

//! Whatever the bytes, reading ends, says the same twice, and gives only articles with a text and an id of their own.

use std::collections::BTreeSet;

use diplograph::ingest::{Format, ReadOptions};
use proptest::prelude::*;

use crate::{codes, date, read_bytes, read_text, texts};

/// What the formats are made of: pieces that lead a random text deeper into the readers than chance would.
const PIECES: &[&str] = &[
    "<html>",
    "<p>",
    "</p>",
    "<br>",
    "<div class='sidebar'>",
    "</div>",
    "<article>",
    "<header>",
    "<pre>",
    "<a href=''>",
    "<time>",
    "<script type='application/ld+json'>",
    "</script>",
    "{\"@type\": \"Article\", \"articleBody\": ",
    "<table><tr>",
    "<svg>",
    "<template>",
    "<rss version='2.0'><channel>",
    "<item>",
    "<author>a@b.cd",
    "</author>",
    "<description>",
    "</item></channel></rss>",
    "<feed xmlns='http://www.w3.org/2005/Atom'>",
    "<entry>",
    "<content>",
    "<![CDATA[",
    "]]>",
    "<?xml encoding='utf-16'?>",
    "&amp;",
    "&#0;",
    "{\"text\": \"a\"",
    "}",
    "[",
    "]",
    "\"",
    ",",
    ";",
    "\t",
    "\n",
    "\r",
    "---\n",
    "title: a",
    "text,id",
    "# ",
    "```",
    "|",
    "- ",
    "![",
    "Date: 2009-09-21",
    "OSLO, Sept. 21 (A) - ",
    "99999999999999",
    "é",
    "\u{feff}",
    "\0",
    "٣",
    "ß",
    "İ",
];

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![4 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => ".{0,12}"];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn check(bytes: &[u8]) {
    for format in Format::ALL.map(Some).into_iter().chain([None]) {
        let options = ReadOptions { format, ..ReadOptions::default() };
        let (articles, diagnostics) = read_bytes("-", bytes, &options);
        assert!(articles.iter().all(|article| !article.text.trim().is_empty() && !article.text.contains('\0')));
        let ids: BTreeSet<&str> = articles.iter().map(|article| article.id.as_str()).collect();
        assert_eq!(ids.len(), articles.len());
        assert_eq!(read_bytes("-", bytes, &options), (articles, diagnostics), "{format:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        check(&bytes);
    }

    #[test]
    fn any_string_is_read(text in "(?s).{0,200}") {
        check(text.as_bytes());
    }

    #[test]
    fn any_mixture_is_read(text in pieces()) {
        check(text.as_bytes());
    }
}

#[test]
fn standard_input_is_told_by_its_content() {
    for text in [
        "Talks\n\n2009-09-21\n\nOslo met.",
        "---\ndate: 2009-09-21\n---\nOslo *met*.",
        "<meta name='date' content='2009-09-21'><p>Oslo met.",
        "{\"text\": \"Oslo met.\", \"date\": \"2009-09-21\"}",
        "[{\"text\": \"Oslo met.\", \"date\": \"2009-09-21\"}]",
        "text,date\nOslo met.,2009-09-21",
        "text\tdate\nOslo met.\t2009-09-21",
        "<rss version='2.0'><channel><item><description>Oslo met.</description><pubDate>21 Sep 2009</pubDate></item></channel></rss>",
    ] {
        let (articles, diagnostics) = read_text("-", text);
        assert_eq!((texts(&articles), codes(&diagnostics)), (vec!["Oslo met."], vec![]), "{text}");
        assert_eq!(date(&articles[0]), "2009-09-21", "{text}");
    }
    let (_, diagnostics) = read_text("-", "{\"text\": \"a\"}\n{broken\n");
    assert_eq!((diagnostics[0].place.file.as_deref(), diagnostics[0].place.line), (Some("-"), Some(2)));
}

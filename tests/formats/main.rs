//! Reading and writing: each format from a small file, each kind of bad input, and what is written as its readers read it.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use diplograph::ingest::{Article, FieldNames, Format, ReadOptions, articles, articles_from, read};
use diplograph::{Diagnostic, Error};
use tempfile::TempDir;

mod anything;
mod feeds;
mod pages;
mod records;
mod written;

fn fixture(name: &str) -> String {
    format!("tests/fixtures/{name}")
}

/// What a file of the given name and content gives.
fn read_bytes(name: &str, bytes: &[u8], options: &ReadOptions) -> (Vec<Article>, Vec<Diagnostic>) {
    let (mut all, mut diagnostics) = (Vec::new(), Vec::new());
    for item in articles_from(Box::new(Cursor::new(bytes.to_vec())), name, options) {
        match item {
            Ok(article) => all.push(article),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    (all, diagnostics)
}

fn read_text(name: &str, text: &str) -> (Vec<Article>, Vec<Diagnostic>) {
    read_bytes(name, text.as_bytes(), &ReadOptions::default())
}

fn codes(diagnostics: &[Diagnostic]) -> Vec<&str> {
    diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect()
}

fn texts(articles: &[Article]) -> Vec<&str> {
    articles.iter().map(|article| article.text.as_str()).collect()
}

fn date(article: &Article) -> String {
    article.date.map(|date| date.to_string()).unwrap_or_default()
}

fn write(folder: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    path
}

fn arg(path: &Path) -> Vec<String> {
    vec![path.display().to_string()]
}

#[test]
fn plain_text_has_title_date_and_body() {
    let (articles, diagnostics) = read(&[fixture("talks.txt")], &ReadOptions::default()).unwrap();
    assert_eq!(articles[0].title.as_deref(), Some("Norway and Italy open talks"));
    assert_eq!(date(&articles[0]), "2009-09-21");
    assert!(articles[0].text.starts_with("OSLO, Sept. 20 (Agency) - Norway's foreign"));
    assert!(articles[0].text.ends_with("by the end of the year.\""));
    assert_eq!(articles[0].id.as_str().len(), 16);
    assert!(diagnostics.is_empty());
}

#[test]
fn a_date_comes_from_header_file_name_dateline_or_option() {
    let option = ReadOptions { date: Some("2009-10-02".parse().unwrap()), ..ReadOptions::default() };
    let cases = [
        ("2009-09-21-x.txt", "Talks\n\n2009-09-20\n\nOslo met Rome.", "2009-09-20"),
        ("2009-09-21-x.txt", "OSLO, Sept. 19 (Agency) - Talks began.", "2009-09-21"),
        ("x.txt", "OSLO, Sept. 19 (Agency) - Talks began.", "2009-09-19"),
        ("x.txt", "Talks began.", "2009-10-02"),
    ];
    for (name, text, expected) in cases {
        assert_eq!(date(&read_bytes(name, text.as_bytes(), &option).0[0]), expected, "{name} {text}");
    }
}

#[test]
fn json_lines_keep_the_text_byte_for_byte() {
    let (articles, diagnostics) = read(&[fixture("wire.jsonl")], &ReadOptions::default()).unwrap();
    assert_eq!(articles.len(), 4);
    assert_eq!(articles[0].text, "  Norway met Italy.\r\n\r\nThey \"agreed\" on caf\u{e9} hours. \n");
    assert_eq!(articles[0].source.as_deref(), Some("The Fjord Times"));
    assert_eq!(articles[1].id.as_str(), "17");
    assert_eq!(articles[1].title.as_deref(), Some("Second day"));
    assert_eq!(articles[1].url.as_deref(), Some("https://example.org/2"));
    assert_eq!(articles[2].source.as_deref(), Some("Tiber Daily"));
    assert_eq!(
        (date(&articles[0]), date(&articles[1]), date(&articles[3])),
        ("2009-09-21".into(), "2009-09-22".into(), "".into())
    );
    let lines: Vec<_> = diagnostics.iter().map(|diagnostic| (diagnostic.code.as_str(), diagnostic.place.line)).collect();
    let expected = [("broken-json", Some(4)), ("no-text", Some(6)), ("bad-date", Some(7)), ("field-ignored", Some(7))];
    assert_eq!(lines, expected);
}

#[test]
fn fields_of_a_wrong_type_are_told_once() {
    let text =
        "{\"text\": \"a\", \"source\": []}\n{\"text\": \"b\", \"source\": {\"code\": 1}}\n{\"text\": \"c\", \"source\": null}\n";
    let (articles, diagnostics) = read_text("x.jsonl", text);
    assert_eq!(texts(&articles), ["a", "b", "c"]);
    assert_eq!(codes(&diagnostics), ["field-ignored"]);
    assert!(diagnostics[0].message.contains("2 records"), "{}", diagnostics[0].message);
}

#[test]
fn fields_can_be_named() {
    let fields = FieldNames { text: Some("story".into()), title: Some("h".into()), ..FieldNames::default() };
    let options = ReadOptions { fields, ..ReadOptions::default() };
    let (articles, _) = read_bytes("x.jsonl", b"{\"story\": \"Oslo met.\", \"h\": \"Talks\", \"text\": \"no\"}", &options);
    assert_eq!((articles[0].text.as_str(), articles[0].title.as_deref()), ("Oslo met.", Some("Talks")));
}

#[test]
fn json_documents_hold_one_or_many() {
    for text in [
        "[\n{\"text\": \"a\"},\n{\"body\": \"b\"}]",
        "{\"articles\": [{\"text\": \"a\"}, {\"body\": \"b\"}]}",
        "{\n\"status\": \"ok\",\n\"results\": [{\"text\": \"a\"}, {\"body\": \"b\"}]\n}",
    ] {
        assert_eq!(texts(&read_text("x", text).0), ["a", "b"], "{text}");
    }
    assert_eq!(texts(&read_text("x", "{\n  \"text\": \"a\"\n}").0), ["a"]);
    let (articles, diagnostics) = read_text("x.json", "[{\"text\": \"a\"},\n 3,\n {\"text\": \"b\"}]");
    assert_eq!((texts(&articles), codes(&diagnostics)), (vec!["a", "b"], vec!["broken-json"]));
    let (_, diagnostics) = read_text("x.json", "[{\"text\": \"a\"},\n oops]");
    assert_eq!((codes(&diagnostics), diagnostics[0].place.line), (vec!["broken-json"], Some(2)));
}

#[test]
fn tables_have_a_header() {
    let text = "id,Headline,body,date\n1,First,\"Oslo met, then\n\nRome.\",2009-09-21\n2,short\n3,Third,Rome left.,\n";
    let (articles, diagnostics) = read_text("x.csv", text);
    assert_eq!(texts(&articles), ["Oslo met, then\n\nRome.", "Rome left."]);
    assert_eq!((articles[0].title.as_deref(), date(&articles[0])), (Some("First"), "2009-09-21".into()));
    assert_eq!((codes(&diagnostics), diagnostics[0].place.line), (vec!["broken-row"], Some(5)));
    assert_eq!(texts(&read_text("x", "id\ttext\n1\tOslo, met.\n").0), ["Oslo, met."]);
    assert_eq!(texts(&read_text("x", "id;text\n1;Oslo, met.\n").0), ["Oslo, met."]);
}

#[test]
fn markdown_becomes_prose() {
    let text = "---\ntitle: Talks\ndate: 2009-09-21\nauthor: Ann\n---\n# Talks\n\nOslo *met* [Rome](https://example.org)\nagain.\n\n<div>no</div>\n\n```\nno\n```\n\n- One.\n- Two.\n\n![no](x.png)\n";
    let (articles, diagnostics) = read_text("x.md", text);
    assert_eq!(texts(&articles), ["Oslo met Rome again.\n\nOne.\n\nTwo."]);
    let article = &articles[0];
    assert_eq!(
        (article.title.as_deref(), date(article), article.source.as_deref()),
        (Some("Talks"), "2009-09-21".into(), Some("Ann"))
    );
    assert!(diagnostics.is_empty());
    let (articles, diagnostics) = read_text("x.md", "---\na: [\n---\n# Talks\n\nOslo met.");
    assert_eq!((texts(&articles), codes(&diagnostics)), (vec!["Oslo met."], vec!["broken-front-matter"]));
}

#[test]
fn ids_are_never_shared() {
    let text = "{\"id\": 1, \"text\": \"a\"}\n{\"id\": \"1\", \"text\": \"a\"}\n{\"id\": 1, \"text\": \"b\"}\n{\"id\": 1, \"text\": \"c\"}\n{\"id\": 1, \"text\": \"b\"}";
    let (articles, diagnostics) = read_text("x.jsonl", text);
    let ids: Vec<_> = articles.iter().map(|article| (article.id.as_str(), article.text.as_str())).collect();
    assert_eq!(ids, [("1", "a"), ("1~2", "b"), ("1~3", "c")]);
    assert_eq!(codes(&diagnostics), ["duplicate-id"; 4]);
}

#[test]
fn folders_globs_and_compressed_files_are_read_in_order() {
    let folder = TempDir::new().unwrap();
    write(&folder, "b/two.txt", b"Two met.");
    write(&folder, "a.jsonl", b"{\"text\": \"One met.\"}");
    write(&folder, ".hidden.txt", b"Hidden met.");
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(b"{\"text\": \"Three met.\"}\n{\"text\": \"Four met.\"}\n").unwrap();
    write(&folder, "c.jsonl.gz", &gzip.finish().unwrap());
    let frame = |text: &str| ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
    let skippable = [0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, b'x', b'y'];
    let frames = [frame("Five met.\n\n"), skippable.to_vec(), frame("Five agreed.")].concat();
    write(&folder, "d.txt.zst", &frames);
    let expected = ["One met.", "Two met.", "Three met.", "Four met.", "Five met.\n\nFive agreed."];
    let (articles, diagnostics) = read(&arg(folder.path()), &ReadOptions::default()).unwrap();
    assert_eq!(texts(&articles), expected);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let (articles, _) = read(&arg(&folder.path().join("*.gz")), &ReadOptions::default()).unwrap();
    assert_eq!(texts(&articles), expected[2..4]);
}

#[test]
fn every_encoding_is_read() {
    let utf16: Vec<u8> = "Café talks began in Łódź.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [&[0xff, 0xfe], utf16.as_slice()].concat();
    for bytes in [&utf16, &marked] {
        assert_eq!(texts(&read_bytes("x.txt", bytes, &ReadOptions::default()).0), ["Café talks began in Łódź."]);
    }
    let (articles, diagnostics) =
        read_bytes("x.jsonl", b"{\"text\": \"caf\xe9\"}\n{\"text\": \"d\xe9j\xe0\"}", &ReadOptions::default());
    assert_eq!(texts(&articles), ["café", "déjà"]);
    assert_eq!(codes(&diagnostics), ["encoding"]);
    let lines: Vec<u8> = "{\"text\": \"a\"}\n{\"text\": \"b\"}\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(texts(&read_bytes("x.jsonl", &lines, &ReadOptions::default()).0), ["a", "b"]);
}

#[test]
fn bad_files_are_told_and_the_rest_goes_on() {
    let folder = TempDir::new().unwrap();
    write(&folder, "empty.txt", b"");
    write(&folder, "blank.txt", b" \n\n ");
    write(&folder, "picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    write(&folder, "good.txt", b"Oslo met Rome.");
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    let noise: String = (0..20_000u32).map(|i| format!("{{\"text\": \"{}\"}}\n", i.wrapping_mul(2_654_435_761))).collect();
    gzip.write_all(noise.as_bytes()).unwrap();
    let whole = gzip.finish().unwrap();
    write(&folder, "cut.jsonl.gz", &whole[..whole.len() / 2]);
    write(&folder, "cut.txt.gz", &whole[..15]);
    let (articles, diagnostics) = read(&arg(folder.path()), &ReadOptions::default()).unwrap();
    assert!(articles.iter().any(|article| article.text == "Oslo met Rome."));
    assert!(articles.len() > 1000, "what comes before the cut is kept");
    assert_eq!(codes(&diagnostics), ["no-text", "unreadable", "unreadable", "empty", "binary"]);
}

#[test]
fn a_missing_path_and_an_input_without_any_article_are_errors() {
    let folder = TempDir::new().unwrap();
    let missing = folder.path().join("none.txt");
    let Err(Error::Read { path, .. }) = read(&arg(&missing), &ReadOptions::default()) else { panic!("no error") };
    assert_eq!(path, missing);
    assert!(matches!(read(&arg(&folder.path().join("*.txt")), &ReadOptions::default()), Err(Error::Read { .. })));
    let binary = write(&folder, "x.bin", &[0; 100]);
    let error = read(&arg(&binary), &ReadOptions::default()).unwrap_err().to_string();
    assert!(error.contains("x.bin"), "{error}");
    let empty = write(&folder, "empty.txt", b"");
    assert_eq!(codes(&read(&arg(&empty), &ReadOptions::default()).unwrap().1), ["empty"]);
}

#[test]
fn long_lines_and_control_characters_are_read() {
    let line = "Oslo met Rome and ".repeat(60_000);
    let (articles, diagnostics) = read_text("x.txt", &line);
    assert_eq!(articles[0].text.len(), line.trim_end().len());
    assert_eq!(codes(&diagnostics), ["long-text"]);
    let json = format!("{{\"text\": \"{}\"}}\n{{\"text\": \"b\"}}\n", "x".repeat(50_000_000));
    let (articles, _) = read_text("x.jsonl", &json);
    assert_eq!((articles[0].text.len(), articles[1].text.as_str()), (50_000_000, "b"));
    assert_eq!(read_text("x.jsonl", "{\"text\": \"a\\u0007\\u0000b\"}").0[0].text, "a\u{7} b");
}

#[test]
fn lines_are_read_as_they_are_asked_for() {
    let folder = TempDir::new().unwrap();
    let file = write(&folder, "x.jsonl", b"{\"text\": \"a\"}\nbroken\n{\"text\": \"b\"}\n");
    let options = ReadOptions { format: Some(Format::JsonLines), ..ReadOptions::default() };
    let mut items = articles(&arg(&file), &options).unwrap();
    assert_eq!(items.next().unwrap().unwrap().text, "a");
    assert_eq!(items.next().unwrap().unwrap_err().code, "broken-json");
    assert_eq!(items.next().unwrap().unwrap().text, "b");
    assert!(items.next().is_none());
}

#[test]
fn the_gold_reads_as_it_is() {
    let Ok(folder) = fs::read_dir("../shared/gold") else {
        println!("skipped: ../shared/gold is not here");
        return;
    };
    for file in folder.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "jsonl")) {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        let (articles, diagnostics) = read(&arg(&file), &ReadOptions::default()).unwrap();
        let skipped = diagnostics
            .iter()
            .filter(|d| d.code == "no-text" || d.code == "duplicate-id" && !d.message.contains("other content"))
            .count();
        assert!(diagnostics.iter().all(|d| d.code != "broken-json"), "{}: {diagnostics:?}", file.display());
        assert_eq!(articles.len() + skipped, lines, "{}: {diagnostics:?}", file.display());
    }
}

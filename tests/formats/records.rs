//! Files of event records from outside: packed in each way, damaged, and mixed with articles.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use assert_cmd::cargo::cargo_bin;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use tempfile::TempDir;

/// Rows of GDELT 2.0, numbered from a number on.
fn rows(from: usize, count: usize) -> String {
    let row = |id: usize| {
        let mut row = vec![String::new(); 61];
        for (at, field) in [(1, "20190304"), (5, "NOR"), (15, "ITAGOV"), (26, "043"), (28, "04"), (59, "20190305000000")] {
            row[at] = field.to_owned();
        }
        row[0] = id.to_string();
        row[60] = format!("http://example.org/{id}");
        row.join("\t") + "\n"
    };
    (from..from + count).map(row).collect()
}

fn run(folder: &TempDir, arguments: &[&str]) -> Output {
    Command::new(cargo_bin!("diplograph")).current_dir(folder.path()).args(arguments).output().expect("run")
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("packed");
    encoder.finish().expect("packed")
}

/// A zip archive of two members.
fn zip(path: &Path, members: &[(&str, &str)]) {
    let mut archive = zip::ZipWriter::new(File::create(path).expect("made"));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, text) in members {
        archive.start_file(*name, options).expect("begun");
        archive.write_all(text.as_bytes()).expect("written");
    }
    archive.finish().expect("finished");
}

fn lines(bytes: &[u8]) -> Vec<Value> {
    String::from_utf8_lossy(bytes).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn ids(output: &Output) -> Vec<String> {
    lines(&output.stdout).iter().map(|event| event["id"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn packed_files_are_read_as_plain_ones() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    fs::write(path("a.csv"), rows(1, 2)).expect("written");
    fs::write(path("b.csv.gz"), gzip(rows(3, 2).as_bytes())).expect("written");
    zip(&path("c.zip"), &[("one.csv", &rows(5, 1)), ("two.csv", &rows(6, 1))]);
    let output = run(&folder, &["code", "a.csv", "b.csv.gz", "c.zip"]);
    assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(ids(&output), [1, 2, 3, 4, 5, 6].map(|id| format!("gdelt2:{id}")));
}

#[test]
fn what_is_damaged_gives_what_came_before_and_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let packed = gzip(rows(1, 5000).as_bytes());
    fs::write(path("cut.csv.gz"), &packed[..packed.len() / 2]).expect("written");
    zip(&path("bad.zip"), &[("one.csv", &rows(9001, 300)), ("two.csv", &rows(9501, 1))]);
    flip_middle_of_first_member(&path("bad.zip"));
    let output = run(&folder, &["code", "--strict", "cut.csv.gz", "bad.zip"]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("cut.csv.gz:") && told.contains("bad.zip/one.csv"), "{told}");
    let ids = ids(&output);
    assert!(ids.iter().filter(|id| id.len() <= "gdelt2:5000".len()).count() > 100, "{}", ids.len());
    assert!(ids.contains(&"gdelt2:9501".to_owned()), "the member after the damaged one is read");
}

fn flip_middle_of_first_member(path: &PathBuf) {
    let mut bytes = Vec::new();
    File::open(path).expect("there").read_to_end(&mut bytes).expect("read");
    let middle = bytes.windows(4).rposition(|four| four == b"PK\x03\x04").expect("a second member") / 2;
    bytes[middle] ^= 0xff;
    fs::write(path, bytes).expect("written");
}

#[test]
fn a_build_takes_articles_and_records_together_and_its_own_events_again() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.txt"), "2019-03-04\n\nNorway praised Italy on Monday.").expect("written");
    fs::write(folder.path().join("b.csv"), rows(1, 3)).expect("written");
    let output = run(&folder, &["build", "a.txt", "b.csv", "-o", "first"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("written");
    let manifest: Value = serde_json::from_str(&read("first/manifest.json")).expect("JSON");
    assert_eq!((&manifest["totals"]["articles"], &manifest["totals"]["records"]), (&1.into(), &3.into()));
    assert_eq!(lines(read("first/events.jsonl").as_bytes()).len(), 4);
    let again = run(&folder, &["build", "first/events.jsonl", "-o", "second"]);
    assert!(again.status.success(), "{}", String::from_utf8_lossy(&again.stderr));
    assert_eq!(read("first/events.jsonl"), read("second/events.jsonl"));
    assert_eq!(read("first/graph.json"), read("second/graph.json"));
}

#[test]
fn a_format_may_be_named_and_an_unknown_one_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.csv"), format!("comment\n\n\n{}", rows(1, 1))).expect("written");
    let output = run(&folder, &["code", "--format", "gdelt2", "a.csv"]);
    assert_eq!(ids(&output), ["gdelt2:1"]);
    let refused = run(&folder, &["code", "--format", "gdelt3", "a.csv"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("gdelt1, gdelt2, icews"));
}

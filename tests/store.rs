//! The store from outside: adding, asking, damage, interruption, and its segments as other engines read them.
#![cfg(feature = "parquet")]

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use assert_cmd::cargo::cargo_bin;
use diplograph::graph::Level;
use diplograph::store::{Store, Wanted, check};
use serde_json::Value;
use tempfile::TempDir;

struct Dir(TempDir);

impl Dir {
    fn new() -> Dir {
        Dir(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, content: &str) -> &Dir {
        fs::write(self.path(name), content).expect("written");
        self
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(cargo_bin!("diplograph"));
        command.current_dir(self.0.path()).args(arguments);
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("run")
    }

    /// What a run prints, where it ends well.
    fn good(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", error(&output));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    fn info(&self, store: &str) -> Value {
        serde_json::from_str(&self.good(&["store", "info", store, "--format", "json"])).expect("JSON")
    }
}

fn error(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Rows of GDELT 2.0 with the ids of a range, over three months.
fn rows(ids: std::ops::Range<usize>) -> String {
    let row = |id: usize| {
        let day = format!("2019{:02}{:02}", 3 + id % 3, 1 + id % 28);
        let mut row = vec![String::new(); 61];
        let (source, target) = (["NOR", "ITAGOV", "USA"][id % 3], ["RUS", "FRA"][id % 2]);
        for (at, field) in [(1, day.as_str()), (5, source), (15, target), (26, "043"), (28, "04"), (30, "2.8"), (34, "-1.25")] {
            row[at] = field.to_owned();
        }
        (row[0], row[59], row[60]) = (id.to_string(), format!("{day}000000"), format!("http://example.org/{}", id / 2));
        row.join("\t") + "\n"
    };
    ids.map(row).collect()
}

fn ids(store: &Path) -> Vec<String> {
    let store = Store::open(store).expect("a store");
    let all = Wanted { segment: &|_| true, event: &|_| true, most: usize::MAX };
    store.events(&all).expect("readable").into_iter().map(|event| event.id.to_string()).collect()
}

#[test]
fn what_is_added_comes_back_as_it_was_and_once() {
    let dir = Dir::new();
    dir.write("a.csv", &rows(0..50))
        .write("b.csv", &rows(40..60))
        .write("c.txt", "2019-03-04\n\nNorway praised Italy on Monday.");
    dir.good(&["add", "a.csv", "c.txt", "--to", "store"]);
    dir.good(&["add", "b.csv", "--to", "store"]);
    let info = dir.info("store");
    assert_eq!(
        (&info["events"], &info["from"], &info["to"], &info["months"]),
        (&61.into(), &"2019-03-01".into(), &"2019-05-27".into(), &3.into())
    );
    let before = fs::read(dir.path("store/store.json")).expect("there");
    let again = dir.run(&["add", "a.csv", "b.csv", "c.txt", "--to", "store"]);
    assert!(error(&again).contains("0 events added, 0 were there already, 3 inputs were read before"), "{}", error(&again));
    dir.write("d.csv", &rows(10..20));
    let known = dir.run(&["add", "d.csv", "--to", "store"]);
    assert!(error(&known).contains("0 events added, 10 were there already"), "{}", error(&known));
    assert_ne!(before, fs::read(dir.path("store/store.json")).expect("there"), "the input is noted");

    // The same events, field for field, as `code` gives them.
    let coded = dir.good(&["code", "a.csv", "b.csv", "c.txt"]);
    let mut coded: Vec<Value> = coded.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let store = Store::open(&dir.path("store")).expect("a store");
    let all = Wanted { segment: &|_| true, event: &|_| true, most: usize::MAX };
    let mut kept: Vec<Value> =
        store.events(&all).expect("readable").iter().map(|event| serde_json::to_value(event).expect("JSON")).collect();
    coded.sort_by_key(|event| event["id"].to_string());
    kept.sort_by_key(|event| event["id"].to_string());
    assert_eq!(coded, kept);
}

#[test]
fn questions_of_a_store_are_answered_as_those_of_a_build() {
    let dir = Dir::new();
    dir.write("a.csv", &rows(0..90));
    dir.good(&["build", "a.csv", "-o", "built"]);
    dir.good(&["add", "a.csv", "--to", "store", "--batch", "7"]);
    for question in [
        vec!["query", "top"],
        vec!["query", "between", "Norway", "Russia"],
        vec!["query", "timeline", "--since", "2019-04-01"],
        vec!["query", "of", "France", "--type", "04"],
        vec!["export", "--format", "graphml"],
        vec!["export", "--format", "graphml", "--level", "person"],
    ] {
        let asked = |of: &str| dir.good(&[&question[..], &["--in", of]].concat());
        assert_eq!(asked("built"), asked("store"), "{question:?}");
    }
}

#[test]
fn a_store_as_columns_counts_what_a_build_counts() {
    let dir = Dir::new();
    dir.write("a.csv", &rows(0..90));
    dir.good(&["build", "a.csv", "-o", "built"]);
    dir.good(&["add", "a.csv", "--to", "store", "--batch", "25"]);
    let columns = Store::open(&dir.path("store")).and_then(|store| store.columns(Level::Party)).expect("readable");
    let manifest: Value = serde_json::from_slice(&fs::read(dir.path("built/manifest.json")).expect("there")).expect("JSON");
    let nodes: Value = serde_json::from_slice(&fs::read(dir.path("built/graph.json")).expect("there")).expect("JSON");
    assert_eq!(Value::from(columns.tellings()), manifest["totals"]["coded"]);
    assert_eq!(columns.all().count(), nodes["edges"].as_array().expect("a list").len());
    let names: Vec<&str> = columns.actors().iter().map(|actor| actor.name.as_str()).collect();
    assert_eq!(names, ["France", "Italy", "Norway", "Russia", "United States"]);
    let first = columns.all().next().expect("an edge");
    assert_eq!(columns.kind(&first).plover.as_deref(), Some("CONSULT"));
}

#[test]
fn a_large_store_is_asked_through_columns_that_follow_what_is_added() {
    let dir = Dir::new();
    dir.write("a.csv", &rows(0..20_100)).write("b.csv", &rows(20_100..20_300));
    dir.good(&["add", "a.csv", "--to", "store"]);
    let columns = dir.path("store/party.columns");
    assert!(columns.is_file(), "the first question need not wait");
    let between = |of: &str, more: &[&str]| dir.good(&[&["query", "between", "Norway", "Russia", "--in", of], more].concat());
    let json = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");

    // Every third row is Norway's, every second of these is done to Russia, all of one type on 28 days of one month.
    let answer = json(&between("store", &["--format", "json"]));
    assert_eq!(answer["answer"]["directions"][0]["events"], answer["edges"].as_array().expect("a list").len());
    let told: u64 = answer["answer"]["events"].as_array().expect("a list").iter().filter_map(|row| row["told"].as_u64()).sum();
    assert_eq!(told, 3350);
    assert_eq!(answer["answer"]["events"][0]["act"], "hosts");
    assert!(answer["answer"]["events"][0]["article"].as_str().expect("a text").starts_with("http://example.org/"));
    assert!(between("store", &["--format", "svg"]).starts_with("<svg"));

    // What is not of this manifest, or damaged, is made anew.
    let before = fs::read(&columns).expect("there");
    dir.good(&["add", "b.csv", "--to", "store"]);
    assert_ne!(before, fs::read(&columns).expect("there"));
    let grown = between("store", &["--format", "csv"]);
    for stale in [&before[..], &before[..before.len() / 2], b""] {
        fs::write(&columns, stale).expect("written");
        assert_eq!(between("store", &["--format", "csv"]), grown);
    }
    let nobody = dir.run(&["query", "between", "Norway", "Russia", "--in", "store", "--type", "19"]);
    assert_eq!((nobody.status.code(), error(&nobody).contains("without --type")), (Some(1), true), "{}", error(&nobody));
}

#[test]
fn files_of_records_are_asked_as_a_build_of_them() {
    let dir = Dir::new();
    dir.write("a.csv", &rows(0..90));
    dir.good(&["build", "a.csv", "-o", "built"]);
    for question in [
        vec!["query", "top"],
        vec!["query", "top", "pairs", "--by", "goldstein"],
        vec!["query", "of", "France", "--since", "2019-04-01"],
        vec!["query", "around", "NOR", "--hops", "2"],
        vec!["query", "timeline", "Norway", "Russia", "--by", "day"],
        vec!["query", "changes", "--from", "2019-03", "--to", "2019-04"],
    ] {
        let asked = |of: &str| dir.good(&[&question[..], &["--in", of]].concat());
        assert_eq!(asked("built"), asked("a.csv"), "{question:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_full_disk_and_a_store_that_may_not_be_written_lose_nothing() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    let dir = Dir::new();
    dir.write("a.csv", &rows(0..30)).write("b.csv", &rows(30..2_000));
    dir.good(&["add", "a.csv", "--to", "store"]);
    let sound = |events: u64| {
        assert_eq!(dir.good(&["store", "check", "store"]), format!("{events} events: sound\n"));
        let names = walk(&dir.path("store"));
        assert!(!names.iter().any(|name| name.ends_with(".part")), "{names:?}");
    };

    // No file may become larger than this: what a full disk does, without filling one.
    let program = cargo_bin!("diplograph");
    let limited = format!("trap '' XFSZ; ulimit -f 16; exec '{}' add b.csv --to store", program.display());
    let full = Command::new("bash").args(["-c", &limited]).current_dir(dir.path("")).output().expect("run");
    assert_eq!(full.status.code(), Some(2), "{}", error(&full));
    assert!(error(&full).contains(".parquet") && error(&full).contains("too large"), "{}", error(&full));
    sound(30);

    let folder = |mode| {
        for path in ["", "store", "store/2019-03", "store/2019-04", "store/2019-05"] {
            fs::set_permissions(dir.path(path), fs::Permissions::from_mode(mode)).expect("set");
        }
    };
    folder(0o555);
    // To root everything may be written: root becomes nobody.
    let is_root = fs::metadata(dir.path("a.csv")).expect("there").uid() == 0;
    let run = |arguments: &[&str]| {
        let mut command = dir.command(arguments);
        if is_root {
            command.uid(65_534);
        }
        command.output().expect("run")
    };
    let refused = run(&["add", "b.csv", "--to", "store"]);
    assert!(refused.status.code() == Some(2) && error(&refused).contains("store/lock"), "{}", error(&refused));
    let asked = run(&["query", "top", "--in", "store"]);
    assert!(asked.status.success(), "{}", error(&asked));
    folder(0o755);
    sound(30);
    dir.good(&["add", "b.csv", "--to", "store"]);
    sound(2_000);
}

/// Every file below a folder.
fn walk(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("there").flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path.display().to_string()] }).collect()
}

#[test]
fn compacting_leaves_the_events_and_fewer_segments() {
    let dir = Dir::new();
    dir.write("a.csv", &rows(0..90));
    dir.good(&["add", "a.csv", "--to", "store", "--batch", "10"]);
    let before: BTreeSet<String> = ids(&dir.path("store")).into_iter().collect();
    assert!(dir.info("store")["segments"].as_u64() > Some(9));
    dir.good(&["store", "compact", "store"]);
    assert_eq!(dir.info("store")["segments"], 3);
    let after = ids(&dir.path("store"));
    assert_eq!((after.len(), before), (90, after.into_iter().collect()));
    assert_eq!(dir.good(&["store", "check", "store"]), "90 events: sound\n");
    let files = fs::read_dir(dir.path("store/2019-03")).expect("there").count();
    assert_eq!(files, 1, "the old segments are gone");
}

#[test]
fn damage_is_found_and_said() {
    let dir = Dir::new();
    dir.write("a.csv", &rows(0..30));
    dir.good(&["add", "a.csv", "--to", "store"]);
    let segment = dir.path("store/2019-03/00000001.parquet");
    let sound = fs::read(&segment).expect("there");
    let mut flipped = sound.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    fs::write(&segment, &flipped).expect("written");
    let found = dir.run(&["store", "check", "store"]);
    assert_eq!(found.status.code(), Some(1));
    let said = String::from_utf8_lossy(&found.stdout).into_owned();
    assert!(said.contains("2019-03/00000001.parquet: its bytes are not those that were written"), "{said}");
    fs::write(&segment, &sound[..sound.len() / 2]).expect("written");
    let asked = dir.run(&["query", "top", "--in", "store"]);
    assert_eq!(asked.status.code(), Some(2));
    assert!(error(&asked).contains("store check store"), "{}", error(&asked));
    fs::write(&segment, sound).expect("written");

    let manifest = fs::read_to_string(dir.path("store/store.json")).expect("there");
    fs::write(dir.path("store/store.json"), manifest.replace("\"version\": 1", "\"version\": 2")).expect("written");
    let newer = dir.run(&["store", "info", "store"]);
    assert!(newer.status.code() == Some(2) && error(&newer).contains("version 2"), "{}", error(&newer));
    fs::write(dir.path("store/store.json"), manifest).expect("written");
    assert_eq!(dir.info("store")["events"], 30);
}

#[test]
fn what_is_no_store_is_refused() {
    let dir = Dir::new();
    dir.write("a.csv", &rows(0..3));
    fs::create_dir(dir.path("full")).expect("made");
    dir.write("full/letter.txt", "mine");
    let refused = dir.run(&["add", "a.csv", "--to", "full"]);
    assert!(refused.status.code() == Some(2) && error(&refused).contains("is not empty and is no store"), "{}", error(&refused));
    let none = dir.run(&["store", "info", "full"]);
    assert!(none.status.code() == Some(2) && error(&none).contains("is no store"), "{}", error(&none));
}

#[test]
fn of_two_writers_the_second_is_refused() {
    let dir = Dir::new();
    dir.write("a.csv", &rows(0..3));
    dir.good(&["add", "a.csv", "--to", "store"]);
    let lock = fs::OpenOptions::new().write(true).open(dir.path("store/lock")).expect("there");
    lock.lock().expect("free");
    dir.write("b.csv", &rows(3..6));
    let refused = dir.run(&["add", "b.csv", "--to", "store"]);
    assert!(refused.status.code() == Some(2) && error(&refused).contains("being written to"), "{}", error(&refused));
    assert_eq!(dir.info("store")["events"], 3, "reading needs no lock");
    drop(lock);
    dir.good(&["add", "b.csv", "--to", "store"]);
    assert_eq!(dir.info("store")["events"], 6);
}

/// Ends `add` at 200 moments: the store is sound each time, has what was acknowledged, and in the end everything once.
#[test]
fn an_add_that_is_killed_loses_nothing_that_was_acknowledged() {
    const ROWS: usize = 1500;
    let dir = Dir::new();
    dir.write("a.csv", &rows(0..ROWS));
    let begun = Instant::now();
    dir.good(&["add", "a.csv", "--to", "whole", "--batch", "20"]);
    let whole = begun.elapsed();
    let (mut random, mut number, mut kills) = (7_u64, 0, 0);
    while kills < 200 && begun.elapsed() < Duration::from_secs(100) {
        number += 1;
        let store = format!("store{number}");
        let mut acknowledged = 0;
        loop {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let wait = whole.mul_f64((random >> 33) as f64 / (1_u64 << 31) as f64);
            let mut child = dir
                .command(&["add", "a.csv", "--to", &store, "--batch", "20"])
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .expect("begun");
            let said = BufReader::new(child.stdout.take().expect("piped"));
            std::thread::sleep(wait);
            // Kill is signal 9; a process that has ended already does not mind.
            let _ = child.kill();
            let ended = child.wait().expect("ended");
            let last = said.lines().map_while(Result::ok).last();
            acknowledged =
                last.map_or(acknowledged, |line| line.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(acknowledged));
            kills += usize::from(!ended.success());
            let folder = dir.path(&store);
            if Store::is_one(&folder) {
                let opened = Store::open(&folder).expect("opens");
                assert!(opened.info().events >= acknowledged, "{} of {acknowledged}", opened.info().events);
                assert_eq!(check(&opened).expect("readable"), []);
            } else {
                assert_eq!(acknowledged, 0);
            }
            if ended.success() || kills >= 200 {
                break;
            }
        }
        dir.good(&["add", "a.csv", "--to", &store, "--batch", "20"]);
        let all = ids(&dir.path(&store));
        assert_eq!((all.len(), all.iter().collect::<BTreeSet<_>>().len()), (ROWS, ROWS));
    }
    eprintln!("{kills} runs were ended");
    assert!(kills >= 20, "only {kills} runs were ended: the machine is too slow or too fast for this test");
}

#[test]
fn other_engines_read_the_segments_as_they_are() {
    let Ok(python) = std::env::var("DIPLOGRAPH_PYTHON") else {
        eprintln!("skipped: DIPLOGRAPH_PYTHON names no Python with pyarrow and duckdb");
        return;
    };
    let dir = Dir::new();
    dir.write("a.csv", &rows(0..90));
    dir.good(&["add", "a.csv", "--to", "store", "--batch", "25"]);
    let script = r#"
import duckdb, pyarrow.dataset as dataset
table = dataset.dataset("store", format="parquet", exclude_invalid_files=True).to_table()
assert table.num_rows == 90, table.num_rows
assert str(table.schema.field("date").type) == "date32[day]"
found = duckdb.sql("""
    SELECT source_party, target_party, count(*) AS events, min(date) AS first, avg(goldstein) AS intensity
    FROM 'store/*/*.parquet' WHERE cameo LIKE '04%' GROUP BY ALL ORDER BY ALL
""").fetchall()
assert sum(row[2] for row in found) == 90 and found[0][0] == "italy", found
assert abs(found[0][4] - 2.8) < 1e-9, found
"#;
    let output = Command::new(python).current_dir(dir.0.path()).args(["-c", script]).output().expect("run");
    assert!(output.status.success(), "{}", error(&output));
}

//! What scholars measure and ask with: `score` and `relate` on gold, `explain` on what was not coded.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use assert_cmd::cargo::cargo_bin;
use serde_json::{Value, json};
use tempfile::TempDir;

/// Gold that is not ours to ship, and its scorer in Python.
const SHARED: &str = "/work/shared";

fn run(arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(cargo_bin!("diplograph"));
    let mut child =
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("started");
    let mut stdin = child.stdin.take().expect("piped");
    // A program that ends without reading closes the pipe, which is its right.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("run")
}

fn text_of(output: Output, code: i32) -> String {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{out}{err}");
    out.into_owned()
}

fn json_of(arguments: &[&str], input: &str) -> Value {
    serde_json::from_str(&text_of(run(arguments, input), 0)).expect("JSON")
}

fn lines(values: &[Value]) -> String {
    values.iter().map(|value| format!("{value}\n")).collect()
}

fn figure(report: &Value, name: &str) -> f64 {
    let figures = report["figures"].as_array().expect("figures");
    let found = figures.iter().find(|figure| figure["name"] == name).unwrap_or_else(|| panic!("{name} in {figures:?}"));
    found["value"].as_f64().expect("a number")
}

const PRAISE: &str = "Norway praised Italy.";

/// Three texts: one event that is found, one marked wrongly, one quiet.
fn marked() -> String {
    lines(&[
        json!({ "id": "1", "text": PRAISE, "events": [{ "cameo": "051", "source": "Norway", "target": "Italy" }] }),
        json!({ "id": "2", "text": "France attacked Mali.", "events": [{ "cameo": "040", "source": "France", "target": "Mali" }] }),
        json!({ "id": "3", "text": "The weather in Peru was mild.", "events": [] }),
    ])
}

#[test]
fn every_event_of_a_text_is_scored() {
    let reports = json_of(&["score", "-", "--format", "json", "--mistakes", "9"], &marked());
    let report = &reports[0];
    assert_eq!(report["texts"], 3);
    assert_eq!((figure(report, "roots: precision"), figure(report, "roots: recall")), (50.0, 50.0));
    assert_eq!(figure(report, "whole: F1"), 50.0);
    assert_eq!(figure(report, "false alarms on quiet sentences"), 0.0);
    let row = |class: &str| report["classes"].as_array().expect("rows").iter().find(|row| row["class"] == class).cloned();
    assert_eq!(row("SUPPORT").expect("praise")["f1"], 100.0);
    assert_eq!(row("CONSULT").expect("marked")["right"], 0);
    assert_eq!(report["confusions"][1], json!({ "marked": "CONSULT", "coded": "ASSAULT", "count": 1 }));
    assert_eq!(report["actors"], json!([1, 1]));
    let bins = report["reliability"]["bins"].as_array().expect("bins");
    assert_eq!((bins.len(), bins.iter().map(|bin| bin["events"].as_u64().unwrap_or(0)).sum::<u64>()), (10, 2));
    let mistakes = report["mistakes"].as_array().expect("mistakes");
    assert_eq!(mistakes.len(), 1);
    assert_eq!(
        (&mistakes[0]["id"], &mistakes[0]["marked"], &mistakes[0]["coded"]),
        (&json!("2"), &json!("CONSULT"), &json!("ASSAULT"))
    );
    assert!(mistakes[0]["events"][0].as_str().expect("an event").starts_with("FRA 19"), "{mistakes:?}");
}

#[test]
fn a_score_reads_well_as_text() {
    let text = text_of(run(&["score", "-", "--mistakes", "1"], &marked()), 0);
    for part in ["roots: precision", "Expected calibration error", "marked, coded as", "2: CONSULT marked, ASSAULT coded"] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
}

#[test]
fn records_of_plover_and_of_the_project_are_gold() {
    let plover = json!({ "id": "p", "date": "2015-01-01", "text": PRAISE, "event": ["SUPPORT"],
                         "actor": [{ "code": "NOR", "sector": "GOV" }], "recipient": [{ "code": "ITA" }] });
    let reports = json_of(&["score", "-", "--format", "json"], &lines(&[plover]));
    assert_eq!(figure(&reports[0], "events (country, country, root): F1"), 100.0);
    let event = text_of(run(&["code", "-"], PRAISE), 0);
    let reports = json_of(&["score", "-", "--format", "json"], &event);
    assert_eq!(figure(&reports[0], "whole: F1"), 100.0);
    let folder = tempfile::tempdir().expect("a folder");
    let events = write(&folder, "events.jsonl", &event.replace("\"051\"", "\"130\"").replace("\"SUPPORT\"", "\"THREATEN\""));
    let reports = json_of(&["score", "-", "--format", "json", "--events", &events], &event);
    assert_eq!(figure(&reports[0], "whole: F1"), 0.0, "events of a file are scored in place of ours");
}

#[test]
fn what_is_no_gold_is_named() {
    let output = run(&["score", "-"], "{\"text\": \"Norway praised Italy.\"}\n");
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("holds no gold") && told.contains("-:1"), "{told}");
    let broken = format!("{}not JSON\n", marked());
    assert_eq!(run(&["score", "-", "--strict"], &broken).status.code(), Some(1));
    assert_eq!(run(&["score", "-"], &broken).status.code(), Some(0));
}

fn related(text: &str, source: &str, target: &str) -> (String, String) {
    let at = |words: &str| text.find(words).map(|start| (start, start + words.len())).expect("in the text");
    let span = |role: &str, words: &str| json!({ "role": role, "start": at(words).0, "end": at(words).1 });
    let record = json!({ "id": "r", "text": text, "spans": [span("source", source), span("target", target)] });
    let answer = json_of(&["relate", "-"], &record.to_string());
    assert_eq!(answer["id"], "r");
    let string = |value: &Value| value.as_str().unwrap_or("null").to_owned();
    (string(&answer["type"]["plover"]), string(&answer["how"]))
}

#[test]
fn given_spans_are_actors_whatever_the_dictionary_says() {
    let answer = |plover: &str, how: &str| (plover.to_owned(), how.to_owned());
    assert_eq!(related("Blue Harbour condemned the Silver Coast.", "Blue Harbour", "the Silver Coast"), answer("ACCUSE", "pair"));
    assert_eq!(
        related("The committee refused to meet the villagers.", "The committee", "the villagers"),
        answer("REJECT", "pair")
    );
    assert_eq!(related("The villagers were attacked by the riders.", "the riders", "The villagers"), answer("ASSAULT", "pair"));
}

#[test]
fn weaker_steps_answer_where_nothing_is_coded_between_the_two() {
    let (plover, how) = related("Norway praised the report that angered Italy.", "Norway", "Italy");
    assert_eq!(plover, "SUPPORT");
    assert_ne!(how, "pair");
    assert_eq!(related("Norway and Italy.", "Norway", "Italy"), ("null".to_owned(), "nothing".to_owned()));
}

#[test]
fn relate_tells_what_is_wrong_with_a_record() {
    let output = run(&["relate", "-", "--strict"], "{\"id\": \"1\", \"text\": \"Norway praised Italy.\"}\nno JSON\n");
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("-:1") && told.contains("\"spans\"") && told.contains("-:2"), "{told}");
    let words = json!({ "id": 7, "text": PRAISE, "source": "Norway", "target": "Italy" });
    let answer = json_of(&["relate", "-"], &words.to_string());
    assert_eq!((&answer["id"], &answer["type"]["cameo"]), (&json!("7"), &json!("051")));
}

#[test]
fn explain_names_what_was_missing_and_what_came_closest() {
    let missing = |sentence: &str| -> (Vec<String>, Value) {
        let steps: Value = serde_json::from_str(&text_of(run(&["explain", sentence, "--format", "json"], ""), 1)).expect("JSON");
        let sentence = &steps[0]["sentences"][0];
        let lines = sentence["missing"].as_array().expect("lines");
        (lines.iter().map(|line| line.as_str().unwrap_or("").to_owned()).collect(), sentence["closest"].clone())
    };
    let (lines, _) = missing("A baker condemned a baker.");
    assert!(lines.iter().any(|line| line.contains("\"condemned\"")), "{lines:?}");
    let (_, near) = missing("Norway lifted the table.");
    let lacks = near[0]["lacks"].as_array().expect("what it lacks");
    assert!(near[0]["word"] == "lifted" && lacks[0].as_str().expect("a word").starts_with("as its object"), "{near}");
    let (lines, near) = missing("It rained.");
    assert!(lines.contains(&"no actor was found in it".to_owned()), "{lines:?} {near}");
    let text = text_of(run(&["explain", "Norway lifted the table."], ""), 1);
    assert!(text.contains("Nothing was coded here:") && text.contains("close: \"lifted\" as 08"), "{text}");
    let steps = text_of(run(&["explain", PRAISE, "--format", "json"], ""), 0);
    assert!(!steps.contains("closest"), "what was coded lacks nothing");
}

#[test]
fn the_figures_are_those_of_the_scorer_in_python() {
    let scorer = Path::new(SHARED).join("score/score.py");
    if !scorer.exists() || Command::new("python3").arg("--version").output().is_err() {
        println!("skipped: the shared gold or python3 is not here");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let gold = |name: &str| fs::read_to_string(Path::new(SHARED).join("gold").join(name)).expect("gold");
    let is_news = |line: &&str| {
        let value: Value = serde_json::from_str(line).expect("JSON");
        value["provenance"].as_str().is_some_and(|provenance| provenance.starts_with("news"))
    };
    let plv = gold("plv.jsonl");
    let (news, codebook): (Vec<&str>, Vec<&str>) = plv.lines().filter(|line| !line.is_empty()).partition(is_news);
    let rest = ["plover_gsr.jsonl", "conflibert_cameo.jsonl", "tagtog_cameo.jsonl", "news.jsonl", "cameo_manual_examples.jsonl"];
    let mut files =
        vec![write(&folder, "newswire.jsonl", &news.join("\n")), write(&folder, "codebook.jsonl", &codebook.join("\n"))];
    files.extend(rest.iter().map(|name| Path::new(SHARED).join("gold").join(name).display().to_string()));
    let paths: Vec<&str> = files.iter().map(String::as_str).collect();
    let coded = text_of(run(&[&["-q", "code"], &paths[..]].concat(), ""), 0);
    let events = write(&folder, "events.jsonl", &coded);
    let related = text_of(run(&["-q", "relate", paths[0], paths[1]], ""), 0);
    let relations = write(&folder, "relations.jsonl", &related);
    let theirs = Command::new("python3").arg(&scorer).args([&events, "--relations", &relations]).output().expect("run");
    let theirs = sections(&String::from_utf8_lossy(&theirs.stdout));
    let with = [&["-q", "score"], &paths[..], &["--format", "json", "--events", &events, "--relations", &relations]].concat();
    let alone = [&["-q", "score"], &paths[..], &["--format", "json"]].concat();
    let (with, alone) = (json_of(&with, ""), json_of(&alone, ""));
    assert_eq!(theirs.len(), files.len(), "{theirs:?}");
    for (at, theirs) in theirs.iter().enumerate() {
        assert!(theirs.len() > 1, "no figures in {theirs:?}");
        assert_eq!(&figures(&with[at]), theirs, "{} with the events of `code`", files[at]);
        assert_eq!(&figures(&alone[at]), theirs, "{} coded by `score`", files[at]);
    }
}

/// The figures under each title of the scorer's output, as they are printed.
fn sections(text: &str) -> Vec<Vec<String>> {
    let mut sections: Vec<Vec<String>> = Vec::new();
    for line in text.lines() {
        if !line.starts_with(' ') {
            sections.push(Vec::new());
            continue;
        }
        let words = line.split_whitespace().map(|word| word.trim_end_matches('%'));
        let numbers = words.filter(|word| word.contains('.') && word.parse::<f64>().is_ok()).map(str::to_owned);
        if let Some(section) = sections.last_mut() {
            section.extend(numbers);
        }
    }
    sections
}

fn figures(report: &Value) -> Vec<String> {
    let figures = report["figures"].as_array().expect("figures");
    figures.iter().map(|figure| format!("{:.1}", figure["value"].as_f64().expect("a number"))).collect()
}

fn write(folder: &TempDir, name: &str, content: &str) -> String {
    let path: PathBuf = folder.path().join(name);
    fs::write(&path, content).expect("written");
    path.display().to_string()
}

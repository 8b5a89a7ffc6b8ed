//! `query`, `export` and `render` from outside: answers, formats, filters, and what they say to bad input.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;
use tempfile::TempDir;

/// The sample as a folder of output.
fn sample() -> &'static Path {
    static FOLDER: OnceLock<TempDir> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let folder = TempDir::new().expect("a folder");
        let articles = concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles");
        let built = Command::new(cargo_bin!("diplograph")).args(["-q", "build", articles, "-o"]).arg(folder.path()).status();
        assert!(built.expect("runs").success());
        folder
    });
    folder.path()
}

/// A copy of the sample that a test may break.
fn copy() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for file in fs::read_dir(sample()).expect("the sample").flatten() {
        fs::copy(file.path(), folder.path().join(file.file_name())).expect("copied");
    }
    folder
}

fn run_in(folder: &Path, command: &str) -> Output {
    let words: Vec<String> = command.split('|').map(str::to_owned).collect();
    let words = if words.len() == 1 { command.split_whitespace().map(str::to_owned).collect() } else { words };
    let mut program = Command::new(cargo_bin!("diplograph"));
    program.args(words).arg("--in").arg(folder).env("COLUMNS", "80").output().expect("runs")
}

/// Standard output and standard error of a command on the sample, its words parted by spaces, or by bars.
#[track_caller]
fn asked(command: &str, code: i32) -> (String, String) {
    ends(&run_in(sample(), command), code)
}

#[track_caller]
fn ends(output: &Output, code: i32) -> (String, String) {
    let [out, err] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8(bytes.clone()).expect("UTF-8"));
    assert_eq!(output.status.code(), Some(code), "standard output:\n{out}\nstandard error:\n{err}");
    (out, err)
}

const QUESTIONS: [&str; 13] = [
    "query between Russia Ukraine",
    "query of Russia",
    "query path Norway Russia",
    "query path Norway Russia --by weight -k 2",
    "query around NATO --hops 2",
    "query top",
    "query top pairs --by conflict",
    "query top --by pagerank",
    "query top --by betweenness",
    "query timeline --by year",
    "query blocs",
    "query balance",
    "query changes --from 1990..2004 --to 2005..2025",
];

#[test]
fn every_question_has_every_form() {
    for question in QUESTIONS {
        let (text, _) = asked(question, 0);
        let widest = text.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(80) && text.lines().count() > 3, "{text}");
        let (csv, _) = asked(&format!("{question} --format csv"), 0);
        let fields: Vec<usize> = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(csv.as_bytes())
            .records()
            .map(|row| row.expect("sound").len())
            .collect();
        assert!(fields.len() > 1 && fields.iter().all(|count| *count == fields[0]), "{csv}");
        let (dot, _) = asked(&format!("{question} --format dot"), 0);
        assert!(dot.starts_with("digraph"), "{dot}");
        let (svg, _) = asked(&format!("{question} --format svg"), 0);
        assert!(svg.starts_with("<svg") && svg.contains("</svg>"), "{svg}");
        let (html, _) = asked(&format!("{question} --format html"), 0);
        let tables = html.split("id=\"graph\">").nth(1).and_then(|rest| rest.split("</script>").next()).expect("the data");
        let tables: Value = serde_json::from_str(tables).expect("JSON");
        let events = |level: &str| tables[level].as_array().map(Vec::len);
        let json: Value = serde_json::from_str(&asked(&format!("{question} --format json"), 0).0).expect("JSON");
        let own = json["edges"].as_array().map(Vec::len).unwrap_or_default();
        // Those without a target are in the page as well.
        assert!(events("party") >= Some(own) && events("person") >= Some(own), "{question}: {:?} of {own}", events("party"));
        assert_eq!((&tables["level"], &tables["title"]), (&Value::from("party"), &json["answer"]["question"]));
        assert!(tables["answer"]["tables"][0]["rows"].as_array().is_some_and(|rows| !rows.is_empty()), "{question}");
    }
}

#[test]
fn an_answer_as_json_is_a_graph_that_can_be_asked_exported_and_drawn() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("answer.json");
    for question in QUESTIONS {
        let (json, _) = asked(&format!("{question} --format json"), 0);
        let answer: Value = serde_json::from_str(&json).expect("JSON");
        let edges = answer["edges"].as_array().expect("edges");
        assert!(!edges.is_empty() && edges.iter().all(|edge| edge["events"][0]["evidence"]["text"].is_string()), "{question}");
        let nodes: Vec<&Value> = answer["nodes"].as_array().expect("nodes").iter().map(|node| &node["id"]).collect();
        assert!(edges.iter().all(|edge| nodes.contains(&&edge["source"]) && nodes.contains(&&edge["target"])));
        assert!(answer["answer"]["question"].is_string());
        fs::write(&path, json).expect("written");
        ends(&run_in(&path, "query top"), 0);
        ends(&run_in(&path, "export --format graphml"), 0);
        let drawn =
            Command::new(cargo_bin!("diplograph")).arg("render").arg(&path).arg("-o").arg(folder.path().join("a.svg")).output();
        ends(&drawn.expect("runs"), 0);
    }
}

#[test]
fn the_graph_of_the_folder_is_the_one_of_its_events() {
    use diplograph::export::{folder, node_link};
    use diplograph::graph::Filter;
    let output = folder::open(sample()).expect("sound");
    let all = output.everything(output.graph.level).expect("sound").filter(&Filter::default());
    let drawn = fs::read(sample().join("graph.json")).expect("read");
    assert!(node_link::node_link(&all, &output.title) == drawn);
}

#[test]
fn actors_go_by_name_alias_code_and_id() {
    let (by_name, _) = asked("query of Russia --format json", 0);
    for name in ["russia", "RUS", "rus", "Russian Federation", "  RUSSIA "] {
        assert_eq!(asked(&format!("query|of|{name}|--format|json"), 0).0, by_name, "{name}");
    }
    let (out, err) = asked("query of Rusia", 1);
    assert!(out.is_empty() && err.contains("did you mean Russia?"), "{err}");
    let (_, err) = asked("query of Mongolia", 1);
    assert!(err.contains("nothing is told of Mongolia"), "{err}");
    let (_, err) = asked("query of Putin", 1);
    assert!(err.contains("Vladimir Putin counts as Russia here; ask with --level person"), "{err}");
    let (out, _) = asked("query of Putin --level person", 0);
    assert!(out.starts_with("of Vladimir Putin (RUS"), "{out}");
    let (_, err) = asked("query of Korea", 1);
    assert!(err.contains("north-korea") && err.contains("south-korea") && err.contains("write the id"), "{err}");
}

#[test]
fn filters_keep_what_they_say() {
    let events = |filter: &str| {
        let (json, _) = asked(&format!("query top {filter} --format json"), 0);
        let answer: Value = serde_json::from_str(&json).expect("JSON");
        answer["edges"].as_array().expect("edges").clone()
    };
    let all = events("").len();
    let check = |filter: &str, holds: fn(&Value) -> bool| {
        let kept = events(filter);
        assert!(!kept.is_empty() && kept.len() < all && kept.iter().all(holds), "{filter}: {} of {all}", kept.len());
    };
    check("--since 2022", |edge| edge["date"].as_str() >= Some("2022-01-01"));
    check("--until 1999-12", |edge| edge["date"].as_str().is_some_and(|date| date <= "1999-12-31"));
    check("--type 051", |edge| edge["type"]["cameo"].as_str().is_some_and(|code| code.starts_with("051")));
    check("--root 5", |edge| edge["type"]["root"] == "05");
    check("--plover support,sanction", |edge| edge["type"]["plover"] == "SUPPORT" || edge["type"]["plover"] == "SANCTION");
    check("--quad 4", |edge| edge["type"]["quad"] == 4);
    check("--status planned", |edge| edge["status"] == "planned");
    check("--min-confidence 0.85", |edge| edge["confidence"].as_f64() >= Some(0.85));
    check("--actor NATO", |edge| edge["source"] == "nato" || edge["target"] == "nato");
    check("--sector MIL", |edge| edge["events"].to_string().contains("MIL\""));
    check("--source-of samples", |edge| edge["events"].to_string().contains("\"publisher\":\"Diplograph samples"));
    let negated = events("--status negated");
    assert!(!negated.is_empty() && negated.iter().all(|edge| edge["status"] == "negated"));
    assert!(events("--status all --unknown").len() > all);
    let people = events("--level person");
    assert!(people.iter().any(|edge| edge["source"] != edge["source_party"]));
}

#[test]
fn contradictions_and_codes_that_do_not_exist_are_refused() {
    for (filter, reason) in [
        ("--since 2022 --until 2010", "--since 2022-01-01 comes after --until 2010-12-31"),
        ("--type 051 --root 19", "no --type 051 lies in --root 19"),
        ("--quad 4 --plover SUPPORT", "no event type meets"),
        ("--type 999", "there is no event type 999"),
        ("--plover KINDNESS", "there is no PLOVER event KINDNESS; they are ACCUSE"),
        ("--sector XXX", "there is no sector XXX"),
        ("--min-confidence 7", "not between 0 and 1"),
        ("--since yesterday", "2003-05-17"),
        ("--quad 5", "5 is not in 1..=4"),
    ] {
        for command in ["query top", "export --format dot"] {
            let (out, err) = asked(&format!("{command} {filter}"), 2);
            assert!(out.is_empty() && err.contains(reason), "{filter}: {err}");
        }
    }
    for (question, reason) in [
        ("query changes --from 2005 --to 2003", "turn them round"),
        ("query changes --from 2005-05-05 --to 2005-05-05", "write two periods"),
        ("query changes --from 2005 --to 2005-06", "overlap"),
        ("query top --within", "ask 'between A A --within'"),
        ("query top --since 2004..2005", "write a day (2003-05-17), a month (2003-05) or a year (2003)"),
        ("query top pairs --by pagerank", "a measure of actors"),
    ] {
        let (_, err) = asked(question, 2);
        assert!(err.contains(reason), "{err}");
    }
}

#[test]
fn an_empty_answer_names_the_filters_and_what_to_widen() {
    for (command, told) in [
        (
            "query between Russia Ukraine --since 2023",
            "between Russia and Ukraine: nothing found with --since 2023-01-01; there are 6 events without --since",
        ),
        // None of the two alone is in the way: only without both is something found.
        ("query top --since 2090 --source-of BBC", "nothing found with --since 2090-01-01 --source-of BBC; there are "),
        ("query top --since 2090 --source-of BBC", " events without any filter"),
        ("query find nonsensical", "find nonsensical: nothing found\n"),
        ("query changes --from 1890 --to 1891", "nothing found; the events are from 1"),
        ("export --format graphml --since 2090", "nothing to export with --since 2090-01-01; there are "),
        ("export --format gexf --since 2090 --quad 1,2", "with --since 2090-01-01 --quad 1,2; there are "),
        (
            "export --format dot --actor Norway --source-of BBC",
            "with --source-of BBC --actor Norway; there are 3 events without --source-of\n",
        ),
    ] {
        let (out, err) = asked(command, 1);
        assert!(out.is_empty() && err.contains(told), "{command}: {err}");
    }
    let (_, err) = asked("query|top|--since|2022|--source-of|the BBC", 1);
    assert!(err.contains("nothing found with --since 2022-01-01 --source-of 'the BBC'; there are "), "{err}");
    // Each way that is named leads there.
    let (out, _) = asked("query between Russia Ukraine", 0);
    assert!(out.starts_with("between Russia and Ukraine: 6 events"), "{out}");
}

#[test]
fn a_question_that_asks_nothing_is_told() {
    for (question, code, reason) in [
        ("query|of|", 1, "an actor's name is empty"),
        ("query|path|Norway|NOR", 1, "both names mean Norway here: name two actors"),
        ("query|between|Russia|RUS", 1, "both names mean Russia here: name two actors, or add --within"),
        ("query|find|!!!", 2, "'!!!' holds no word: write letters or digits"),
        ("query|path|Norway|Russia|-k|0", 2, "invalid value '0' for '-k <K>'"),
        ("query|around|NATO|--hops|0", 2, "invalid value '0' for '--hops <N>'"),
        ("query|top|--limit|0", 2, "invalid value '0' for '--limit <N>'"),
    ] {
        let (out, err) = asked(question, code);
        assert!(out.is_empty() && err.contains(reason), "{question}: {err}");
    }
}

#[test]
fn a_folder_that_is_none_is_told() {
    let empty = TempDir::new().expect("a folder");
    let (_, err) = ends(&run_in(empty.path(), "query top"), 2);
    assert!(err.contains("has no graph.json") && err.contains("diplograph build"), "{err}");
    let (_, err) = ends(&run_in(&PathBuf::from("no/such/folder"), "query top"), 2);
    assert!(err.contains("cannot read no/such/folder"), "{err}");
    let broken = |file: &str, change: fn(String) -> String, command: &str, reason: &str| {
        let folder = copy();
        let path = folder.path().join(file);
        fs::write(&path, change(fs::read_to_string(&path).expect("read"))).expect("written");
        for command in [command, &command.replace("query top", "export --format gexf")] {
            let (out, err) = ends(&run_in(folder.path(), command), 2);
            assert!(out.is_empty() && err.contains(file) && err.contains(reason), "{err}");
        }
    };
    let half = |text: String| text[..text.len() / 2].to_owned();
    broken("graph.json", half, "query top", "the file ends in the middle");
    broken("graph.json", |text| text.replace("\"version\":1", "\"version\":9"), "query top", "of version 9");
    broken("graph.json", |_| "[1, 2]".to_owned(), "query top", "not a graph of ours: it has no graph.version");
    broken("graph.json", |_| "<html>".to_owned(), "query top", "no JSON: expected value at line 1");
    broken("events.jsonl", |text| text[..text.len() - 20].to_owned(), "query top --level person", "the line ends in the middle");
    broken("actors.jsonl", |_| "{}\n".to_owned(), "query top --level person", "actors.jsonl:1: not an actor of ours");
}

#[test]
fn every_format_is_written_to_a_file_or_a_folder() {
    let folder = TempDir::new().expect("a folder");
    for format in diplograph::export::formats::FORMATS {
        let path = folder.path().join(format.name);
        let command = format!("export|--format|{}|-o|{}", format.name, path.display());
        asked(&command, 0);
        let files: Vec<PathBuf> = if path.is_dir() {
            fs::read_dir(&path).expect("read").flatten().map(|file| file.path()).collect()
        } else {
            vec![path.clone()]
        };
        assert!(
            !files.is_empty() && files.iter().all(|file| fs::metadata(file).is_ok_and(|file| file.len() > 1000)),
            "{files:?}"
        );
        if !path.is_dir() {
            let (out, _) = asked(&format!("export --format {}", format.name), 0);
            assert!(fs::read(&path).expect("read") == out.into_bytes(), "{}", format.name);
        }
    }
    let (_, err) = asked("export --format csv", 2);
    assert!(err.contains("name a folder with -o"), "{err}");
    let (_, err) = asked("export --format pdf", 2);
    assert!(err.contains("graphml") && err.contains("trig"), "{err}");
}

fn without_links(svg: &str) -> Vec<&str> {
    svg.lines().filter(|line| !line.starts_with("<a ") && *line != "</a>").collect()
}

#[test]
fn render_draws_what_the_filters_keep() {
    let folder = TempDir::new().expect("a folder");
    let draw = |filters: &[&str], code| {
        let path = folder.path().join("picture.svg");
        let mut program = Command::new(cargo_bin!("diplograph"));
        let drawn = program.arg("render").arg(sample()).arg("-o").arg(&path).args(filters).output().expect("runs");
        (ends(&drawn, code), fs::read_to_string(&path).unwrap_or_default())
    };
    // The picture of a build differs from one drawn again by its links alone.
    let built = fs::read_to_string(sample().join("graph.svg")).expect("read");
    assert!(built.contains("<a ") && without_links(&built) == without_links(&draw(&[], 0).1), "another picture than the build's");
    let (_, svg) = draw(&["--actor", "nato", "--level", "person"], 0);
    assert!(svg.contains("NATO") && !svg.contains(">Hamas<"));
    let (_, svg) = draw(&["--focus", "Russian Federation"], 0);
    assert!(svg.contains(">Russia</text>") && svg.contains(">Ukraine</text>") && !svg.contains(">Hamas<"));
    let ((_, err), _) = draw(&["--focus", "Rusia"], 2);
    assert!(err.contains("did you mean Russia?"), "{err}");
    let ((_, err), kept) = draw(&["--since", "2090"], 1);
    assert!(err.contains("nothing to draw with --since 2090-01-01; there are "), "{err}");
    assert!(kept.contains(">Russia</text>"), "nothing is written over the picture before");
    let ((_, err), _) = draw(&["--actor", "NATOO"], 1);
    assert!(err.contains("did you mean NATO?"), "{err}");
}

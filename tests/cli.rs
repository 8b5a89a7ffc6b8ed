//! The command line from outside: what it writes, prints and ends with, on good input and on bad.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;
use tempfile::TempDir;

const ARTICLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles");
const FILES: [&str; 7] =
    ["diagnostics.jsonl", "events.jsonl", "graph.dot", "graph.json", "graph.svg", "index.html", "manifest.json"];
const PRAISE: &str = "Barack Obama praised Russia on Monday.";

/// A folder of its own for each test, in which the program runs.
struct Dir(TempDir);

impl Dir {
    fn new() -> Dir {
        Dir(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> &Dir {
        fs::write(self.path(name), content).expect("written");
        self
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.run_with(arguments, "")
    }

    fn run_with(&self, arguments: &[&str], input: &str) -> Output {
        let mut child = self.start(arguments);
        let mut stdin = child.stdin.take().expect("piped");
        // A program that ends without reading closes the pipe, which is its right.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        child.wait_with_output().expect("run")
    }

    fn start(&self, arguments: &[&str]) -> std::process::Child {
        let mut command = Command::new(cargo_bin!("diplograph"));
        command.current_dir(self.0.path()).args(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("started")
    }

    /// Names in a folder, hidden ones too, sorted.
    fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).expect("a folder").flatten();
        let mut names: Vec<String> = entries.map(|entry| entry.file_name().display().to_string()).collect();
        names.sort();
        names
    }
}

#[track_caller]
fn ends(output: &Output, code: i32) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "standard output:\n{out}\nstandard error:\n{err}");
    (out, err)
}

#[track_caller]
fn records(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

/// Source, CAMEO root, target of each event.
fn coded(text: &str) -> Vec<[String; 3]> {
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    records(text)
        .iter()
        .map(|event| [word(&event["source"]["code"]), word(&event["type"]["root"]), word(&event["target"]["code"])])
        .collect()
}

fn praise() -> Vec<[String; 3]> {
    vec![["USAGOV", "05", "RUS"].map(str::to_owned)]
}

#[test]
fn build_writes_everything_and_a_summary() {
    let dir = Dir::new();
    let (out, err) = ends(&dir.run(&["build", ARTICLES]), 0);
    assert_eq!(out, "", "the summary goes to standard error");
    assert!(err.contains("articles") && err.contains("verbal cooperation") && err.contains("written to output"), "{err}");
    let names = dir.names("output");
    assert!(FILES.iter().all(|file| names.contains(&(*file).to_owned())), "{names:?}");
    let strange: Vec<_> =
        names.iter().filter(|name| name.starts_with('.') || name.ends_with(".tmp") || name.ends_with(".part")).collect();
    assert!(strange.is_empty(), "left over: {strange:?}");
    assert!(records(&dir.read("output/events.jsonl")).len() > 50);
    let graph: Value = serde_json::from_str(&dir.read("output/graph.json")).expect("JSON");
    assert_eq!((&graph["directed"], &graph["multigraph"]), (&Value::Bool(true), &Value::Bool(true)));
    assert!(graph["nodes"].as_array().is_some_and(|nodes| !nodes.is_empty()));
    let (_, err) = ends(&dir.run(&["build", ARTICLES, "-o", "quiet", "--quiet"]), 0);
    assert_eq!(err, "");
}

#[test]
fn the_same_bytes_from_any_number_of_threads_and_any_order() {
    let dir = Dir::new();
    let mut paths: Vec<String> =
        fs::read_dir(ARTICLES).expect("articles").flatten().map(|entry| entry.path().display().to_string()).collect();
    paths.sort();
    let build = |folder: &str, threads: &str, paths: &[String]| {
        let mut arguments = vec!["build", "-q", "-o", folder, "--threads", threads];
        arguments.extend(paths.iter().map(String::as_str));
        ends(&dir.run(&arguments), 0);
    };
    build("one", "1", &paths);
    build("two", "2", &paths);
    paths.reverse();
    build("turned", "2", &paths);
    for other in ["two", "turned"] {
        assert_eq!(dir.names("one"), dir.names(other));
        for name in dir.names("one") {
            let (first, second) = (dir.read(&format!("one/{name}")), dir.read(&format!("{other}/{name}")));
            assert!(first == second, "{name} differs in {other}");
        }
    }
}

#[test]
fn code_reads_standard_input() {
    let (out, err) = ends(&Dir::new().run_with(&["code", "-", "--date", "2009-09-21"], PRAISE), 0);
    assert_eq!((coded(&out), err.as_str()), (praise(), ""));
    assert_eq!(records(&out)[0]["date"], "2009-09-21");
}

#[test]
fn explain_tells_each_step() {
    let dir = Dir::new();
    let (out, _) = ends(&dir.run(&["explain", PRAISE]), 0);
    for word in ["praised", "nsubj", "USAGOV", "051", "Praise or endorse", "verbs/05"] {
        assert!(out.contains(word), "no {word} in:\n{out}");
    }
    let (out, _) = ends(&dir.run(&["explain", PRAISE, "--format", "json"]), 0);
    let steps: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(steps[0]["events"][0]["type"]["cameo"], "051");
    assert_eq!(steps[0]["sentences"][0]["tokens"][2]["form"], "praised");
    let (out, _) = ends(&dir.run_with(&["explain", "-"], PRAISE), 0);
    assert!(out.contains("Barack Obama -> Russia"), "{out}");
    let (out, _) = ends(&dir.run(&["explain", "The weather was fine."]), 1);
    assert!(out.contains("No event"), "{out}");
}

#[test]
fn actors_are_looked_up() {
    let dir = Dir::new();
    let (out, _) = ends(&dir.run(&["actors", "rasmussen", "--on", "2009-09-21"]), 0);
    let line = out.lines().find(|line| line.contains("Anders Fogh Rasmussen")).expect("listed");
    assert!(line.contains("NATO") && line.contains("secretary-general"), "{line}");
    let (out, _) = ends(&dir.run(&["actors", "NATO", "--format", "json"]), 0);
    let found: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(found[0]["code"], "NATO");
    let (out, err) = ends(&dir.run(&["actors", "Rasmusen"]), 1);
    assert!(out.is_empty() && err.contains("did you mean") && err.contains("Rasmussen"), "{err}");
}

#[test]
fn types_are_looked_up() {
    let dir = Dir::new();
    let (out, _) = ends(&dir.run(&["types", "051"]), 0);
    assert!(out.contains("Praise or endorse") && out.contains("+3.4") && !out.contains("052"), "{out}");
    let (out, _) = ends(&dir.run(&["types", "sanctions", "--format", "json"]), 0);
    assert!(records(&out.replace('\n', " "))[0].as_array().is_some_and(|found| found.len() > 1));
    ends(&dir.run(&["types", "999"]), 1);
}

#[test]
fn completions_are_for_the_shell() {
    let (out, _) = ends(&Dir::new().run(&["completions", "bash"]), 0);
    assert!(out.contains("complete ") && out.contains("explain"), "{out}");
}

#[test]
fn render_draws_a_graph_again() {
    let dir = Dir::new();
    dir.write("praise.txt", PRAISE);
    ends(&dir.run(&["build", "-q", "praise.txt"]), 0);
    ends(&dir.run(&["render", "output/graph.json", "-o", "again.svg"]), 0);
    // The picture of a build leads to the page beside it; one drawn elsewhere has no page to lead to.
    let built = dir.read("output/graph.svg");
    assert!(built.contains("<a href=\"index.html#actor="));
    let unlinked: Vec<&str> = built.lines().filter(|line| !line.starts_with("<a ") && *line != "</a>").collect();
    assert_eq!(dir.read("again.svg").lines().collect::<Vec<_>>(), unlinked);
    let drawn = dir.run(&["render", "output/graph.json", "-o", "again.png"]);
    if String::from_utf8_lossy(&drawn.stderr).contains("no font") {
        eprintln!("no font on this system: PNG skipped");
    } else {
        ends(&drawn, 0);
        assert!(fs::read(dir.path("again.png")).expect("drawn").starts_with(b"\x89PNG"));
    }
    let (_, err) = ends(&dir.run(&["render", "output/graph.json", "-o", "again.doc"]), 2);
    assert!(err.contains("again.doc") && err.contains(".svg"), "{err}");
    dir.write("no.json", "{}");
    let (_, err) = ends(&dir.run(&["render", "no.json", "-o", "no.svg"]), 2);
    assert!(err.contains("no.json") && !dir.path("no.svg").exists(), "{err}");
}

#[test]
fn a_missing_path_is_named() {
    let dir = Dir::new();
    for command in ["build", "code"] {
        let (_, err) = ends(&dir.run(&[command, "no/such.txt"]), 2);
        assert!(err.contains("no/such.txt"), "{err}");
    }
    let (_, err) = ends(&dir.run(&["render", "no/graph.json", "-o", "a.svg"]), 2);
    assert!(err.contains("no/graph.json"), "{err}");
    let (_, err) = ends(&dir.run(&["code", "--conllu", "no/trees.conllu"]), 2);
    assert!(err.contains("no/trees.conllu"), "{err}");
    let (_, err) = ends(&dir.run(&["types", "--data", "no/data"]), 2);
    assert!(err.contains("no/data"), "{err}");
    ends(&dir.run(&["nonsense"]), 2);
}

#[test]
fn an_output_that_cannot_be_written_is_named() {
    let dir = Dir::new();
    dir.write("taken", "a file").write("praise.txt", PRAISE);
    let (_, err) = ends(&dir.run(&["build", "praise.txt", "-o", "taken"]), 2);
    assert!(err.contains("cannot write taken"), "{err}");
    assert_eq!(dir.read("taken"), "a file");
    fs::create_dir_all(dir.path("half/graph.json")).expect("made");
    let (_, err) = ends(&dir.run(&["build", "praise.txt", "-o", "half"]), 2);
    assert!(err.contains("graph.json"), "{err}");
    assert!(!dir.names("half").iter().any(|name| name.starts_with('.')), "left over: {:?}", dir.names("half"));
}

#[test]
fn bad_input_is_told_and_the_rest_comes_through() {
    let dir = Dir::new();
    fs::create_dir(dir.path("in")).expect("made");
    let line = |id: &str| format!("{{\"id\": \"{id}\", \"text\": \"{PRAISE}\"}}");
    let wire = format!("{}\n{{\"id\": \"cut\", \"text\": \"Bar\n{}\n", line("one"), line("two"));
    dir.write("in/empty.txt", "").write("in/picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").write("in/wire.jsonl", wire);
    ends(&dir.run(&["build", "in"]), 0);
    let told = records(&dir.read("output/diagnostics.jsonl"));
    let at = |file: &str| told.iter().find(|one| one["place"]["file"] == file).unwrap_or_else(|| panic!("{file} in {told:?}"));
    assert_eq!(at("in/wire.jsonl")["place"]["line"], 2);
    assert_eq!(at("in/picture.txt")["code"], "binary");
    assert_eq!(at("in/empty.txt")["code"], "empty");
    let events = records(&dir.read("output/events.jsonl"));
    let articles: Vec<_> = events.iter().map(|event| event["evidence"]["article"].as_str().unwrap_or_default()).collect();
    assert_eq!(articles, ["one", "two"]);
    ends(&dir.run(&["build", "in", "--strict", "-o", "strict"]), 1);
    assert_eq!(dir.read("strict/events.jsonl"), dir.read("output/events.jsonl"));
    ends(&dir.run(&["code", "in", "--strict"]), 1);
}

#[test]
fn a_closed_pipe_is_no_error() {
    for arguments in [&["code", ARTICLES][..], &["types"], &["explain", PRAISE], &["completions", "bash"]] {
        let mut child = Dir::new().start(arguments);
        drop(child.stdout.take());
        let mut err = String::new();
        child.stderr.take().expect("piped").read_to_string(&mut err).expect("read");
        assert_eq!((child.wait().expect("ended").code(), err.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn hostile_markup_stays_text() {
    let dir = Dir::new();
    let text = "Barack Obama praised Russia's \\\"<img src=x onerror=alert(1)>\\\" plan. Russian Foreign Ministry spokesman \
                Ivan <script>alert(2)</script> Petrov & Sons accused Ukraine of <b>lying</b>. President \
                </text><script>alert(3)</script> visited Iran.";
    dir.write(
        "a.jsonl",
        format!("{{\"id\": \"<script>\", \"title\": \"</title><script>alert(4)</script>\", \"text\": \"{text}\"}}"),
    );
    ends(&dir.run(&["build", "-q", "a.jsonl", "--level", "person"]), 0);
    check_svg(&dir.read("output/graph.svg"));
    // A graph of another's making, whose names are as hostile as can be.
    let graph = dir.read("output/graph.json").replace("\"Russia\"", "\"</text><script>alert('&')</script>\"");
    dir.write("graph.json", graph);
    ends(&dir.run(&["render", "graph.json", "-o", "graph.svg"]), 0);
    let svg = dir.read("graph.svg");
    assert!(svg.contains("&lt;script"), "the name is drawn");
    check_svg(&svg);
}

/// Only the picture's own elements, and each `&` begins an entity.
#[track_caller]
fn check_svg(svg: &str) {
    let own = [
        "svg", "g", "path", "polygon", "rect", "circle", "ellipse", "line", "text", "tspan", "title", "desc", "defs", "style",
        "a",
    ];
    for after in svg.split('<').skip(1) {
        let name: String = after.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        assert!(own.contains(&name.as_str()) || after.starts_with(['?', '!']), "<{name}> in the picture");
    }
    for after in svg.split('&').skip(1) {
        assert!(
            ["amp;", "lt;", "gt;", "quot;", "apos;", "#"].iter().any(|entity| after.starts_with(entity)),
            "a bare & in the picture"
        );
    }
}

#[test]
fn a_line_of_a_megabyte_works() {
    let dir = Dir::new();
    // Sentences, one endless word, and after them something to code: all on one line.
    let filler = "It rained in the hills. ".repeat(1_000) + &"x".repeat(1_000_000);
    dir.write("long.txt", format!("{filler}. {PRAISE}\n"));
    let (out, _) = ends(&dir.run(&["code", "long.txt"]), 0);
    assert_eq!(coded(&out), praise());
}

#[test]
fn a_sentence_without_end_is_cut_and_told() {
    let dir = Dir::new();
    dir.write("list.txt", format!("{PRAISE} {}end.", "apples and pears, ".repeat(120)));
    ends(&dir.run(&["build", "list.txt"]), 0);
    let told = records(&dir.read("output/diagnostics.jsonl"));
    assert_eq!(told[0]["code"], "sentence-cut");
    assert!(told[0]["hint"].is_string() && told[0]["place"]["article"].is_string());
    assert_eq!(coded(&dir.read("output/events.jsonl")), praise());
}

#[test]
fn trees_come_in_again_as_they_went_out() {
    let dir = Dir::new();
    let (trees, _) = ends(&dir.run(&["code", ARTICLES, "--trees"]), 0);
    dir.write("trees.conllu", &trees);
    assert_eq!(ends(&dir.run(&["code", "--conllu", "trees.conllu", "--trees"]), 0).0, trees);
    let (from_text, _) = ends(&dir.run(&["code", ARTICLES]), 0);
    let (from_trees, _) = ends(&dir.run(&["code", "--conllu", "trees.conllu"]), 0);
    // CoNLL-U keeps no places between sentences: spans, and the ids made of them, are of the text as it is put together anew.
    let told = |text: &str| {
        records(text)
            .iter_mut()
            .map(|event| {
                without_places(event);
                event.to_string()
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(told(&from_text), told(&from_trees));
}

fn without_places(value: &mut Value) {
    if let Some(fields) = value.as_object_mut() {
        fields.remove("id");
        fields.remove("span");
        fields.values_mut().for_each(without_places);
    }
}

#[test]
fn data_of_ones_own_lies_over_the_built_in() {
    let dir = Dir::new();
    fs::create_dir_all(dir.path("own/ontology")).expect("made");
    let usual = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/ontology/cameo.tsv");
    let changed = fs::read_to_string(usual).expect("the ontology").replace("Praise or endorse", "Laud");
    dir.write("own/ontology/cameo.tsv", &changed);
    assert!(ends(&dir.run(&["types", "051", "--data", "own"]), 0).0.contains("Laud"));
    dir.write("own/ontology/cameo.tsv", changed.replace("\t3.4\t", "\tmuch\t"));
    let (_, err) = ends(&dir.run(&["types", "051", "--data", "own"]), 2);
    assert!(err.contains("cameo.tsv:") && err.contains("much"), "{err}");
}

//! The page in a real headless browser, and the local server from outside.
//!
//! The browser is driven by `tests/page/drive.mjs`; it needs Node, a Chromium, and two packages that are not shipped:
//! `npm install --prefix target/page playwright-core axe-core`. Without them its test says so and passes. `PAGE_SHOTS=DIR` keeps
//! screenshots to be looked at, `PAGE_LIMIT=MS` allows a slow machine more than 100 ms for panning and filtering.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use assert_cmd::cargo::cargo_bin;
use diplograph::actors::{Actor, ActorKind};
use diplograph::events::Event;
use diplograph::graph::fold;
use diplograph::id::ActorId;
use diplograph::view::page::{About, page, tables};
use serde_json::{Value, json};

#[test]
fn a_browser_does_what_readers_do() {
    let (Some(node), Some(chromium), Some(modules)) = (program(&["node"]), browser(), modules()) else {
        eprintln!(
            "skipped: needs node, chromium and `npm install --prefix target/page playwright-core axe-core`; found node: {:?}, \
             chromium: {:?}, packages: {:?}",
            program(&["node"]),
            browser(),
            modules()
        );
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    build_sample(folder.path());
    fs::copy(folder.path().join("index.html"), folder.path().join("sample.html")).expect("copied");
    write_answer(folder.path(), "answer.html", &["top", "actors"]);
    write_answer(folder.path(), "between.html", &["between", "Russia", "Ukraine"]);
    write_page(folder.path(), "hostile.html", hostile());
    write_page(folder.path(), "big.html", synthetic(1_000, 20_000));
    write_page(folder.path(), "huge.html", synthetic(5_000, 100_000));
    let served = folder.path().join("served");
    build(&["data/articles/2022-02-24-invasion.txt"], &served);
    let (_server, port) = serve(&served);
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/page/drive.mjs");
    let mut command = Command::new(node);
    command.arg(script).arg(folder.path()).args(std::env::var_os("PAGE_SHOTS"));
    command.env("PAGE_SERVED", format!("http://127.0.0.1:{port}/"));
    let out = command.env("PAGE_MODULES", modules).env("CHROMIUM", chromium).output().expect("node runs");
    let told = String::from_utf8_lossy(&out.stdout) + String::from_utf8_lossy(&out.stderr);
    eprintln!("{told}");
    assert!(out.status.success(), "{told}");
}

#[test]
fn the_server_answers_this_machine_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    build_sample(folder.path());
    let (server, port) = serve(folder.path());
    let own = format!("127.0.0.1:{port}");
    let status = |method: &str, path: &str, host: &str| ask(port, method, path, host).0;
    let (code, head, body) = ask(port, "GET", "/", &own);
    assert_eq!(code, 200, "{head}");
    assert!(body.contains("connect-src 'self'") && !body.contains("id=\"graph\""), "the shell without the data");
    assert!(head.contains("x-content-type-options: nosniff") && head.contains("cache-control: no-store"), "{head}");
    let graph: Value = serde_json::from_str(&ask(port, "GET", "/api/graph", &own).2).expect("JSON");
    assert_eq!((&graph["level"], &graph["version"]), (&json!("party"), &json!(1)));
    let records: Value = serde_json::from_str(&ask(port, "GET", "/api/evidence/0", &own).2).expect("JSON");
    assert_eq!(records[0].as_array().map(Vec::len), Some(10));
    assert_eq!(status("GET", "/", "evil.example"), 403);
    assert_eq!(status("POST", "/", &own), 405);
    assert_eq!(status("GET", "/../../etc/passwd", &own), 404);
    assert_eq!(status("GET", &format!("/{}", "x".repeat(3000)), &own), 414);

    let taken = Command::new(cargo_bin!("diplograph")).args(["serve", "--port", &port.to_string()]).arg(folder.path()).output();
    let taken = taken.expect("run");
    assert_eq!(taken.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&taken.stderr).contains("is in use: choose another with --port"), "{taken:?}");
    drop(server);
}

#[test]
fn the_server_reads_what_another_build_writes_over_the_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    build(&["data/articles/2022-02-24-invasion.txt"], folder.path());
    let (_server, port) = serve(folder.path());
    let get = |path: &str| -> Value {
        let (code, _, body) = ask(port, "GET", path, &format!("127.0.0.1:{port}"));
        assert_eq!(code, 200, "{path}: {body}");
        serde_json::from_str(&body).expect("JSON")
    };
    let actors = || get("/api/graph")["actors"].as_array().map(Vec::len);
    let (version, few) = (get("/api/version"), actors());
    assert_eq!((get("/api/version"), actors()), (version.clone(), few), "nothing changes by itself");
    build(&["data/articles"], folder.path());
    let grown = get("/api/version");
    assert!(grown["version"].as_u64() > version["version"].as_u64(), "{version} before, {grown} after");
    assert!(actors() > few, "{few:?} actors before, {:?} after", actors());
    let found = get("/api/find?words=Palestinian");
    assert!(found.as_array().is_some_and(|rows| !rows.is_empty()), "what was not there before is found: {found}");
}

#[test]
fn the_server_tells_what_it_cannot_show() {
    let refused = |folder: &Path, word: &str| {
        let out = Command::new(cargo_bin!("diplograph")).args(["serve", "--port", "0"]).arg(folder).output().expect("run");
        let told = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(out.status.code() == Some(2) && told.contains(word), "{told}");
    };
    let folder = tempfile::tempdir().expect("a folder");
    refused(&folder.path().join("none"), "does not exist: name the folder of a build");
    fs::write(folder.path().join("file"), "").expect("written");
    refused(&folder.path().join("file"), "is no folder: name the folder of a build");
    refused(folder.path(), "holds no events.jsonl: write it with 'diplograph build");
    fs::write(folder.path().join("events.jsonl"), "{\"id\":\"1\",").expect("written");
    refused(folder.path(), "events.jsonl:1: the line ends in the middle");
    fs::write(folder.path().join("events.jsonl"), "").expect("written");
    fs::write(folder.path().join("graph.json"), "{\"graph\":{\"version\":99}}").expect("written");
    refused(folder.path(), "the graph is of version 99");
}

/// A process that is ended with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts the server on a free port.
fn serve(folder: &Path) -> (Running, u16) {
    let mut command = Command::new(cargo_bin!("diplograph"));
    let mut child = command.args(["serve", "--port", "0"]).arg(folder).stdout(Stdio::piped()).spawn().expect("started");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).expect("a line");
    let running = Running(child);
    let port = line.split(':').nth(2).and_then(|rest| rest.split('/').next()).and_then(|port| port.parse().ok());
    (running, port.unwrap_or_else(|| panic!("an address: {line}")))
}

/// Status, head and body of an answer.
fn ask(port: u16, method: &str, path: &str, host: &str) -> (u16, String, String) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("connected");
    write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("sent");
    let mut text = String::new();
    stream.read_to_string(&mut text).expect("UTF-8");
    let (head, body) = text.split_once("\r\n\r\n").expect("a head");
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    (status, head.to_lowercase(), body.to_owned())
}

fn build_sample(folder: &Path) {
    build(&["data/articles"], folder);
}

fn build(articles: &[&str], folder: &Path) {
    let mut command = Command::new(cargo_bin!("diplograph"));
    let built = command.current_dir(env!("CARGO_MANIFEST_DIR")).args(["--quiet", "build"]).args(articles).arg("-o").arg(folder);
    assert!(built.status().expect("run").success());
}

fn write_answer(folder: &Path, name: &str, question: &[&str]) {
    let mut command = Command::new(cargo_bin!("diplograph"));
    let out = command.arg("query").args(question).args(["--format", "html", "--in"]).arg(folder).output().expect("run");
    assert!(out.status.success(), "{out:?}");
    fs::write(folder.join(name), out.stdout).expect("written");
}

fn write_page(folder: &Path, name: &str, (events, actors): (Vec<Event>, BTreeMap<ActorId, Actor>)) {
    let roots = (1..=20).map(|root| (format!("{root:02}"), format!("Root {root}"))).collect();
    let about = About { title: name.to_owned(), roots, ..About::default() };
    fs::write(folder.join(name), page(&tables(&fold(events, actors), &about))).expect("written");
}

/// What an article may hold that its author wanted a page to run.
fn hostile() -> (Vec<Event>, BTreeMap<ActorId, Actor>) {
    let evil = [
        "<img src=x onerror=window.hacked=1>".to_owned(),
        "\u{202E}gnp.exe".to_owned(),
        "A".repeat(10_000),
        "=HYPERLINK(\"http://x\")".to_owned(),
        "</script><script>window.hacked=1</script>".to_owned(),
        "<b>bold</b>\u{0}\u{7}".to_owned(),
    ];
    let actor = |at: usize| (evil[at % evil.len()].clone(), format!("X{}", at % evil.len()));
    let events = (0..evil.len()).map(|at| {
        let text = format!("{} said {} && more", evil[at], evil[(at + 1) % evil.len()]);
        let mut record = record(at, actor(at), actor(at + 1), "111", 3, 14_000 + at as i64, &text);
        record["attribution"] = record["source"].clone();
        record["evidence"]["title"] = json!(evil[4]);
        record["evidence"]["url"] = json!("javascript:window.hacked=1");
        record["evidence"]["rule"] = json!(evil[0]);
        record["evidence"]["label"] = json!(evil[0]);
        serde_json::from_value(record).expect("an event")
    });
    (events.collect(), BTreeMap::new())
}

/// Events between actors of whom a few have most, from a fixed sequence.
fn synthetic(actors: usize, events: usize) -> (Vec<Event>, BTreeMap<ActorId, Actor>) {
    let mut state = 7_u64;
    let mut draw = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) as usize) % below
    };
    let kinds = [ActorKind::State, ActorKind::Organization, ActorKind::Group, ActorKind::Person, ActorKind::Institution];
    let known = (0..actors).map(|at| {
        let (name, code) = (format!("Actor {at}"), format!("A{at:04}"));
        let id = ActorId::from(name.to_lowercase().replace(' ', "-"));
        (id.clone(), Actor { id, name, code, kind: kinds[at % kinds.len()], party: None })
    });
    let known = known.collect();
    let types = [("051", 1), ("070", 2), ("111", 3), ("190", 4), ("040", 1), ("172", 4)];
    let told = (0..events).map(|at| {
        let source = draw(actors) * draw(actors) / actors * draw(actors) / actors;
        let target = (source + 1 + draw(actors - 1)) % actors;
        let (code, quad) = types[draw(types.len())];
        let side = |actor: usize| (format!("Actor {actor}"), format!("A{actor:04}"));
        let text = format!("Actor {source} said Actor {target} would meet them on the border in the next few days, number {at}.");
        let mut record = record(at, side(source), side(target), code, quad, 14_600 + draw(3_000) as i64, &text);
        record["evidence"]["url"] = json!(format!("https://news{}.example/{at}", at % 6));
        serde_json::from_value(record).expect("an event")
    });
    (told.collect(), known)
}

fn record(at: usize, source: (String, String), target: (String, String), code: &str, quad: u8, day: i64, text: &str) -> Value {
    let side = |(name, code): &(String, String)| {
        let id = name.to_lowercase().replace(' ', "-");
        json!({ "actor": id, "name": name, "code": code, "party": id, "text": name, "span": [0, name.len()], "linked": "dictionary" })
    };
    let date = jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().days(day)).expect("a date");
    let trigger = text.find("said").unwrap_or_default();
    json!({
        "id": format!("{at:08}"), "date": date, "date_precision": "day", "source": side(&source), "target": side(&target),
        "type": { "cameo": code, "name": format!("Type {code}"), "root": code[..2], "plover": null, "mode": null, "quad": quad, "goldstein": 1.0 },
        "status": (if at.is_multiple_of(7) { "planned" } else { "actual" }), "attribution": null, "confidence": 0.4 + (at % 60) as f64 / 100.0,
        "evidence": {
            "article": format!("a{}", at / 3), "title": format!("Article {}", at / 3), "sentence": at % 3, "text": text,
            "trigger": { "text": "said", "span": [trigger, trigger + 4] }, "rule": "test", "label": "says"
        }
    })
}

fn modules() -> Option<PathBuf> {
    let folder =
        std::env::var_os("PAGE_MODULES").map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target/page"), PathBuf::from);
    ["playwright-core", "axe-core"].iter().all(|name| folder.join("node_modules").join(name).exists()).then_some(folder)
}

fn browser() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    named.or_else(|| program(&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]))
}

fn program(names: &[&str]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|path| path.is_file())
}

#[test]
fn a_port_can_be_taken_once() {
    let first = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = first.local_addr().expect("an address").port();
    let error = diplograph::serve::bind(port).map(|_| ()).expect_err("taken").to_string();
    assert!(error.contains(&format!("port {port} is in use")), "{error}");
}

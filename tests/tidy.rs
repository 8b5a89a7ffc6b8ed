//! The layout, which the compiler does not check within one crate: who may use whom, where files may be touched, how a
//! source file begins, and that the paths named in the docs exist.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The straight line: each part of `src/` and what it uses of the parts above it. A use that is not here fails, and so does
/// one that is here and no longer made.
const LINE: &[(&str, &[&str])] = &[
    ("span", &[]),
    ("id", &[]),
    ("date", &[]),
    ("diagnostic", &["span"]),
    ("error", &[]),
    ("knowledge", &["date", "diagnostic", "error", "id"]),
    ("ingest", &["date", "diagnostic", "error", "id"]),
    ("text", &["diagnostic", "error", "id", "ingest", "knowledge", "span"]),
    ("actors", &["date", "id", "knowledge", "span", "text"]),
    ("events", &["actors", "date", "id", "knowledge", "span", "text"]),
    ("records", &["actors", "date", "diagnostic", "events", "id", "ingest", "knowledge", "span"]),
    ("score", &["events"]),
    ("graph", &["actors", "date", "diagnostic", "events", "id", "ingest", "knowledge", "records"]),
    ("store", &["actors", "date", "error", "events", "graph", "id"]),
    ("query", &["date", "events", "graph", "id", "knowledge"]),
    ("export", &["actors", "date", "diagnostic", "error", "events", "graph", "id", "knowledge", "store"]),
    ("view", &["actors", "date", "error", "events", "graph", "id", "span"]),
    ("serve", &["actors", "error", "events", "export", "graph", "id", "view"]),
    ("pipeline", &["actors", "diagnostic", "events", "id", "ingest", "knowledge", "text"]),
    (
        "cli",
        &[
            "actors",
            "date",
            "diagnostic",
            "error",
            "events",
            "export",
            "graph",
            "id",
            "ingest",
            "knowledge",
            "pipeline",
            "query",
            "records",
            "score",
            "span",
            "serve",
            "store",
            "text",
            "view",
        ],
    ),
];

/// The uses that go forward, by file and path, with the reason.
const FORWARD: &[(&str, &str, &str)] = &[
    (
        "src/knowledge/mod.rs",
        "text::language::LanguageData",
        "one struct holds all that is loaded; what it holds of language, text knows",
    ),
    ("src/knowledge/mod.rs", "text::model", "the same for the model"),
    (
        "src/knowledge/ontology.rs",
        "events::EventType",
        "an event type of the ontology is the record's own type, made in one place",
    ),
];

/// Where files, processes, the environment, the terminal and the clock may be touched: everything else in `src/` is pure.
const EDGES: &[&str] = &[
    "src/main.rs",
    "src/cli/",
    "src/ingest/",
    "src/knowledge/files.rs",
    "src/serve/",
    "src/store/disk.rs",
    "src/store/add.rs",
    "src/store/compact.rs",
    "src/text/train/",
    "src/export/folder.rs",
    "src/export/write.rs",
    "src/view/dot.rs",
    "src/view/png.rs",
];

/// What touches the world outside.
const OUTSIDE: &[&str] =
    &["std::fs", "std::net", "std::env", "std::process", "SystemTime", "Instant", "stdin()", "stdout()", "stderr()"];

/// What ends the program or writes where nobody asked.
const ABRUPT: &[&str] = &[".unwrap()", ".expect(", "panic!(", "println!(", "print!(", "todo!(", "unimplemented!(", "dbg!("];

/// What the docs name in backticks that looks like a path and is none of the project's files: what a run writes, and files
/// of the reader's.
const NOT_OURS: &[&str] = &[
    "actors.jsonl",
    "answer.json",
    "party.columns",
    "articles.jsonl",
    "diagnostics.jsonl",
    "en_ewt-ud-dev.conllu",
    "en_ewt-ud-train.conllu",
    "events.jsonl",
    "graph.dot",
    "graph.gexf",
    "graph.json",
    "graph.png",
    "graph.svg",
    "index.html",
    "manifest.json",
    "store.json",
];

/// Endings by which a word in backticks is taken for a file.
const ENDINGS: &[&str] = &[
    ".rs", ".md", ".tsv", ".txt", ".json", ".jsonl", ".toml", ".svg", ".png", ".dot", ".html", ".css", ".js", ".py", ".sh",
    ".bin", ".conllu", ".lock",
];

/// A source file without its comments and tests.
struct Source {
    /// From the project's folder, with `/`.
    path: String,
    /// Number from 1, the line, and the line before it as it stands.
    lines: Vec<(usize, String, String)>,
}

#[test]
fn imports_point_backwards() {
    let order: Vec<&str> = LINE.iter().map(|(part, _)| *part).collect();
    for (at, (part, uses)) in LINE.iter().enumerate() {
        let forward: Vec<_> = uses.iter().filter(|used| !order[..at].contains(used)).collect();
        assert!(forward.is_empty(), "the table lets {part} use {forward:?}, which do not stand above it");
    }
    let (mut wrong, mut made, mut excused) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for source in sources() {
        let part = part_of(&source.path);
        let Some((_, allowed)) = LINE.iter().find(|(name, _)| *name == part) else {
            if !matches!(part, "lib" | "main") {
                wrong.push(format!("{}: {part} is not in the table: add it where it stands in the line", source.path));
            }
            continue;
        };
        for (number, used) in uses_of(&source) {
            let head = home(used.split("::").next().unwrap_or_default());
            if head == part {
                continue;
            }
            let forward = |(file, path, _): &&(&str, &str, &str)| source.path == *file && used.starts_with(path);
            if let Some(exception) = FORWARD.iter().find(forward) {
                excused.insert(*exception);
            } else if allowed.contains(&head) {
                made.insert((part.to_owned(), head.to_owned()));
            } else {
                wrong.push(format!("{}:{number}: {part} may not use {used}", source.path));
            }
        }
    }
    for (part, uses) in LINE {
        let idle = uses.iter().filter(|used| !made.contains(&((*part).to_owned(), (**used).to_owned())));
        wrong.extend(idle.map(|used| format!("{part} no longer uses {used}: strike it from the table")));
    }
    let idle = FORWARD.iter().filter(|exception| !excused.contains(exception));
    wrong.extend(idle.map(|(file, path, _)| format!("{file} no longer uses {path}: strike it from the exceptions")));
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn pure_stages_touch_nothing_outside() {
    let pure = |path: &str| !EDGES.iter().any(|edge| path.starts_with(edge));
    let wrong = found(OUTSIDE, pure);
    assert!(wrong.is_empty(), "only the edges touch the world outside:\n{}", wrong.join("\n"));
    for edge in EDGES {
        assert!(Path::new(root()).join(edge).exists(), "{edge} is an edge and does not exist: strike it");
    }
}

#[test]
fn library_code_does_not_end_the_program() {
    let wrong = found(ABRUPT, |_| true);
    let hint = "return an error, or say in a comment on the line above why it cannot happen";
    assert!(wrong.is_empty(), "{hint}:\n{}", wrong.join("\n"));
}

#[test]
fn every_source_file_says_what_it_is_for() {
    let files = ["src", "tests", "benches"].iter().flat_map(|folder| rust_files(&Path::new(root()).join(folder)));
    let silent: Vec<String> = files.filter(|path| !read(path).starts_with("//! ")).map(|path| shown(&path)).collect();
    assert!(silent.is_empty(), "begin with a line `//! ...`: {silent:?}");
}

#[test]
fn paths_in_the_docs_exist() {
    let mut wrong = Vec::new();
    for doc in docs() {
        for (number, line) in (1..).zip(read(&doc).lines()) {
            let missing = code_spans(line).into_iter().filter(|name| is_path(name) && !exists(name, &doc));
            wrong.extend(missing.map(|name| format!("{}:{number}: `{name}` does not exist", shown(&doc))));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_checks_see_what_they_look_for() {
    let text = "//! A file.\nuse crate::{Span, cli::args};\n/// crate::view\n#[cfg(test)]\nmod trial;\nlet a = b.unwrap();\n\
                #[cfg(test)]\nmod tests {\n    use crate::graph;\n}\nfn after() { super::super::pipeline::go() }\n";
    let source = Source { path: "src/text/new.rs".to_owned(), lines: code_lines(text) };
    let used: Vec<String> = uses_of(&source).into_iter().map(|(_, used)| used).collect();
    assert_eq!(used, ["Span", "cli::args", "pipeline::go"]);
    assert_eq!(code_spans("see `src/a.rs` and `x y` or `b`"), ["src/a.rs", "x y", "b"]);
    assert!(is_path("src/nothing.rs") && !exists("src/nothing.rs", Path::new("README.md")));
    assert!(!is_path("graph.json") && !is_path("cargo test") && !is_path("https://a.org/b.html") && !is_path("and"));
}

/// Every place in the sources of which `concerned` is true that has one of the words and no reason above it.
fn found(words: &[&str], concerned: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| concerned(&source.path)) {
        for (number, line, before) in &source.lines {
            if words.iter().any(|word| has_word(line, word)) && !before.trim_start().starts_with("// ") {
                found.push(format!("{}:{number}: {}", source.path, line.trim()));
            }
        }
    }
    found
}

/// Whether the line has the word, and not as the end of a longer one (`print!` in `eprint!`).
fn has_word(line: &str, word: &str) -> bool {
    let inner =
        |at: usize| word.starts_with(char::is_alphabetic) && line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    line.match_indices(word).any(|(at, _)| !inner(at))
}

fn sources() -> Vec<Source> {
    let all: BTreeMap<String, String> =
        rust_files(&Path::new(root()).join("src")).iter().map(|path| (shown(path), read(path))).collect();
    let tests: BTreeSet<String> = all.iter().flat_map(|(path, text)| test_modules(path, text)).collect();
    let kept = all.iter().filter(|(path, _)| !tests.contains(*path));
    kept.map(|(path, text)| Source { path: path.clone(), lines: code_lines(text) }).collect()
}

/// The files that a file declares as modules for tests only.
fn test_modules(path: &str, text: &str) -> Vec<String> {
    let folder = path.trim_end_matches("/mod.rs").trim_end_matches(".rs");
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let declared = lines.windows(2).filter(|pair| pair[0] == "#[cfg(test)]");
    let names = declared.filter_map(|pair| pair[1].strip_suffix(';')?.split("mod ").nth(1));
    names.map(|name| format!("{folder}/{name}.rs")).collect()
}

/// The lines that are neither comments nor tests. rustfmt closes an item at the column where it begins.
fn code_lines(text: &str) -> Vec<(usize, String, String)> {
    let (mut kept, mut before, mut end_of_test): (Vec<_>, &str, Option<String>) = (Vec::new(), "", None);
    for (number, line) in (1..).zip(text.lines()) {
        let indent = &line[..line.len() - line.trim_start().len()];
        if let Some(end) = &end_of_test {
            if line == end || line.ends_with(';') && format!("{indent}}}") == *end {
                end_of_test = None;
            }
        } else if line.trim() == "#[cfg(test)]" {
            end_of_test = Some(format!("{indent}}}"));
        } else if !line.trim_start().starts_with("//") {
            kept.push((number, line.to_owned(), before.to_owned()));
        }
        before = line;
    }
    kept
}

/// What a file uses of the crate: paths after `crate::`, and `super::` where it leaves the file's folder.
fn uses_of(source: &Source) -> Vec<(usize, String)> {
    let modules = source.path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    let to_root = "super::".repeat(modules.split('/').count());
    let mut uses = Vec::new();
    for (number, line, _) in &source.lines {
        for prefix in ["crate::", to_root.as_str()] {
            for (at, _) in line.match_indices(prefix) {
                uses.extend(paths(&line[at + prefix.len()..]).into_iter().map(|path| (*number, path)));
            }
        }
    }
    uses
}

/// The path at the beginning of the text; of a group in braces, each.
fn paths(text: &str) -> Vec<String> {
    let one = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':')).collect::<String>();
    match text.strip_prefix('{') {
        Some(group) => group.split('}').next().unwrap_or_default().split(',').map(|path| one(path.trim())).collect(),
        None => vec![one(text)],
    }
}

/// The part of `src/` that a name at the crate's root stands for: `lib.rs` gives some types a second name there.
fn home(name: &str) -> &str {
    match name {
        "Error" | "Result" => "error",
        "Diagnostic" | "Place" | "Severity" => "diagnostic",
        "Span" => "span",
        other => other,
    }
}

fn part_of(path: &str) -> &str {
    let within = path.trim_start_matches("src/");
    within.split('/').next().unwrap_or_default().trim_end_matches(".rs")
}

/// The documents whose paths are checked.
fn docs() -> Vec<PathBuf> {
    let named = ["README.md", "ARCHITECTURE.md", "data/README.md"].map(|name| Path::new(root()).join(name));
    let below = ["data/*/README.md", "docs/*.md"].into_iter();
    let below = below.flat_map(|pattern| glob::glob(&format!("{}/{pattern}", root())).expect("a pattern").flatten());
    named.into_iter().filter(|path| path.exists()).chain(below).collect()
}

/// What stands in backticks on a line.
fn code_spans(line: &str) -> Vec<&str> {
    line.split('`').skip(1).step_by(2).collect()
}

fn is_path(name: &str) -> bool {
    let written_by_a_run = NOT_OURS.contains(&name) || name.starts_with("target/") || name.starts_with("output/");
    let word = !ENDINGS.contains(&name)
        && !name.contains(|c: char| c.is_whitespace() || "<>{}()=\"$~@|,".contains(c))
        && !name.contains("://");
    word && !written_by_a_run && (name.contains('/') || ENDINGS.iter().any(|ending| name.ends_with(ending)))
}

/// Whether a path is there: from the project's folder, from `data/` or `src/`, or, for a file's name, below the document.
fn exists(name: &str, doc: &Path) -> bool {
    let folder = doc.parent().unwrap_or(Path::new("")).to_owned();
    let root = PathBuf::from(root());
    let bases = [root.clone(), root.join("data"), root.join("src"), folder.clone(), folder.join("**")];
    // A README at the top may call a file of the sources by its name alone.
    let anywhere = [root.join("src/**"), root.join("tests/**"), root.join("data/**")];
    let patterns = bases.iter().chain(anywhere.iter().filter(|_| !name.contains('/')));
    let mut found = patterns.flat_map(|base| glob::glob(&base.join(name.trim_end_matches('/')).display().to_string()));
    found.any(|mut paths| paths.any(|path| path.is_ok()))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let pattern = format!("{}/**/*.rs", folder.display());
    glob::glob(&pattern).expect("a pattern").flatten().collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A path from the project's folder, the same on every system.
fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string().replace('\\', "/")
}

fn root() -> &'static str {
    env!("CARGO_MANIFEST_DIR")
}

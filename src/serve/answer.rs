//! What is answered to what is asked, apart from any socket.

use super::output::{Loaded, Output};
use crate::view::page::json;

/// How many tellings one part of the evidence holds.
pub const PART: usize = 200;
/// The longest address that is looked at.
const LONGEST: usize = 2000;
/// The most sentences that a search gives.
const MOST_FOUND: usize = 50;

const JSON: &str = "application/json";
const TEXT: &str = "text/plain; charset=utf-8";

/// A request, as far as it matters.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// `GET`
    pub method: &'a str,
    /// The header of that name.
    pub host: Option<&'a str>,
    /// Whether something is sent along.
    pub body: bool,
    /// From the first slash.
    pub path: &'a str,
    /// What follows the question mark.
    pub query: &'a str,
}

/// What comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The content's type.
    pub kind: &'static str,
    /// The content.
    pub body: String,
}

/// Answers a request to the server of a port.
pub fn answer(asked: &Asked, output: &Output, port: u16) -> Answer {
    if let Some(refused) = refuse(asked, port) {
        return refused;
    }
    let loaded = output.current();
    match asked.path {
        "/" | "/index.html" => Answer { status: 200, kind: "text/html; charset=utf-8", body: loaded.page.clone() },
        "/api/version" => given(format!("{{\"version\":{}}}", loaded.version)),
        "/api/graph" => given(loaded.graph.clone()),
        "/api/find" => given(find(&loaded, asked.query)),
        path => match path.strip_prefix("/api/evidence/").map(str::parse) {
            Some(Ok(part)) => evidence(&loaded, part),
            _ => told(404, "there is nothing here: the page is at /"),
        },
    }
}

fn refuse(asked: &Asked, port: u16) -> Option<Answer> {
    let own = ["127.0.0.1", "localhost"].map(|name| format!("{name}:{port}"));
    if !asked.host.is_some_and(|host| own.iter().any(|name| name.eq_ignore_ascii_case(host))) {
        return Some(told(403, &format!("this server answers to http://{} alone", own[0])));
    }
    if asked.method != "GET" {
        return Some(told(405, "only GET is answered: nothing can be changed here"));
    }
    if asked.body {
        return Some(told(413, "a request has no body here"));
    }
    (asked.path.len() + asked.query.len() > LONGEST).then(|| told(414, "the address is too long"))
}

/// A part of the evidence: the rows that the page's `record` reads.
fn evidence(loaded: &Loaded, part: usize) -> Answer {
    let tables = &loaded.evidence;
    let rows =
        part.checked_mul(PART).and_then(|from| tables.tellings.get(from..tables.tellings.len().min(from.saturating_add(PART))));
    let Some(rows) = rows.filter(|rows| !rows.is_empty()) else { return told(404, "there is no such part") };
    let record = |(id, sentence, marks, speaker, confidence, rule): &crate::view::page::Telling| {
        let (article, place, text) = &tables.sentences[*sentence];
        let (article, title, url) = &tables.articles[*article];
        json(&(id, text, marks, speaker, confidence, &tables.rules[*rule], article, title, url, place))
    };
    given(format!("[{}]", rows.iter().map(record).collect::<Vec<_>>().join(",")))
}

/// The first telling of each sentence that has all the words.
fn find(loaded: &Loaded, query: &str) -> String {
    let field = |name: &str| query.split('&').find_map(|field| field.strip_prefix(name)?.strip_prefix('=')).map(decode);
    let words = field("words").unwrap_or_default().to_lowercase();
    let most = field("most").and_then(|most| most.parse().ok()).unwrap_or(MOST_FOUND).min(MOST_FOUND);
    let words: Vec<&str> = words.split_whitespace().collect();
    let fits = |sentence: usize| {
        let text = loaded.evidence.sentences[sentence].2.to_lowercase();
        !words.is_empty() && words.iter().all(|word| text.contains(word))
    };
    let mut seen = std::collections::BTreeSet::new();
    let first = loaded.evidence.tellings.iter().enumerate().filter(|(_, telling)| seen.insert(telling.1));
    json(&first.filter(|(_, telling)| fits(telling.1)).map(|(row, _)| row).take(most).collect::<Vec<_>>())
}

/// The text of a part of an address: `+` and `%20` are spaces.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = |bytes: &[u8]| std::str::from_utf8(bytes.get(..2)?).ok().and_then(|two| u8::from_str_radix(two, 16).ok());
        let (byte, next) = match (first, hex(after)) {
            (b'%', Some(byte)) => (byte, &after[2..]),
            (b'+', _) => (b' ', after),
            _ => (*first, after),
        };
        bytes.push(byte);
        rest = next;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn given(body: String) -> Answer {
    Answer { status: 200, kind: JSON, body }
}

fn told(status: u16, words: &str) -> Answer {
    Answer { status, kind: TEXT, body: format!("{words}\n") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::events::events;
    use crate::graph::tests::event;
    use crate::view::page::About;

    fn output() -> (tempfile::TempDir, Output) {
        let folder = tempfile::tempdir().expect("a folder");
        let told: Vec<_> = (0..450).map(|at| event(&format!("a{at:03}"), 0, "putin", Some("obama"), "051", None)).collect();
        std::fs::write(folder.path().join("events.jsonl"), events(&told)).expect("written");
        let output = Output::open(folder.path(), About::default(), None).expect("sound");
        (folder, output)
    }

    fn get<'a>(path: &'a str, query: &'a str) -> Asked<'a> {
        Asked { method: "GET", host: Some("127.0.0.1:8017"), body: false, path, query }
    }

    #[test]
    fn what_may_not_be_is_refused() {
        let (_folder, output) = output();
        let status = |asked: Asked| answer(&asked, &output, 8017).status;
        assert_eq!(status(get("/", "")), 200);
        assert_eq!(status(Asked { host: Some("LOCALHOST:8017"), ..get("/", "") }), 200);
        for host in [None, Some("evil.example"), Some("evil.example:8017"), Some("127.0.0.1:80"), Some("127.0.0.1")] {
            assert_eq!(status(Asked { host, ..get("/", "") }), 403, "{host:?}");
        }
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "HEAD"] {
            assert_eq!(status(Asked { method, ..get("/", "") }), 405, "{method}");
        }
        assert_eq!(status(Asked { body: true, ..get("/", "") }), 413);
        assert_eq!(status(get(&"/x".repeat(1001), "")), 414);
        for path in ["/events.jsonl", "/../Cargo.toml", "/%2e%2e/x", "/api", "/api/evidence/x", "/api/evidence/-1"] {
            assert_eq!(status(get(path, "")), 404, "{path}");
        }
        assert_eq!(status(get("/api/evidence/18446744073709551615", "")), 404);
    }

    #[test]
    fn evidence_comes_in_parts() {
        let (_folder, output) = output();
        let rows = |part: &str| {
            let body = answer(&get(part, ""), &output, 8017).body;
            serde_json::from_str::<Vec<serde_json::Value>>(&body).expect("a list")
        };
        assert_eq!(["/api/evidence/0", "/api/evidence/1", "/api/evidence/2"].map(|part| rows(part).len()), [200, 200, 50]);
        assert_eq!(rows("/api/evidence/2")[49][0], "a449-0-putin-obama-051");
        assert_eq!(answer(&get("/api/evidence/3", ""), &output, 8017).status, 404);
        let found = |query: &str| answer(&get("/api/find", query), &output, 8017).body;
        assert_eq!(found("words=THE+sen%74ence&most=3"), "[0,1,2]");
        assert_eq!((found("words=nothing"), found(""), found("words=%")), ("[]".to_owned(), "[]".to_owned(), "[]".to_owned()));
    }

    #[test]
    fn what_changes_is_read_again_and_what_breaks_is_not() {
        let (folder, output) = output();
        let version = || answer(&get("/api/version", ""), &output, 8017).body;
        let first = version();
        assert_eq!(version(), first);
        let path = folder.path().join("events.jsonl");
        std::fs::write(&path, events(&[event("new", 0, "putin", Some("obama"), "190", None)])).expect("written");
        assert_ne!(version(), first);
        assert!(answer(&get("/api/evidence/0", ""), &output, 8017).body.contains("new-0-putin-obama-190"));
        std::fs::write(&path, "{\"cut").expect("written");
        assert!(answer(&get("/api/evidence/0", ""), &output, 8017).body.contains("new-0-putin-obama-190"));
    }
}

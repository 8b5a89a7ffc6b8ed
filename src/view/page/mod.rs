//! The page: one HTML file in which a reader sees the graph and reads the sentences behind it.
//!
//! The folder holds the page's own HTML, CSS and JavaScript. The scripts are modules that import one another; as a page opened
//! from disk may not load modules from files, they are joined into one here: in the order of `SCRIPTS`, without their `import`
//! lines and without the word `export`. A name at the top of a module is therefore used once in all of them.

mod answer;
mod data;
mod marks;

use std::fmt::Write;
use std::io;

use sha2::{Digest, Sha256};

use super::svg::escape;

pub use answer::{PageAnswer, PageCell, PageLine, PageTable};
pub use data::{About, EvidenceTables, GraphTables, PageData, Telling, VERSION, tables};

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("style.css");

/// The modules, each after those that it imports.
const SCRIPTS: &[&str] = &[
    include_str!("words.js"),
    include_str!("model.js"),
    include_str!("state.js"),
    include_str!("filter.js"),
    include_str!("bundle.js"),
    include_str!("layout.js"),
    include_str!("pen.js"),
    include_str!("scene.js"),
    include_str!("diagram.js"),
    include_str!("evidence.js"),
    include_str!("facets.js"),
    include_str!("signs.js"),
    include_str!("time.js"),
    include_str!("panel.js"),
    include_str!("table.js"),
    include_str!("answer.js"),
    include_str!("sides.js"),
    include_str!("search.js"),
    include_str!("save.js"),
    include_str!("main.js"),
];

/// With more tellings than these no browser opens the file: the page then says how to look at it.
const MOST_TELLINGS: usize = 300_000;

/// The page with everything in it.
pub fn page(data: &PageData) -> String {
    if data.evidence.tellings.len() > MOST_TELLINGS {
        return served_page(data.graph.title());
    }
    let blocks = |page: &mut Vec<u8>| {
        data_block(page, "graph", &data.graph);
        data_block(page, "evidence", &data.evidence);
    };
    assemble(data.graph.title(), blocks, "")
}

/// The page that asks the server it came from for its data.
pub fn served_page(title: &str) -> String {
    assemble(title, |_| (), " connect-src 'self';")
}

fn assemble(title: &str, blocks: impl Fn(&mut Vec<u8>), more_policy: &str) -> String {
    let script = script();
    let policy = format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; img-src data: blob:;{more_policy} base-uri 'none'; \
         form-action 'none'",
        hash(&script),
        hash(STYLE)
    );
    let escaped = escape(title);
    // What is put in is never searched again: data that holds a placeholder stays as it is.
    let mut page = Vec::new();
    for (place, part) in PAGE.split("%%").enumerate() {
        let part = match (place % 2, part) {
            (1, "data") => {
                blocks(&mut page);
                continue;
            }
            (1, "policy") => &policy,
            (1, "title") => &escaped,
            (1, "style") => STYLE,
            (1, "script") => &script,
            _ => part,
        };
        page.extend_from_slice(part.as_bytes());
    }
    // Of strings alone, and so one itself.
    String::from_utf8(page).unwrap_or_default()
}

/// The modules as one script.
fn script() -> String {
    let lines = SCRIPTS.iter().flat_map(|module| module.lines()).filter(|line| !line.starts_with("import "));
    lines.fold(String::new(), |mut script, line| {
        // Writing to a string does not fail.
        let _ = writeln!(script, "{}", line.strip_prefix("export ").unwrap_or(line));
        script
    })
}

/// Writes a table straight into the page: of a hundred thousand events it is too long to be made several times.
fn data_block(page: &mut Vec<u8>, name: &str, table: &impl serde::Serialize) {
    page.extend_from_slice(format!("<script type=\"application/json\" id=\"{name}\">").as_bytes());
    // Fails only for maps whose keys are not strings: these tables have none.
    let _ = table.serialize(&mut serde_json::Serializer::with_formatter(&mut *page, Harmless));
    page.extend_from_slice(b"</script>\n");
}

/// A table as JSON.
pub fn json(table: &impl serde::Serialize) -> String {
    // As above.
    serde_json::to_string(table).unwrap_or_default()
}

/// Writes JSON that means the same as the plain one and cannot end the element that it stands in.
struct Harmless;

impl serde_json::ser::Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let harmful = |sign: char| matches!(sign, '<' | '>' | '&' | '\u{2028}' | '\u{2029}');
        let mut rest = fragment;
        while let Some((before, sign)) = rest.find(harmful).and_then(|at| Some((&rest[..at], rest[at..].chars().next()?))) {
            write!(out, "{before}\\u{:04x}", u32::from(sign))?;
            rest = &rest[before.len() + sign.len_utf8()..];
        }
        out.write_all(rest.as_bytes())
    }
}

/// The SHA-256 of a script or style as a content policy names it.
fn hash(text: &str) -> String {
    base64(&Sha256::digest(text.as_bytes()))
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let sign = |group: u32, place: usize| char::from(SIGNS[(group >> (18 - 6 * place)) as usize & 63]);
    let group = |chunk: &[u8]| {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | u32::from(chunk.get(at).copied().unwrap_or(0)));
        (0..4).map(move |place| (place, sign(bits, place))).map(|(place, sign)| (place, sign, chunk.len())).collect::<Vec<_>>()
    };
    bytes.chunks(3).flat_map(group).map(|(place, sign, bytes)| if place <= bytes { sign } else { '=' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fold;
    use crate::graph::tests::{actors, event};

    fn hostile() -> String {
        let mut told = event("a", 0, "putin", Some("obama"), "051", None);
        told.evidence.text = "</script><script>alert(1)</script> %%script%% & \u{2028}".to_owned();
        let about = About { title: "<b>&\"</b>".to_owned(), ..About::default() };
        page(&tables(&fold(vec![told], actors()), &about))
    }

    #[test]
    fn base64_is_that_of_others() {
        let known = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")];
        known.iter().for_each(|(text, sign)| assert_eq!(base64(text.as_bytes()), *sign));
    }

    #[test]
    fn nothing_told_can_end_the_data() {
        let page = hostile();
        assert_eq!(page.matches("</script>").count(), 3, "graph, evidence and the page's own");
        assert!(page.contains("\\u003c/script\\u003e") && page.contains("%%script%% \\u0026 \\u2028"));
        assert!(page.contains("<title>&lt;b&gt;&amp;&quot;&lt;/b&gt;</title>"));
    }

    #[test]
    fn the_page_asks_for_nothing_outside() {
        let page = hostile();
        for outside in ["src=\"", "href=\"http", "@import", "url(http", "//cdn"] {
            assert!(!page.contains(outside), "{outside}");
        }
        assert!(page.contains(&format!("script-src 'sha256-{}'", hash(&script()))));
        assert!(!page.contains("connect-src") && served_page("").contains("connect-src 'self'"));
    }

    #[test]
    fn the_joined_script_is_no_module_and_ends_no_element() {
        let script = script();
        assert!(!script.contains("</script") && !script.contains("<!--"));
        assert!(!script.lines().any(|line| line.starts_with("export ") || line.starts_with("import ")));
    }
}

//! One event, several reports: a hundred pairs, half of them of one event and half of two that are alike.

use std::collections::BTreeMap;

use diplograph::events::Event;
use diplograph::graph::{Level, fold};
use diplograph::id::slug;

const PAIRS: &str = include_str!("folding/pairs.txt");

/// Precision and recall of "these two are one", in hundredths.
const PRECISION: usize = 95;
const RECALL: usize = 75;

struct Pair<'a> {
    line: usize,
    same: bool,
    reports: [&'a str; 2],
}

fn pairs() -> Vec<Pair<'static>> {
    let mut pairs = Vec::new();
    let mut lines = PAIRS.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    while let Some((at, kind)) = lines.next() {
        let mut report = || lines.next().expect("two reports").1;
        pairs.push(Pair { line: at + 1, same: kind == "same", reports: [report(), report()] });
    }
    pairs
}

/// `2011-03-02 | Russia > Georgia 111 | condemned | The sentence.`; a party in brackets after a name.
fn event(article: &str, line: &str) -> Event {
    let parts: Vec<&str> = line.split(" | ").collect();
    let [date, sides, trigger, text] = parts[..] else { panic!("four parts: {line}") };
    let (source, rest) = sides.split_once(" > ").expect("two sides");
    let (target, cameo) = rest.rsplit_once(' ').expect("a code");
    let side = |name: &str| {
        let (name, party) =
            name.split_once(" [").map_or((name, slug(name)), |(name, party)| (name, party.trim_end_matches(']').to_owned()));
        let party = if party == "united-states" { "usa".to_owned() } else { party };
        serde_json::json!({ "actor": slug(name), "name": name, "code": "", "party": party, "text": name, "span": [0, 0], "linked": "none" })
    };
    let record = serde_json::json!({
        "id": format!("{article}{text}"), "date": date, "date_precision": "day", "source": side(source), "target": side(target),
        "type": { "cameo": cameo, "name": cameo, "root": &cameo[..2], "plover": null, "mode": null, "quad": 1, "goldstein": 0.0 },
        "status": "actual", "attribution": null, "confidence": 0.8,
        "evidence": { "article": article, "sentence": 0, "text": text, "trigger": { "text": trigger, "span": [0, 0] }, "rule": "", "label": trigger },
    });
    serde_json::from_value(record).unwrap_or_else(|error| panic!("{line}: {error}"))
}

#[test]
fn pairs_of_reports_fold_where_they_tell_of_one_event() {
    let pairs = pairs();
    assert_eq!(pairs.iter().filter(|pair| pair.same).count(), 50);
    assert_eq!(pairs.len(), 100);
    let (mut joined, mut right) = (0, 0);
    for pair in &pairs {
        let events = pair.reports.iter().zip(["a", "b"]).map(|(report, article)| event(article, report)).collect();
        let one = fold(events, BTreeMap::new()).at(Level::Party).graph.edge_count() == 1;
        joined += usize::from(one);
        right += usize::from(one && pair.same);
        if one != pair.same {
            println!(
                "pairs.txt:{}: {} though {}",
                pair.line,
                if one { "one" } else { "two" },
                if pair.same { "the same" } else { "different" }
            );
        }
    }
    println!("precision {right} of {joined}, recall {right} of 50");
    assert!(right * 100 >= joined * PRECISION, "precision {right} of {joined}");
    assert!(right * 100 >= 50 * RECALL, "recall {right} of 50");
}

/// All of them together, in either order, give what each gives alone: nothing joins across pairs.
#[test]
fn pairs_do_not_disturb_one_another() {
    let events: Vec<Event> = pairs()
        .iter()
        .flat_map(|pair| {
            pair.reports.iter().enumerate().map(|(at, report)| event(&format!("{}{at}", pair.line), report)).collect::<Vec<_>>()
        })
        .collect();
    let backwards: Vec<Event> = events.iter().rev().cloned().collect();
    let edges = |events: Vec<Event>| {
        fold(events, BTreeMap::new()).at(Level::Party).edges().map(|edge| edge.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(edges(events), edges(backwards));
}

/// `cargo test --release --test folding -- --ignored --nocapture`
#[test]
#[ignore = "folds a million events"]
fn a_million_events_fold_in_under_a_minute() {
    let sample = event("a", "2011-03-02 | Russia > Georgia 111 | condemned | Russia condemned Georgia.");
    let mut state = 7u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let codes = ["010", "036", "040", "042", "051", "111", "112", "190", "195"];
    let events: Vec<Event> = (0..1_000_000)
        .map(|at| {
            let mut told = sample.clone();
            // A few actors do most: the product of two numbers is small more often than not.
            let (source, target) = (next(200) * next(200) / 200, next(200) * next(200) / 200);
            let code = codes[next(9) as usize];
            told.id = diplograph::id::EventId::from(format!("{at}"));
            told.source.actor = diplograph::id::ActorId::from(format!("actor-{source}"));
            told.source.party = told.source.actor.clone();
            if let Some(side) = &mut told.target {
                side.actor = diplograph::id::ActorId::from(format!("actor-{target}"));
                side.party = side.actor.clone();
            }
            let kind = std::sync::Arc::make_mut(&mut told.event_type);
            (kind.cameo, kind.root) = (code.to_owned(), code[..2].to_owned());
            let day = jiff::Span::new().days(i64::try_from(next(3_650)).expect("small"));
            told.date = jiff::civil::date(2010, 1, 1).checked_add(day).ok();
            told.evidence.article = diplograph::id::ArticleId::from(format!("article-{}", at / 10));
            let words: Vec<String> = (0..16).map(|_| format!("word{}", next(60) * next(60))).collect();
            told.evidence.text = format!("Russia condemned Georgia {}.", words.join(" "));
            told
        })
        .collect();
    let start = std::time::Instant::now();
    let graph = fold(events, BTreeMap::new());
    let took = start.elapsed();
    println!("a million events, {} edges, folded in {took:?}", graph.graph.edge_count());
    assert!(took.as_secs() < 60, "{took:?}");
}

//! How long each question takes on 1,000,000 synthetic events between 2,000 actors over twenty years, a few of whom do most.
//! `DIPLOGRAPH_EVENTS` takes another number.

use std::collections::BTreeMap;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use diplograph::actors::Linked;
use diplograph::date::Precision;
use diplograph::events::{Event, EventType, Evidence, Participant, Sizes, Status, Trigger};
use diplograph::graph::{Filter, RelationGraph, fold};
use diplograph::id::{ActorId, ArticleId, EventId};
use diplograph::query::{Bucket, Length, Measure, Period, Question, Ranked, ask};
use diplograph::span::Span;

const ACTORS: f64 = 2_000.0;
/// Code, quad class, Goldstein value.
const TYPES: [(&str, u8, f64); 6] =
    [("010", 1, 0.0), ("040", 1, 1.0), ("051", 1, 3.4), ("111", 3, -2.0), ("163", 4, -8.0), ("190", 4, -10.0)];

fn graph() -> RelationGraph {
    let count: u64 = std::env::var("DIPLOGRAPH_EVENTS").ok().and_then(|count| count.parse().ok()).unwrap_or(1_000_000);
    let mut state = 7u64;
    let mut next = || {
        // Knuth's MMIX generator; its low bits are poor.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as f64 / f64::from(1u32 << 31)
    };
    let events = (0..count).map(|at| {
        let actor = |part: f64| participant((part * part * part * ACTORS) as u64);
        let (source, target) = (actor(next()), actor(next()));
        let (code, quad, goldstein) = TYPES[(next() * 6.0) as usize];
        let day = jiff::civil::date(2000, 1, 1).checked_add(jiff::Span::new().days((next() * 7_300.0) as i64)).expect("a day");
        event(
            at,
            source,
            target,
            std::sync::Arc::new(EventType {
                cameo: code.to_owned(),
                name: format!("Type {code}"),
                root: code[..2].to_owned(),
                plover: None,
                mode: None,
                quad,
                goldstein,
            }),
            day,
        )
    });
    fold(events.collect(), BTreeMap::new())
}

fn participant(number: u64) -> Participant {
    let name = format!("Actor {number:04}");
    let id = ActorId::from(format!("actor-{number:04}"));
    Participant {
        actor: id.clone(),
        code: "XYZGOV".to_owned(),
        party: id,
        text: name.clone(),
        name,
        span: Span::new(0, 10),
        linked: Linked::Dictionary,
    }
}

fn event(
    at: u64,
    source: Participant,
    target: Participant,
    event_type: std::sync::Arc<EventType>,
    day: diplograph::date::Date,
) -> Event {
    let text = format!("{} did what number {at} tells to {}, as was said on that day.", source.name, target.name);
    Event {
        id: EventId::from(format!("{at:016x}")),
        date: Some(day),
        date_precision: Some(Precision::Day),
        source,
        target: Some(target),
        event_type,
        status: Status::Actual,
        attribution: None,
        relayed_by: Vec::new(),
        place: None,
        country: None,
        contexts: Vec::new(),
        sizes: Sizes::default(),
        confidence: 0.8,
        origin: None,
        evidence: Evidence {
            article: ArticleId::from(format!("article-{}", at / 3)),
            title: Some("What was done".to_owned()),
            url: None,
            publisher: None,
            sentence: (at % 3) as usize,
            text,
            trigger: Trigger { text: "did".to_owned(), span: Span::new(11, 14) },
            rule: "verbs/05-support.txt:36 active".to_owned(),
            label: format!("does {at}"),
        },
    }
}

fn questions(criterion: &mut Criterion) {
    let graph = graph();
    let filter = Filter::default();
    let node = |number: u64| graph.node(&ActorId::from(format!("actor-{number:04}"))).expect("a node");
    let year = |text| Period::parse(text).expect("a period");
    let (a, b, far) = (node(0), node(1), node(1_500));
    let asked = [
        ("between", Question::Between(a, b)),
        ("of", Question::Of(a)),
        ("path by hops", Question::Path { from: a, to: far, length: Length::Hops, most: 3 }),
        ("path by weight", Question::Path { from: a, to: far, length: Length::Weight, most: 3 }),
        ("around, 1 hop", Question::Around(far, 1)),
        ("top by events", Question::Top(Ranked::Actors, Measure::Events)),
        ("top by PageRank", Question::Top(Ranked::Actors, Measure::PageRank)),
        ("top by betweenness", Question::Top(Ranked::Actors, Measure::Betweenness)),
        ("top pairs by conflict", Question::Top(Ranked::Pairs, Measure::Conflict)),
        ("timeline of two", Question::Timeline(Some(a), Some(b), Bucket::Month)),
        ("timeline of all", Question::Timeline(None, None, Bucket::Month)),
        ("blocs", Question::Blocs),
        ("balance", Question::Balance(None)),
        ("changes", Question::Changes(year("2010"), year("2011"))),
        ("find", Question::Find("number 4711".to_owned())),
    ];
    let mut group = criterion.benchmark_group(format!("{} events", graph.graph.edge_count()));
    group.sample_size(10).warm_up_time(std::time::Duration::from_millis(100));
    group.bench_function("filter alone", |bench| bench.iter(|| black_box(graph.select(&filter)).edges.len()));
    let selection = graph.select(&filter);
    for (name, question) in asked {
        group.bench_function(name, |bench| bench.iter(|| ask(black_box(&selection), &question).edges.len()));
    }
    group.finish();
}

criterion_group!(benches, questions);
criterion_main!(benches);

//! Columns say what the small graph says of the same events.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use crate::date::Date;
use crate::events::{Event, Origin, Status};
use crate::graph::columns::edge::date;
use crate::graph::columns::{self, Builder, Columns, days};
use crate::graph::tests::{actors, event};
use crate::graph::{Counts, Edge, Filter, Level, RelationGraph, fold};

/// Records of a data set in any order, some of them told twice.
pub(crate) fn records() -> impl Strategy<Value = Vec<Event>> {
    let names = ["obama", "clinton", "putin", "usa", "russia"];
    let statuses = [Status::Actual, Status::Planned, Status::Possible, Status::Negated];
    let one =
        (0..5_usize, 0..6_usize, prop::sample::select(vec!["010", "042", "051", "112", "190"]), 0..70_i64, 0..4_usize, 0..=10_u8);
    let one = one.prop_map(move |(source, target, code, day, status, confidence)| {
        let date = Date::constant(2019, 12, 1).checked_add(jiff::Span::new().days(day)).expect("near");
        let told = event("a", 0, names[source], names.get(target).copied(), code, Some(&date.to_string()));
        let origin = Some(Box::new(Origin { dataset: "test".to_owned(), ..Origin::default() }));
        Event { status: statuses[status], confidence: f64::from(confidence) / 10.0, origin, ..told }
    });
    prop::collection::vec(one, 0..60).prop_map(|mut events| {
        for (at, event) in events.iter_mut().enumerate() {
            event.id = at.to_string().into();
        }
        events
    })
}

pub(crate) fn filters() -> impl Strategy<Value = Filter> {
    let day = || prop::option::of(0..80_i64);
    (prop::sample::subsequence(vec![0, 1, 2, 3], 0..4), 0..=10_u8, any::<bool>(), any::<bool>(), day(), day(), any::<[bool; 4]>())
        .prop_map(|(statuses, confidence, self_loops, unknown, since, until, some)| {
            let all = [Status::Actual, Status::Planned, Status::Possible, Status::Negated];
            let date = |day: i64| Date::constant(2019, 11, 25).checked_add(jiff::Span::new().days(day)).expect("near");
            let set = |wanted: bool, words: &[&str]| {
                if wanted { words.iter().map(|word| (*word).to_owned()).collect() } else { BTreeSet::new() }
            };
            Filter {
                statuses: statuses.into_iter().map(|at| all[at]).collect(),
                confidence: f64::from(confidence) / 10.0,
                self_loops,
                unknown,
                since: since.map(date),
                until: until.map(date),
                types: set(some[0], &["05", "190"]),
                quads: if some[1] { BTreeSet::from([1, 3]) } else { BTreeSet::new() },
                actors: set(some[2], &["obama", "russia"]).iter().map(|id| id.as_str().into()).collect(),
                sectors: set(some[3], &["GOV"]),
                ..Filter::everything()
            }
        })
}

pub(crate) fn columns(events: &[Event], level: Level) -> Columns {
    let known = actors();
    let mut halves = [Builder::default(), Builder::default()];
    for (row, event) in (0..).zip(events) {
        halves[row as usize % 2].add_event(event, level, row, |id| known.get(id).cloned());
    }
    let [mut first, second] = halves;
    first.join(second);
    first.finish(level)
}

type Line = (String, String, String, Status, Option<Date>, usize, u64);

fn line_of_edge(edge: &Edge) -> Line {
    let target = edge.target.as_ref().map_or("-", |target| target.actor.as_str()).to_owned();
    let confidence = (edge.confidence * 1000.0).round() as u64;
    (edge.source.actor.to_string(), target, edge.event_type.cameo.clone(), edge.status, edge.date, edge.events.len(), confidence)
}

fn line_of_packed(columns: &Columns, edge: &columns::Edge<'_>) -> Line {
    let name = |at: u32| columns.actors()[at as usize].id.to_string();
    let confidence = (edge.confidence() * 1000.0).round() as u64;
    (
        name(edge.source),
        edge.target.map_or_else(|| "-".to_owned(), name),
        columns.kind(edge).cameo.clone(),
        edge.status(),
        edge.date(),
        edge.tellings.len(),
        confidence,
    )
}

fn alone(columns: &Columns) -> impl Iterator<Item = columns::Edge<'_>> {
    (0..columns.actors().len() as u32).flat_map(|actor| columns.alone(actor))
}

fn sorted(lines: impl Iterator<Item = Line>) -> Vec<Line> {
    let mut lines: Vec<Line> = lines.collect();
    lines.sort();
    lines
}

/// Counts of the small graph by a key.
fn grouped<K: Ord>(graph: &RelationGraph, filter: &Filter, key: impl Fn(&Edge) -> Option<K>) -> BTreeMap<K, Counts> {
    let mut counts = BTreeMap::<K, Counts>::new();
    for (_, edge) in graph.select(filter).events() {
        if let Some(key) = key(edge) {
            counts.entry(key).or_default().add(&edge.event_type);
        }
    }
    counts
}

proptest! {
    #[test]
    fn both_graphs_hold_the_same(events in records(), filter in filters(), party in any::<bool>()) {
        let level = if party { Level::Party } else { Level::Person };
        let small = fold(events.clone(), actors()).at(level);
        let big = columns(&events, level);
        prop_assert_eq!(sorted(small.edges().map(line_of_edge)), sorted(big.all().map(|edge| line_of_packed(&big, &edge))));
        prop_assert_eq!(sorted(small.solo.iter().map(line_of_edge)), sorted(alone(&big).map(|edge| line_of_packed(&big, &edge))));
        prop_assert_eq!(small.counts(), big.counts());

        let filter = Filter { sectors: BTreeSet::new(), ..filter };
        let sieve = big.sieve(&filter).expect("no publishers");
        let kept = small.select(&filter);
        let is_kept = |edge: &columns::Edge<'_>| {
            sieve.keeps(edge) && edge.target.map_or(sieve.keeps_actor(edge.source), |target| sieve.keeps_ends(edge.source, target))
        };
        let lines = |all: &mut dyn Iterator<Item = columns::Edge<'_>>| sorted(all.filter(is_kept).map(|edge| line_of_packed(&big, &edge)));
        prop_assert_eq!(sorted(kept.events().map(|(_, edge)| line_of_edge(edge))), lines(&mut big.all()));
        prop_assert_eq!(sorted(kept.alone().map(|(_, edge)| line_of_edge(edge))), lines(&mut alone(&big)));
    }

    #[test]
    fn both_answer_the_same(events in records(), filter in filters()) {
        let filter = Filter { sectors: BTreeSet::new(), ..filter };
        let small = fold(events.clone(), actors()).at(Level::Party);
        let big = columns(&events, Level::Party);
        let sieve = big.sieve(&filter).expect("no publishers");
        let id = |at: u32| big.actors()[at as usize].id.to_string();
        let ends = |edge: &Edge| Some((edge.source.actor.to_string(), edge.target.as_ref()?.actor.to_string()));

        let months = big.months(&sieve).into_iter().map(|m| ((id(m.source), id(m.target), m.year, m.month), m.counts)).collect();
        let theirs = grouped(&small, &filter, |edge| {
            let (source, target) = ends(edge)?;
            Some((source, target, edge.date?.year(), edge.date?.month()))
        });
        prop_assert_eq!(theirs, months);

        let (Some(usa), Some(russia)) = (big.number(&"usa".into()), big.number(&"russia".into())) else { return Ok(()) };
        let pair = ("usa".to_owned(), "russia".to_owned());
        let years = grouped(&small, &filter, |edge| (ends(edge)? == pair).then_some(edge.date?.year()));
        prop_assert_eq!(years, big.pair_by_year(usa, russia, &sieve));

        let to = grouped(&small, &filter, |edge| ends(edge).filter(|(a, b)| a == "usa" && b != "usa").map(|(_, b)| b));
        let from = grouped(&small, &filter, |edge| ends(edge).filter(|(a, b)| b == "usa" && a != "usa").map(|(a, _)| a));
        let partners = big.partners(usa, 9, &sieve);
        let mine: BTreeMap<String, (Counts, Counts)> = partners.iter().map(|p| (id(p.actor), (p.to, p.from))).collect();
        let theirs: BTreeMap<String, (Counts, Counts)> = to.keys().chain(from.keys()).map(|other| {
            let of = |counts: &BTreeMap<String, Counts>| counts.get(other).copied().unwrap_or_default();
            (other.clone(), (of(&to), of(&from)))
        }).collect();
        prop_assert_eq!(theirs, mine);

        let mut near = BTreeSet::from(["usa".to_owned()]);
        let hops = big.around(usa, 2, &sieve);
        for (steps, ring) in hops.rings.iter().enumerate() {
            let fresh: BTreeSet<String> = ring.iter().map(|at| id(*at)).collect();
            if steps > 0 {
                let next: BTreeSet<String> = small.select(&filter).events().filter_map(|(_, edge)| ends(edge)).flat_map(|(a, b)| {
                    [(a.clone(), b.clone()), (b, a)]
                }).filter(|(a, b)| near.contains(a) && !near.contains(b)).map(|(_, b)| b).collect();
                prop_assert_eq!(&next, &fresh);
                near.extend(fresh);
            }
        }
        let path = big.path(usa, russia, &sieve);
        prop_assert_eq!(path.is_some(), near.contains("russia") || reaches(&small, &filter));
    }

    #[test]
    fn days_are_counted_as_the_calendar_does(day in -200_000..200_000_i64) {
        let day_itself = Date::constant(1970, 1, 1).checked_add(jiff::Span::new().days(day)).expect("near");
        prop_assert_eq!(i64::from(days(day_itself)), day);
        prop_assert_eq!(date(day as i32), Some(day_itself));
    }
}

/// Whether a chain leads from the United States to Russia in the small graph, by joining whoever has to do with each other.
fn reaches(graph: &RelationGraph, filter: &Filter) -> bool {
    let mut reached = BTreeSet::from(["usa".to_owned()]);
    for _ in 0..graph.graph.node_count() {
        for (_, edge) in graph.select(filter).events() {
            let ends =
                [edge.source.actor.to_string(), edge.target.as_ref().map_or_else(String::new, |target| target.actor.to_string())];
            if ends.iter().any(|end| reached.contains(end)) {
                reached.extend(ends);
            }
        }
    }
    reached.contains("russia")
}

#[test]
fn an_edge_takes_less_than_45_bytes() {
    let events: Vec<Event> = (0..500)
        .map(|at| {
            let date = Date::constant(2020, 1, 1).checked_add(jiff::Span::new().days(at)).expect("near");
            event("a", at as usize, "usa", Some("russia"), "051", Some(&date.to_string()))
        })
        .collect();
    let columns = columns(&events, Level::Party);
    assert_eq!((columns.all().count(), size_of::<columns::Telling>()), (500, 16));
    assert!(columns.bytes_an_edge() < 45.0, "{}", columns.bytes_an_edge());
}

#[test]
fn the_sum_of_a_long_run_is_what_counting_it_gives() {
    let statuses = [Status::Actual, Status::Planned, Status::Possible, Status::Negated];
    let told = |at: usize| {
        let date = Date::constant(2020, 1, 1).checked_add(jiff::Span::new().days(at as i64 % 40)).expect("near");
        let code = ["010", "042", "051", "112", "190"][at % 5];
        let told = event("a", at, "usa", Some("russia"), code, Some(&date.to_string()));
        Event { status: statuses[at % 7 % 4], ..told }
    };
    let columns = columns(&(0..500).map(told).collect::<Vec<Event>>(), Level::Party);
    let run = columns.runs().first().expect("a run");
    assert!(columns.runs().len() == 1 && run.tellings() == 500);
    for status in statuses {
        let filter = Filter { statuses: BTreeSet::from([status]), ..Filter::default() };
        // Before the first of all days: the same events, and no longer plain.
        let counted = Filter { since: Some(Date::MIN), ..filter.clone() };
        let [plain, counted] =
            [filter, counted].map(|filter| columns.count(run, &columns.sieve(&filter).expect("no publishers")));
        assert_eq!(plain, counted);
        assert!(plain.events > 30, "{plain:?}");
    }
}

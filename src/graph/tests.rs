//! Tests of folding, rolling up, filtering and counting.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use crate::actors::{Actor, ActorKind, Linked};
use crate::date::{Date, Precision};
use crate::events::{Event, EventType, Evidence, Participant, Sizes, Status, Trigger};
use crate::graph::{Filter, Level, RelationGraph, Represents, fold};
use crate::id::{ActorId, ArticleId, EventId};
use crate::span::Span;

/// An event in a test: article, sentence, source, target, code, date.
pub(crate) fn event(
    article: &str,
    sentence: usize,
    source: &str,
    target: Option<&str>,
    cameo: &str,
    date: Option<&str>,
) -> Event {
    let quad = match &cameo[..2] {
        "01" | "02" | "03" | "04" | "05" => 1,
        "06" | "07" | "08" => 2,
        "09" | "10" | "11" | "12" | "13" => 3,
        _ => 4,
    };
    Event {
        id: EventId::from(format!("{article}-{sentence}-{source}-{}-{cameo}", target.unwrap_or("none"))),
        date: date.map(|date| date.parse::<Date>().expect("a date")),
        date_precision: date.map(|_| Precision::Day),
        source: participant(source),
        target: target.map(participant),
        event_type: std::sync::Arc::new(EventType {
            cameo: cameo.to_owned(),
            name: format!("Type {cameo}"),
            root: cameo[..2].to_owned(),
            plover: None,
            mode: None,
            quad,
            goldstein: if quad < 3 { 3.4 } else { -7.2 },
        }),
        status: Status::Actual,
        attribution: None,
        relayed_by: Vec::new(),
        place: None,
        country: None,
        contexts: Vec::new(),
        sizes: Sizes::default(),
        confidence: 0.5,
        origin: None,
        evidence: Evidence {
            article: ArticleId::from(article),
            title: None,
            url: None,
            publisher: None,
            sentence,
            text: "The sentence.".to_owned(),
            trigger: Trigger { text: "does".to_owned(), span: Span::new(10, 14) },
            rule: "test".to_owned(),
            label: "does".to_owned(),
        },
    }
}

fn participant(name: &str) -> Participant {
    Participant {
        actor: ActorId::from(name),
        name: name.to_owned(),
        code: String::new(),
        party: ActorId::from(party(name)),
        text: name.to_owned(),
        span: Span::new(0, name.len()),
        linked: Linked::Dictionary,
    }
}

fn party(name: &str) -> &str {
    match name {
        "obama" | "clinton" => "usa",
        "putin" => "russia",
        other => other,
    }
}

pub(crate) fn actors() -> BTreeMap<ActorId, Actor> {
    let actor = |name: &str| {
        let own = party(name) == name;
        let kind = if own { ActorKind::State } else { ActorKind::Person };
        let party = (!own).then(|| ActorId::from(party(name)));
        let code = if own { name.get(..3).unwrap_or(name).to_uppercase() } else { String::new() };
        (ActorId::from(name), Actor { id: ActorId::from(name), name: name.to_owned(), code, kind, party })
    };
    ["obama", "clinton", "putin", "usa", "russia"].map(actor).into_iter().collect()
}

/// The edges as lines: `source > target code date xN`, N the number of tellings.
fn check(events: Vec<Event>, level: Level, expected: &[&str]) -> RelationGraph {
    let graph = fold(events, actors()).at(level);
    let lines: Vec<String> = graph.edges().map(line).collect();
    assert_eq!(lines, expected);
    graph
}

fn line(edge: &crate::graph::Edge) -> String {
    let target = edge.target.as_ref().map_or("-", |target| target.actor.as_str());
    let date = edge.date.map_or("-".to_owned(), |date| date.to_string());
    format!("{} > {target} {} {date} x{}", edge.source.actor, edge.event_type.cameo, edge.events.len())
}

const DAY: Option<&str> = Some("2009-09-20");
const NEXT: Option<&str> = Some("2009-09-21");
const THIRD: Option<&str> = Some("2009-09-22");

#[test]
fn the_same_event_in_several_articles_is_one_edge() {
    let events = vec![
        event("b", 0, "putin", Some("obama"), "051", DAY),
        event("a", 3, "putin", Some("obama"), "051", DAY),
        event("a", 1, "putin", Some("obama"), "111", DAY),
        event("a", 1, "putin", Some("clinton"), "051", DAY),
        event("a", 1, "obama", Some("putin"), "051", DAY),
    ];
    let graph = check(
        events,
        Level::Person,
        &[
            "obama > putin 051 2009-09-20 x1",
            "putin > clinton 051 2009-09-20 x1",
            "putin > obama 051 2009-09-20 x2",
            "putin > obama 111 2009-09-20 x1",
        ],
    );
    let twice = graph.edges().find(|edge| edge.events.len() == 2).expect("told twice");
    assert_eq!(twice.id.as_str(), "a-3-putin-obama-051");
    assert_eq!(graph.counts().events, 4);
    let ends: Vec<_> = graph.graph.edge_indices().filter_map(|edge| graph.graph.edge_endpoints(edge)).collect();
    for (edge, (source, target)) in graph.edges().zip(ends) {
        assert_eq!(graph.graph[source].id, edge.source.actor);
        assert_eq!(Some(&graph.graph[target].id), edge.target.as_ref().map(|target| &target.actor));
    }
}

#[test]
fn another_status_is_another_event() {
    let mut planned = event("b", 0, "putin", Some("obama"), "042", DAY);
    planned.status = Status::Planned;
    let done = event("a", 0, "putin", Some("obama"), "042", DAY);
    check(vec![planned, done], Level::Person, &["putin > obama 042 2009-09-20 x1", "putin > obama 042 2009-09-20 x1"]);
}

#[test]
fn neighbouring_days_fold_across_articles_with_the_same_words() {
    let told = |article, date| event(article, 0, "putin", Some("obama"), "051", date);
    check(vec![told("a", DAY), told("b", NEXT)], Level::Person, &["putin > obama 051 2009-09-20 x2"]);
    let apart = ["putin > obama 051 2009-09-20 x1", "putin > obama 051 2009-09-21 x1"];
    check(vec![told("a", DAY), event("a", 1, "putin", Some("obama"), "051", NEXT)], Level::Person, &apart);
    let mut otherwise = told("b", NEXT);
    otherwise.evidence.label = "hails".to_owned();
    otherwise.evidence.trigger.text = "hailed".to_owned();
    check(vec![told("a", DAY), otherwise], Level::Person, &apart);
    let mut week = told("b", NEXT);
    week.date_precision = Some(Precision::Week);
    check(vec![told("a", DAY), week], Level::Person, &["putin > obama 051 2009-09-20 x1", "putin > obama 051 2009-09-21 x1"]);
}

#[test]
fn neighbours_make_no_chain() {
    let told = |article, date| event(article, 0, "putin", Some("obama"), "051", date);
    let events = vec![told("a", DAY), told("b", NEXT), told("c", THIRD)];
    check(events, Level::Person, &["putin > obama 051 2009-09-20 x2", "putin > obama 051 2009-09-22 x1"]);
    // What is joined already at the level of persons does not reach a third day at that of parties.
    let other = event("c", 0, "putin", Some("clinton"), "051", THIRD);
    let events = vec![told("a", DAY), told("b", NEXT), other];
    check(events, Level::Party, &["russia > usa 051 2009-09-20 x2", "russia > usa 051 2009-09-22 x1"]);
}

#[test]
fn an_undated_event_joins_the_only_dated_one_of_its_article() {
    let told = |article, sentence, date| event(article, sentence, "putin", Some("obama"), "051", date);
    let one = vec![told("a", 0, DAY), told("a", 1, None)];
    check(one, Level::Person, &["putin > obama 051 2009-09-20 x2"]);
    let two = vec![told("a", 0, DAY), told("a", 1, None), told("a", 2, THIRD)];
    let apart = ["putin > obama 051 - x1", "putin > obama 051 2009-09-20 x1", "putin > obama 051 2009-09-22 x1"];
    check(two, Level::Person, &apart);
    let elsewhere = vec![told("a", 0, None), told("b", 0, None), told("b", 1, None)];
    check(elsewhere, Level::Person, &["putin > obama 051 - x1", "putin > obama 051 - x2"]);
}

#[test]
fn parties_gather_their_people() {
    let events = vec![
        event("a", 0, "putin", Some("obama"), "051", DAY),
        event("a", 1, "russia", Some("clinton"), "051", DAY),
        event("a", 2, "obama", Some("clinton"), "111", DAY),
    ];
    let graph = check(events, Level::Party, &["russia > usa 051 2009-09-20 x2", "usa > usa 111 2009-09-20 x1"]);
    assert_eq!(graph.nodes().map(|node| node.id.as_str()).collect::<Vec<_>>(), ["russia", "usa"]);
    assert_eq!(graph.nodes().map(|node| node.kind).collect::<Vec<_>>(), [ActorKind::State; 2]);
    let link = |actor: &str, party: &str| Represents { actor: ActorId::from(actor), party: ActorId::from(party) };
    assert_eq!(graph.represents, [link("clinton", "usa"), link("obama", "usa"), link("putin", "russia")]);
    let across = graph.filter(&Filter::default());
    assert_eq!(across.edges().map(line).collect::<Vec<_>>(), ["russia > usa 051 2009-09-20 x2"]);
    let all = graph.filter(&Filter { self_loops: true, ..Filter::default() });
    assert_eq!(all.graph.edge_count(), 2);
}

#[test]
fn an_event_without_target_is_kept_beside_the_edges() {
    let events = vec![event("a", 0, "putin", None, "010", DAY), event("a", 1, "russia", None, "154", DAY)];
    let graph = check(events, Level::Person, &[]);
    assert_eq!(graph.solo.len(), 2);
    let putin = graph.node(&ActorId::from("putin")).expect("a node");
    assert_eq!(graph.graph[putin].solo.quads, [1, 0, 0, 0]);
    let parties = graph.at(Level::Party);
    let russia = parties.node(&ActorId::from("russia")).expect("a node");
    assert_eq!((parties.graph[russia].solo.quads, parties.graph[russia].solo.goldstein_tenths), ([1, 0, 0, 1], 34 - 72));
}

#[test]
fn a_filter_goes_by_status_and_confidence() {
    let with = |sentence, status, confidence| {
        let mut event = event("a", sentence, "putin", Some("obama"), "051", DAY);
        event.status = status;
        event.confidence = confidence;
        event
    };
    let events = vec![
        with(0, Status::Actual, 0.9),
        with(1, Status::Planned, 0.3),
        with(2, Status::Negated, 0.9),
        with(3, Status::Possible, 0.9),
    ];
    let graph = fold(events, actors());
    let all = Filter { unknown: true, ..Filter::default() };
    let kept = |filter: &Filter| graph.filter(filter).edges().map(|edge| edge.status).collect::<Vec<_>>();
    assert_eq!(kept(&all), [Status::Actual, Status::Planned]);
    assert_eq!(kept(&Filter { confidence: 0.5, ..all.clone() }), [Status::Actual]);
    assert_eq!(kept(&Filter { statuses: BTreeSet::from([Status::Negated]), ..all.clone() }), [Status::Negated]);
    let none = graph.filter(&Filter { statuses: BTreeSet::new(), ..all.clone() });
    assert_eq!((none.graph.node_count(), none.parties.len()), (0, 0));
}

#[test]
fn pairs_come_busiest_first() {
    let events = vec![
        event("a", 0, "clinton", Some("putin"), "051", DAY),
        event("a", 0, "obama", Some("putin"), "051", DAY),
        event("a", 1, "obama", Some("putin"), "190", DAY),
    ];
    let pairs = fold(events, actors()).pairs();
    assert_eq!(
        pairs.iter().map(|pair| (pair.source.as_str(), pair.counts.events)).collect::<Vec<_>>(),
        [("obama", 2), ("clinton", 1)]
    );
    assert_eq!((pairs[0].counts.quads, pairs[0].counts.goldstein_tenths), ([1, 0, 0, 1], 34 - 72));
}

prop_compose! {
    fn any_event()(
        article in "[ab]", sentence in 0usize..3, source in 0usize..5, target in 0usize..6, cameo in 0usize..3,
        day in 0usize..4, precision in 0usize..4, status in 0usize..2, label in "[xy]?", confidence in 0u8..10,
    ) -> Event {
        let names = ["obama", "clinton", "putin", "usa", "china"];
        let date = [None, DAY, NEXT, THIRD][day];
        let mut event = event(&article, sentence, names[source], names.get(target).copied(), ["010", "051", "190"][cameo], date);
        if date.is_some() && precision == 0 {
            event.date_precision = Some(Precision::Month);
        }
        event.status = [Status::Actual, Status::Negated][status];
        event.evidence.label = label;
        event.confidence = f64::from(confidence) / 10.0;
        event
    }
}

fn written(graph: &RelationGraph) -> String {
    format!(
        "{:?}",
        (graph.level, graph.graph.raw_nodes(), graph.graph.raw_edges(), &graph.solo, &graph.parties, &graph.represents)
    )
}

proptest! {
    #[test]
    fn folding_does_not_depend_on_order(events in prop::collection::vec(any_event(), 0..40).prop_flat_map(|events| {
        let shuffled = Just(events.clone()).prop_shuffle();
        (Just(events), shuffled)
    })) {
        let (one, other) = (fold(events.0, actors()), fold(events.1, actors()));
        prop_assert_eq!(written(&one), written(&other));
        prop_assert_eq!(written(&one.at(Level::Party)), written(&other.at(Level::Party)));
    }

    #[test]
    fn no_event_is_lost_or_doubled(events in prop::collection::vec(any_event(), 0..40)) {
        let ids: BTreeSet<EventId> = events.iter().map(|event| event.id.clone()).collect();
        let graph = fold(events, actors());
        for graph in [graph.at(Level::Party), graph] {
            let told: Vec<EventId> = graph.edges().chain(&graph.solo).flat_map(|edge| &edge.events).map(|event| event.id.clone()).collect();
            prop_assert_eq!(told.len(), ids.len());
            prop_assert_eq!(told.into_iter().collect::<BTreeSet<_>>(), ids.clone());
            let edges: BTreeSet<&EventId> = graph.edges().map(|edge| &edge.id).collect();
            prop_assert_eq!(edges.len(), graph.graph.edge_count());
        }
    }
}

#[test]
fn an_actor_without_a_known_party_stands_with_whom_the_article_says() {
    let mut actors = actors();
    actors.get_mut(&ActorId::from("putin")).expect("known").party = None;
    let graph =
        fold(vec![event("a", 0, "putin", Some("obama"), "051", DAY), event("a", 1, "usa", Some("obama"), "051", DAY)], actors);
    let parties: Vec<_> = graph.nodes().map(|node| node.party.as_ref().map(ActorId::as_str)).collect();
    assert_eq!(parties, [Some("usa"), Some("russia"), None]);
}

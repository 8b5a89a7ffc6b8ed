//! Tests of the questions: measures against NetworkX on random graphs, and each answer on graphs small enough to count by hand.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

use petgraph::graph::NodeIndex;
use serde_json::{Value, json};

use crate::date::Precision;
use crate::events::Event;
use crate::graph::tests::{actors, event};
use crate::graph::{Filter, RelationGraph, fold};
use crate::id::ActorId;
use crate::query::answer::{Answer, Cell, Table};
use crate::query::betweenness::{betweenness, sampled};
use crate::query::communities::communities;
use crate::query::measures::page_rank;
use crate::query::signed::signed;
use crate::query::text::text;
use crate::query::ties::{Ties, relations, ties};
use crate::query::{Bucket, Length, Measure, Period, Question, Ranked, ask, balance};

/// Praise and assault: +3.4 and -7.2 in these tests.
const PRAISE: &str = "051";
const ASSAULT: &str = "190";

fn graph(events: Vec<Event>) -> RelationGraph {
    fold(events, actors())
}

/// Events of a fixed seed between so many actors; each pair's first letters tell its mood.
fn random(seed: u64, actors: u64, count: usize, hostile: u64) -> RelationGraph {
    let mut state = seed;
    let mut next = |below: u64| {
        // Knuth's MMIX generator; its low bits are poor.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let events = (0..count).map(|at| {
        let (a, b) = (next(actors), next(actors));
        let code = if next(100) < hostile { ASSAULT } else { PRAISE };
        event(&format!("article{at}"), at, &format!("actor{a:03}"), Some(&format!("actor{b:03}")), code, None)
    });
    graph(events.collect())
}

fn everything() -> Filter {
    Filter { self_loops: false, ..Filter::everything() }
}

fn node(graph: &RelationGraph, id: &str) -> NodeIndex {
    graph.node(&ActorId::from(id)).expect("a node")
}

fn answer(graph: &RelationGraph, question: &Question) -> Answer {
    ask(&graph.select(&everything()), question)
}

/// What the cells of a table's rows show.
fn rows(table: &Table) -> Vec<Vec<String>> {
    table.rows.iter().map(|row| row.cells.iter().map(Cell::shown).collect()).collect()
}

const JUDGE: &str = r#"
import itertools, json, sys
import networkx as nx
case = json.load(sys.stdin)
directed = nx.DiGraph()
directed.add_weighted_edges_from(case["ties"])
nodes = sorted(directed)
plain = nx.Graph(directed.edges())
rank = nx.pagerank(directed, alpha=0.85, max_iter=1000, tol=1e-13)
between = nx.betweenness_centrality(plain, normalized=True)
signs = [nx.Graph(), nx.Graph()]
for a, b, together, apart in case["signed"]:
    for graph, weight in zip(signs, (together, apart)):
        graph.add_nodes_from([a, b])
        if weight:
            graph.add_edge(a, b, weight=weight)
totals = [graph.size("weight") for graph in signs]
parts = [nx.community.modularity(graph, case["blocs"]) * total for graph, total in zip(signs, totals) if total]
modularity = (parts[0] - (parts[1] if len(parts) > 1 else 0)) / sum(totals)
rival = max(nx.community.modularity(signs[0], nx.community.louvain_communities(signs[0], seed=s)) for s in range(5))
net = {frozenset((a, b)): together - apart for a, b, together, apart in case["signed"] if together != apart}
friends = nx.Graph([tuple(pair) for pair in net])
kinds = [0, 0, 0, 0]
for clique in nx.enumerate_all_cliques(friends):
    if len(clique) == 3:
        kinds[sum(net[frozenset(pair)] < 0 for pair in itertools.combinations(clique, 2))] += 1
near = nx.Graph()
near.add_edges_from((a, b, {"length": 1 / weight}) for a, b, weight in case["relations"])
a, b = case["path"]
hops = [len(p) - 1 for p in itertools.islice(nx.shortest_simple_paths(near, a, b), 5)]
lengths = [nx.path_weight(near, p, "length") for p in itertools.islice(nx.shortest_simple_paths(near, a, b, weight="length"), 5)]
print(json.dumps({"rank": [rank[n] for n in nodes], "between": [between[n] for n in nodes], "modularity": modularity,
                  "rival": rival, "kinds": kinds, "hops": hops, "lengths": lengths}))
"#;

/// What NetworkX says of a case; `None` where it is not installed.
fn judged(case: &Value) -> Option<Value> {
    let python = std::env::var("DIPLOGRAPH_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    if !Command::new(&python).args(["-c", "import networkx, numpy, scipy"]).output().is_ok_and(|out| out.status.success()) {
        eprintln!("skipped: no python3 with networkx and scipy; DIPLOGRAPH_PYTHON names another Python");
        return None;
    }
    let mut child = Command::new(python).args(["-c", JUDGE]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("runs");
    child.stdin.take().expect("piped").write_all(case.to_string().as_bytes()).expect("written");
    let out = child.wait_with_output().expect("ends");
    assert!(out.status.success());
    Some(serde_json::from_slice(&out.stdout).expect("JSON"))
}

fn close(ours: &[f64], theirs: &Value, what: &str) {
    let theirs: Vec<f64> = theirs.as_array().expect("a list").iter().filter_map(Value::as_f64).collect();
    assert_eq!(ours.len(), theirs.len(), "{what}");
    for (at, (ours, theirs)) in ours.iter().zip(&theirs).enumerate() {
        assert!((ours - theirs).abs() < 1e-8, "{what} {at}: {ours} here, {theirs} there");
    }
}

#[test]
fn networkx_measures_the_same() {
    for (seed, actors, count, hostile) in
        [(1, 12, 40, 40), (2, 30, 90, 25), (3, 60, 400, 60), (4, 25, 120, 0), (5, 400, 1000, 30)]
    {
        let graph = random(seed, actors, count, hostile);
        let selection = graph.select(&everything());
        let (ties, signed) = (ties(&selection), signed(&selection));
        let relations = relations(&ties);
        let name = |node: NodeIndex| graph.graph[node].id.to_string();
        let found = communities(&signed);
        let ends = (ties[NodeIndex::new(0)], ties[NodeIndex::new(ties.node_count() - 1)]);
        let case = json!({
            "ties": ties.raw_edges().iter().map(|tie| json!([name(ties[tie.source()]), name(ties[tie.target()]), tie.weight.events])).collect::<Vec<_>>(),
            "relations": relations.raw_edges().iter().map(|one| json!([name(relations[one.source()]), name(relations[one.target()]), one.weight.events])).collect::<Vec<_>>(),
            "signed": signed.iter().map(|((a, b), pull)| json!([name(*a), name(*b), pull.together, pull.apart])).collect::<Vec<_>>(),
            "blocs": found.members.iter().map(|bloc| bloc.iter().map(|&member| name(member)).collect()).collect::<Vec<Vec<_>>>(),
            "path": [name(ends.0), name(ends.1)],
        });
        let Some(theirs) = judged(&case) else { return };
        close(&page_rank(&ties), &theirs["rank"], "PageRank");
        close(&betweenness(&ties).shares, &theirs["between"], "betweenness");
        estimates(&ties, &theirs["between"]);
        close(&[found.modularity], &json!([theirs["modularity"]]), "modularity");
        if hostile == 0 {
            let rival = theirs["rival"].as_f64().expect("a number");
            assert!(found.modularity > 0.9 * rival, "Louvain finds {rival}, we {}", found.modularity);
        }
        let mut kinds = [0u64; 4];
        balance::each_triad(balance::nets(&signed), |_, nets| kinds[nets.iter().filter(|net| **net < 0).count()] += 1);
        assert_eq!(json!(kinds), theirs["kinds"]);
        let chains = |length| {
            let found = answer(&graph, &Question::Path { from: ends.0, to: ends.1, length, most: 5 });
            let mut totals = BTreeMap::<String, (u64, f64)>::new();
            for row in rows(&found.tables[1]) {
                let (hops, total) = totals.entry(row[0].clone()).or_default();
                *hops += 1;
                *total += 1.0 / row[3].parse::<f64>().expect("a count");
            }
            totals.into_values().collect::<Vec<_>>()
        };
        assert_eq!(json!(chains(Length::Hops).into_iter().map(|(hops, _)| hops).collect::<Vec<_>>()), theirs["hops"]);
        close(&chains(Length::Weight).into_iter().map(|(_, total)| total).collect::<Vec<_>>(), &theirs["lengths"], "length");
    }
}

/// Estimates from a quarter and from half of the actors are no further from NetworkX's exact figures than four of their standard
/// errors, and the errors are as small as said: 1/(2√n) at most of n actors.
fn estimates(ties: &Ties, exact: &Value) {
    let exact: Vec<f64> = exact.as_array().expect("a list").iter().filter_map(Value::as_f64).collect();
    for parts in [4, 2] {
        let pivots = ties.node_count() / parts;
        let found = sampled(ties, pivots);
        let sample = found.sample.expect("an estimate");
        let off = found.shares.iter().zip(&exact).map(|(ours, theirs)| (ours - theirs).abs()).fold(0.0, f64::max);
        assert_eq!(sample.pivots, pivots);
        assert!(off <= 4.0 * sample.error, "{off} off from {pivots} actors, standard error {}", sample.error);
        assert!(sample.error <= 0.5 / (pivots as f64 - 1.0).sqrt(), "{} from {pivots}", sample.error);
    }
}

#[test]
fn betweenness_is_the_same_from_all_actors_and_from_any_number_of_threads() {
    let graph = random(6, 300, 2000, 50);
    let ties = ties(&graph.select(&everything()));
    let exact = betweenness(&ties);
    assert_eq!((exact.sample, sampled(&ties, 300)), (None, exact.clone()));
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(|| (betweenness(&ties), sampled(&ties, 100)))
    };
    assert!(on(1) == on(3));
}

#[test]
fn betweenness_of_few_actors_is_none() {
    assert!(betweenness(&Ties::new()).shares.is_empty());
    let two = graph(vec![event("x", 0, "a", Some("b"), PRAISE, None)]);
    assert_eq!(betweenness(&ties(&two.select(&everything()))).shares, [0.0, 0.0]);
}

#[test]
fn two_camps_are_two_blocs() {
    let pairs = [("a1", "a2"), ("a2", "a3"), ("a1", "a3"), ("b1", "b2"), ("b2", "b3"), ("b1", "b3")];
    let friends = pairs.into_iter().enumerate().map(|(at, (a, b))| event("x", at, a, Some(b), PRAISE, None));
    let foes = [("a1", "b1"), ("b2", "a2"), ("a3", "b3")];
    let foes = foes.into_iter().enumerate().map(|(at, (a, b))| event("y", at, a, Some(b), ASSAULT, None));
    let graph = graph(friends.chain(foes).collect());
    let found = answer(&graph, &Question::Blocs);
    let blocs: Vec<String> = rows(&found.tables[0]).into_iter().map(|row| row[4].clone()).collect();
    assert_eq!(blocs, ["a1, a2, a3", "b1, b2, b3"]);
    assert_eq!(rows(&found.tables[1]), [["1", "2", "0.0", "-21.6"]]);
}

#[test]
fn a_common_enemy_alone_makes_no_bloc() {
    let foes = vec![event("x", 0, "a", Some("c"), ASSAULT, None), event("x", 1, "b", Some("c"), ASSAULT, None)];
    assert_eq!(rows(&answer(&graph(foes), &Question::Blocs).tables[0]).len(), 3);
}

#[test]
fn triads_are_told_and_those_that_changed() {
    let told = |article: &str, a, b, code, date| event(article, 0, a, Some(b), code, Some(date));
    let graph = graph(vec![
        told("1", "a", "b", PRAISE, "2003-01-01"),
        told("2", "a", "c", PRAISE, "2003-01-02"),
        told("3", "b", "c", PRAISE, "2003-01-03"),
        told("4", "a", "b", PRAISE, "2004-01-01"),
        told("5", "c", "a", PRAISE, "2004-01-02"),
        told("6", "c", "b", ASSAULT, "2004-01-03"),
    ]);
    let found = answer(&graph, &Question::Balance(None));
    assert_eq!(rows(&found.tables[0]), [["a", "b", "c", "+6.8", "+6.8", "-3.8", "++-", "no"]]);
    assert_eq!(rows(&found.tables[2]), [["a", "b", "c", "+++", "++-", "unbalanced"]]);
    assert_eq!(found.notes[0], "0% of 1 triads are balanced");
    assert!(rows(&answer(&graph, &Question::Balance(Some("2003-01-02".parse().expect("a day")))).tables[2]).is_empty());
}

#[test]
fn changes_are_new_broken_off_worse_and_better() {
    let told = |article: &str, a, b, code, date| event(article, 0, a, Some(b), code, Some(date));
    let graph = graph(vec![
        told("1", "a", "b", PRAISE, "2003-05-01"),
        told("2", "b", "a", ASSAULT, "2004-05-01"),
        told("3", "a", "c", ASSAULT, "2003-05-01"),
        told("4", "a", "c", PRAISE, "2004-05-01"),
        told("5", "c", "d", PRAISE, "2004-05-01"),
        told("6", "b", "d", PRAISE, "2003-05-01"),
        told("7", "b", "c", PRAISE, "2003-05-01"),
        told("8", "b", "c", PRAISE, "2004-05-01"),
        told("9", "a", "d", PRAISE, "2005-05-01"),
    ]);
    let year = |text| Period::parse(text).expect("a period");
    let found = answer(&graph, &Question::Changes(year("2003"), year("2004")));
    let rows: Vec<String> = rows(&found.tables[0]).into_iter().map(|row| row[..3].join(" ")).collect();
    assert_eq!(rows, ["new c d", "broken off b d", "worse a b", "better a c"]);
    assert_eq!(
        year("2004-03-01..2004-03-10").before().map(|period| period.to_string()).as_deref(),
        Some("2004-02-20..2004-02-29")
    );
}

#[test]
fn a_timeline_counts_what_fits_into_its_periods() {
    let told = |article: &str, code, date| event(article, 0, "a", Some("b"), code, Some(date));
    let mut vague = told("5", "042", "2003-01-01");
    vague.date_precision = Some(Precision::Year);
    let undated = event("6", 0, "b", Some("a"), PRAISE, None);
    let graph = graph(vec![
        told("1", PRAISE, "2003-01-05"),
        told("2", "052", "2003-01-30"),
        told("3", ASSAULT, "2003-04-01"),
        vague,
        undated,
    ]);
    let (a, b) = (node(&graph, "a"), node(&graph, "b"));
    let found = answer(&graph, &Question::Timeline(Some(a), Some(b), Bucket::Month));
    assert_eq!(found.lines[0].counts, [2, 0, 0, 0]);
    assert_eq!(found.lines[1].counts, [0, 0, 0, 1]);
    assert_eq!(rows(&found.tables[0])[0][..4], ["2003-01", "2", "2", "0"]);
    assert_eq!(found.notes.len(), 2);
    let years = answer(&graph, &Question::Timeline(Some(a), None, Bucket::Year));
    assert_eq!((years.lines[0].counts.as_slice(), years.notes.len()), (&[3][..], 1));
}

#[test]
fn around_goes_by_relations_and_top_by_measure() {
    let pairs = [("a", "b", PRAISE), ("c", "b", PRAISE), ("c", "d", ASSAULT), ("c", "d", PRAISE), ("x", "y", PRAISE)];
    let graph = graph(pairs.iter().enumerate().map(|(at, (a, b, code))| event("t", at, a, Some(b), code, None)).collect());
    let near = |hops| {
        rows(&answer(&graph, &Question::Around(node(&graph, "a"), hops)).tables[0])
            .into_iter()
            .map(|row| row[1].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (near(1), near(2), near(9)),
        (vec!["b".to_owned()], vec!["b".to_owned(), "c".to_owned()], vec!["b".to_owned(), "c".to_owned(), "d".to_owned()])
    );
    let first = |ranked, measure| rows(&answer(&graph, &Question::Top(ranked, measure)).tables[0])[0][0].clone();
    assert_eq!(first(Ranked::Actors, Measure::Events), "c");
    assert_eq!(first(Ranked::Actors, Measure::Conflict), "c");
    assert_eq!(first(Ranked::Actors, Measure::Goldstein), "b");
    assert_eq!(first(Ranked::Pairs, Measure::Events), "c");
}

#[test]
fn an_answer_fits_its_width_and_is_a_graph_again() {
    let events = (0..30).map(|at| {
        let mut told = event(
            &format!("a{at}"),
            at,
            "a country of a very long name",
            Some("Ελλάδα – 中国"),
            PRAISE,
            Some(&format!("2004-{:02}-05", at % 12 + 1).replace("2004", &format!("{}", 2000 + at / 12))),
        );
        told.evidence.text =
            "A sentence \u{1b}[31m that goes on and on, with more words than any line of a terminal holds, does it, and goes on."
                .to_owned();
        told
    });
    let graph = graph(events.collect());
    let found = answer(&graph, &Question::Find("very long".to_owned()));
    assert_eq!(found.edges.len(), 30);
    for width in [60, 80, 120] {
        let shown = text(&found, width, 20);
        let widest = shown.lines().map(unicode_width::UnicodeWidthStr::width).max();
        assert!(widest <= Some(width) && !shown.contains('\u{1b}'), "{width}: {shown}");
        assert!(shown.contains("… and 10 more: --limit 30 shows all"), "{shown}");
    }
    assert_eq!(found.graph(&graph).graph.edge_count(), 30);
    let csv = String::from_utf8(found.csv()).expect("UTF-8");
    assert!(
        csv.starts_with("date,source,source_id,act,target,target_id,type,status,goldstein,confidence,told,sentence,"),
        "{csv}"
    );
    assert_eq!(serde_json::to_value(&found).expect("JSON")["events"].as_array().map(Vec::len), Some(30));
}

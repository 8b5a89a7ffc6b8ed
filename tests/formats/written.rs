//! Writing: each format read by its real consumer, where that is installed. `DIPLOGRAPH_PYTHON` names a Python that has them, and
//! `NODE_PATH` the folder of Node's modules.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::{Command, Stdio};
use std::sync::Arc;

use diplograph::events::{Event, Status};
use diplograph::export::formats::{FORMATS, Write};
use diplograph::graph::{Filter, Level, RelationGraph, fold};
use serde_json::{Value, json};
use tempfile::TempDir;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/output/sample/events.jsonl");
/// What breaks a careless writer of XML, JSON, CSV, Turtle or Mermaid.
const HOSTILE: &str = "</data>]]> \"quoted\", 'once'; \\ back\tΕλλάδα – 中国 🇷🇺 <script>&amp; %20 {x} | #35; `a`";

/// The sample's events at both levels, one of them between hostile names twice on the same day with the same words.
fn graph(level: Level) -> RelationGraph {
    let text = fs::read_to_string(SAMPLE).expect("the sample");
    let mut events: Vec<Event> = text.lines().map(|line| serde_json::from_str(line).expect("an event")).collect();
    for (number, code) in [(1, "051"), (2, "052")] {
        let mut event = events.iter().find(|event| event.target.is_some()).expect("one with a target").clone();
        event.id = format!("hostile {number}").into();
        let kind = Arc::make_mut(&mut event.event_type);
        (kind.cameo, kind.quad) = (code.to_owned(), 1);
        for text in [&mut event.evidence.text, &mut event.evidence.label, &mut event.source.name] {
            *text = HOSTILE.to_owned();
        }
        (event.source.actor, event.source.party) = (HOSTILE.into(), HOSTILE.into());
        event.source.code = "XYZ".to_owned();
        events.push(event);
    }
    fold(events, BTreeMap::new()).at(level).filter(&Filter { unknown: true, ..Filter::default() })
}

/// The files of a format in a folder: its path, and that of the only file where there is one.
fn written(name: &str, graph: &RelationGraph) -> (TempDir, String) {
    let format = FORMATS.iter().find(|format| format.name == name).expect("in the table");
    let folder = TempDir::new().expect("a folder");
    match format.write {
        Write::File(write) => {
            let path = folder.path().join("graph");
            fs::write(&path, write(graph, HOSTILE)).expect("written");
            (folder, path.display().to_string())
        }
        Write::Folder(write) => {
            for (name, bytes) in write(graph, HOSTILE) {
                fs::write(folder.path().join(name), bytes).expect("written");
            }
            let path = folder.path().display().to_string();
            (folder, path)
        }
    }
}

/// What every consumer must find: nodes, edges, edges between the busiest pair, quad classes added up, the sum of the confidences in
/// thousandths, the edges with a date, the hostile actor's name and the hostile sentence.
fn expected(graph: &RelationGraph) -> Value {
    let mut pairs = BTreeMap::<_, u64>::new();
    graph.graph.raw_edges().iter().for_each(|edge| *pairs.entry((edge.source(), edge.target())).or_default() += 1);
    json!({
        "nodes": graph.graph.node_count(),
        "edges": graph.graph.edge_count(),
        "parallel": pairs.values().max(),
        "quads": graph.edges().map(|edge| u64::from(edge.event_type.quad)).sum::<u64>(),
        "confidence": graph.edges().map(|edge| (edge.confidence * 1000.0).round() as u64).sum::<u64>(),
        "dated": graph.edges().filter(|edge| edge.date.is_some()).count(),
        "name": HOSTILE,
        "sentence": HOSTILE,
    })
}

/// Runs a script of a consumer on a format at both levels: it is given the path and the hostile id, and has to find the same as we.
fn check(format: &str, modules: &str, script: &str) {
    let python = std::env::var("DIPLOGRAPH_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    if !Command::new(&python)
        .args(["-c", &format!("import {modules}")])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|end| end.success())
    {
        eprintln!("skipped: no python3 with {modules}; DIPLOGRAPH_PYTHON names another Python");
        return;
    }
    let common = "
import json, sys
from collections import Counter
path, hostile = sys.argv[1:3]
def tell(nodes, edges):
    '''nodes: id to name; edges: (source, target, attributes)'''
    def number(value): return float(value or 0)
    own = [e for s, t, e in edges if s == hostile]
    print(json.dumps({
        'nodes': len(nodes), 'edges': len(edges), 'parallel': max(Counter((s, t) for s, t, _ in edges).values()),
        'quads': int(sum(number(e['quad']) for _, _, e in edges)),
        'confidence': sum(round(1000 * number(e['confidence'])) for _, _, e in edges),
        'dated': sum(bool(e.get('date')) for _, _, e in edges),
        'name': nodes[hostile], 'sentence': own[0]['sentence']}))
";
    for level in [Level::Party, Level::Person] {
        let graph = graph(level);
        let (_folder, path) = written(format, &graph);
        let out = Command::new(&python).args(["-c", &format!("{common}\n{script}"), &path, HOSTILE]).output().expect("runs");
        assert!(out.status.success(), "{format}: {}", String::from_utf8_lossy(&out.stderr));
        let told: Value = serde_json::from_slice(&out.stdout).expect("JSON");
        assert_eq!(told, expected(&graph), "{format} at the level {level:?}");
    }
}

#[test]
fn two_exports_are_the_same_bytes() {
    for format in FORMATS {
        let bytes = || match format.write {
            Write::File(write) => vec![("", write(&graph(Level::Party), "title"))],
            Write::Folder(write) => write(&graph(Level::Party), "title"),
        };
        assert!(bytes() == bytes(), "{}", format.name);
    }
}

#[test]
fn networkx_reads_graphml() {
    check(
        "graphml",
        "networkx",
        "
import networkx
g = networkx.read_graphml(path)
assert g.is_multigraph() and g.is_directed()
tell(dict(g.nodes(data='name')), list(g.edges(data=True)))",
    );
}

#[test]
fn igraph_reads_graphml() {
    check(
        "graphml",
        "igraph",
        "
import igraph
g = igraph.Graph.Read_GraphML(path)
ids = [id.replace('&#38;', '&') for id in g.vs['id']]  # igraph 1.0 leaves an ampersand in an id half read
tell(dict(zip(ids, g.vs['name'])), [(ids[e.source], ids[e.target], e.attributes()) for e in g.es])",
    );
}

#[test]
fn networkx_reads_gexf() {
    check(
        "gexf",
        "networkx",
        "
import networkx
g = networkx.read_gexf(path, version='1.3')
dates = sum('start' in e for _, _, e in g.edges(data=True))
assert dates == sum('date' in e for _, _, e in g.edges(data=True)) > 0
tell(dict(g.nodes(data='name')), list(g.edges(data=True)))",
    );
}

#[test]
fn xmllint_finds_gexf_as_its_schema_has_it() {
    const SCHEMA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/formats/gexf-1.3.xsd");
    let judge = |path: &str| Command::new("xmllint").args(["--noout", "--schema", SCHEMA, path]).output();
    for level in [Level::Party, Level::Person] {
        let graph = graph(level);
        let (_folder, path) = written("gexf", &graph);
        let Ok(out) = judge(&path) else {
            eprintln!("skipped: no xmllint; install libxml2-utils");
            return;
        };
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        let text = fs::read_to_string(&path).expect("written");
        let dated = text.lines().filter(|line| line.contains("<edge ") && line.contains(" start=\"")).count();
        assert_eq!(json!(dated), expected(&graph)["dated"], "an edge lasts from a day to a day");
        // The schema is no formality: an edge to nobody is refused.
        fs::write(&path, text.replacen("target=\"", "target=\"nobody ", 1)).expect("written");
        assert!(!judge(&path).expect("as before").status.success());
    }
}

#[test]
fn networkx_reads_cytoscape_json() {
    check(
        "cytoscape",
        "networkx",
        "
import networkx
g = networkx.cytoscape_graph(json.load(open(path)))
tell(dict(g.nodes(data='name')), list(g.edges(data=True)))",
    );
}

#[test]
fn networkx_reads_node_link_json() {
    check(
        "node-link",
        "networkx",
        "
import networkx
g = networkx.node_link_graph(json.load(open(path)), edges='edges')
flat = lambda e: dict(e, quad=e['type']['quad'], sentence=e['events'][0]['evidence']['text'])
tell(dict(g.nodes(data='name')), [(s, t, flat(e)) for s, t, e in g.edges(data=True)])",
    );
}

#[test]
fn tables_read_as_csv() {
    check(
        "csv",
        "csv",
        "
import csv
read = lambda name: list(csv.DictReader(open(f'{path}/{name}.csv', newline='')))
tell({n['Id']: n['Label'] for n in read('nodes')}, [(e['Source'], e['Target'], e) for e in read('edges')])",
    );
    check(
        "neo4j",
        "csv",
        "
import csv
read = lambda name: list(csv.DictReader(open(f'{path}/{name}.csv', newline='')))
edges = [{name.split(':')[0] or name: value for name, value in e.items()} for e in read('relationships')]
ends = [(e[':START_ID'], e[':END_ID']) for e in read('relationships')]
assert all(e[':TYPE'].isupper() for e in read('relationships'))
tell({n['id:ID']: n['name'] for n in read('nodes')}, [(s, t, e) for (s, t), e in zip(ends, edges)])",
    );
}

#[test]
fn rdflib_reads_trig() {
    check(
        "trig",
        "rdflib",
        "
import rdflib, urllib.parse
data = rdflib.Dataset()
data.parse(path, format='trig')
prefix = '''PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX dg: <urn:diplograph:vocabulary:> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> '''
plain = lambda iri: urllib.parse.unquote(str(iri).split(':', 3)[3])
names = {plain(a): str(n) for a, n in data.query(prefix + 'SELECT ?a ?n { ?a a sem:Actor ; rdfs:label ?n }')}
rows = data.query(prefix + '''SELECT ?claim ?event ?s ?t ?quad ?sure ?said ?when {
  GRAPH ?claim { ?event a sem:Event ; dg:source ?s ; dg:target ?t ; sem:eventType ?type }
  ?claim dg:confidence ?sure ; prov:value ?said ; prov:wasDerivedFrom ?article . ?type dg:quad ?quad
  OPTIONAL { GRAPH ?claim { ?event sem:hasTimeStamp ?when } } }''')
edges = {}
for row in rows:
    known = edges.get(row.event)
    date = row.when or (known and known[2]['date'])
    if known is None or float(row.sure) > known[2]['confidence']:
        known = (plain(row.s), plain(row.t), dict(quad=int(row.quad), confidence=float(row.sure), sentence=str(row.said)))
    edges[row.event] = (*known[:2], dict(known[2], date=date))
tell(names, list(edges.values()))",
    );
}

#[cfg(feature = "parquet")]
#[test]
fn pyarrow_and_duckdb_read_parquet() {
    check(
        "parquet",
        "pyarrow.parquet",
        "
import pyarrow.parquet
read = lambda name: pyarrow.parquet.read_table(f'{path}/{name}.parquet').to_pylist()
tell({n['id']: n['name'] for n in read('nodes')}, [(e['source'], e['target'], e) for e in read('edges')])",
    );
    check(
        "parquet",
        "duckdb",
        "
import duckdb
read = lambda name: duckdb.sql(f\"select * from '{path}/{name}.parquet'\").fetchall()
columns = [c[0] for c in duckdb.sql(f\"describe select * from '{path}/edges.parquet'\").fetchall()]
edges = [dict(zip(columns, row)) for row in read('edges')]
assert duckdb.sql(f\"select typeof(date) from '{path}/edges.parquet' limit 1\").fetchall() == [('DATE',)]
tell({row[0]: row[1] for row in read('nodes')}, [(e['source'], e['target'], e) for e in edges])",
    );
}

/// What a script of Node prints of a format at the level of parties, and the graph; `None` where one of the modules is not installed.
fn node_reads(format: &str, modules: &[&str], script: &str) -> Option<(RelationGraph, Value)> {
    let wanted: String = modules.iter().map(|module| format!("require.resolve('{module}');")).collect();
    if !Command::new("node").args(["-e", &wanted]).stderr(Stdio::null()).status().is_ok_and(|end| end.success()) {
        eprintln!("skipped: no node with {}; NODE_PATH names the folder of its modules", modules.join(" and "));
        return None;
    }
    let graph = graph(Level::Party);
    let (_folder, path) = written(format, &graph);
    let common =
        "const text = require('fs').readFileSync(process.argv[1], 'utf8'), tell = (told) => console.log(JSON.stringify(told));";
    let out = Command::new("node").args(["-e", &format!("{common}\n{script}"), &path, HOSTILE]).output().expect("runs");
    assert!(out.status.success(), "{format}: {}", String::from_utf8_lossy(&out.stderr));
    Some((graph, serde_json::from_slice(&out.stdout).expect("JSON")))
}

#[test]
fn cytoscape_js_reads_its_json() {
    let script = "const cy = require('cytoscape')({ headless: true, elements: JSON.parse(text).elements });
        tell([cy.nodes().length, cy.edges().length, cy.getElementById(process.argv[2]).data('name')]);";
    let Some((graph, told)) = node_reads("cytoscape", &["cytoscape"], script) else { return };
    assert_eq!(told, json!([graph.graph.node_count(), graph.graph.edge_count(), HOSTILE]));
}

#[test]
fn graphology_reads_gexf() {
    let script = "global.DOMParser = new (require('jsdom').JSDOM)('').window.DOMParser;
        const graph = require('graphology-gexf').parse(require('graphology').MultiDirectedGraph, text);
        const sum = (value) => graph.reduceEdges((sum, _, edge) => sum + value(edge), 0), [own] = graph.outEdges(process.argv[2]);
        tell({ nodes: graph.order, edges: graph.size, parallel: Math.max(...graph.mapEdges((_, __, from, to) => graph.outEdges(from, to).length)),
          quads: sum((edge) => edge.quad), confidence: sum((edge) => Math.round(1000 * edge.confidence)),
          dated: sum((edge) => edge.date ? 1 : 0), name: graph.getNodeAttribute(process.argv[2], 'name'),
          sentence: graph.getEdgeAttribute(own, 'sentence') });";
    // Its own parts look for DOMParser when they are loaded.
    let Some((graph, told)) = node_reads("gexf", &["graphology", "graphology-gexf", "jsdom"], script) else { return };
    assert_eq!(told, expected(&graph));
}

#[test]
fn mermaid_reads_its_flowchart() {
    // Mermaid needs a document, and keeps entities in a form of its own until it draws.
    let script = "const { window } = new (require('jsdom').JSDOM)('');
        Object.assign(global, { window, document: window.document });
        const plain = (text) => text.replace(/\u{FB02}°°(\\d+)¶ß/g, (_, code) => String.fromCodePoint(code));
        import(require('url').pathToFileURL(require.resolve('mermaid'))).then(async ({ default: mermaid }) => {
          const kind = (await mermaid.parse(text)).diagramType, { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
          const count = (stroke, type) => db.getEdges().filter((edge) => edge.stroke === stroke && edge.type === type).length;
          tell([kind, db.getEdges().length, [...db.getVertices().values()].map(({ text }) => plain(text)),
            db.getEdges().map(({ text }) => plain(text)).filter((text) => text.includes('<script>')).length,
            count('dotted', 'arrow_point')]);
        });";
    let Some((graph, told)) = node_reads("mermaid", &["mermaid", "jsdom"], script) else { return };
    let shown = |text: &str| text.replace(char::is_control, " ");
    let names: Vec<String> = graph.nodes().map(|node| shown(&node.name)).collect();
    let open = graph.edges().filter(|edge| matches!(edge.status, Status::Planned | Status::Possible)).count();
    let hostile = graph.edges().filter(|edge| edge.label.contains("<script>")).count();
    assert_eq!(told, json!(["flowchart-v2", graph.graph.edge_count(), names, hostile, open]));
}

/// Where Mermaid is not installed.
#[test]
fn mermaid_has_a_line_for_each_node_and_edge() {
    let graph = graph(Level::Party);
    let (_folder, path) = written("mermaid", &graph);
    let text = fs::read_to_string(path).expect("written");
    let lines: Vec<&str> = text.lines().skip(1).map(str::trim).collect();
    assert_eq!(lines[0], "flowchart LR");
    let nodes: BTreeSet<&str> = lines.iter().filter_map(|line| line.split_once("[\"")).map(|(id, _)| id).collect();
    assert_eq!(nodes.len(), graph.graph.node_count());
    let arrows: Vec<&&str> = lines.iter().filter(|line| line.contains("|\"")).collect();
    assert_eq!(arrows.len(), graph.graph.edge_count());
    for line in lines.iter().filter(|line| line.contains('"')) {
        assert_eq!(line.matches('"').count(), 2, "{line}");
        assert!(!line.contains(['<', '`', '\\']) && line.matches('|').count() % 2 == 0, "{line}");
    }
    for arrow in arrows {
        let ends: Vec<&str> = arrow.split(' ').collect();
        assert!(nodes.contains(ends[0]) && ends.last().is_some_and(|end| nodes.contains(end)), "{arrow}");
    }
}

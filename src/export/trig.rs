//! RDF as TriG: SEM for events and actors, PROV-O for who claims what from where, schema.org for articles. Each telling of an event
//! is a claim with a named graph of its own, so that what is claimed and who claims it stay apart.

use oxrdf::vocab::{rdf, rdfs, xsd};
use oxrdf::{GraphName, Literal, NamedNode, Quad, Term};
use oxttl::TriGSerializer;

use crate::date::Precision;
use crate::events::{Event, Participant};
use crate::export::flat::kind_name;
use crate::graph::{Edge, Level, Node, RelationGraph};
use crate::id::ActorId;

const SEM: &str = "http://semanticweb.cs.vu.nl/2009/11/sem/";
const PROV: &str = "http://www.w3.org/ns/prov#";
const SCHEMA: &str = "https://schema.org/";
const OWN: &str = "urn:diplograph:vocabulary:";

/// The graph as TriG, events without a target too.
pub fn trig(graph: &RelationGraph, title: &str) -> Vec<u8> {
    let mut quads = Quads::default();
    let whole = name("urn:diplograph:graph", "");
    quads.add(&whole, rdfs::LABEL.into_owned(), Literal::from(title));
    graph.nodes().for_each(|node| quads.actor(node));
    let all = || graph.edges().chain(&graph.solo);
    for link in &graph.represents {
        quads.add(&actor(&link.actor), own("represents"), actor(&link.party));
    }
    for edge in all() {
        quads.event_type(edge);
        edge.events.iter().for_each(|event| quads.provenance(edge, event));
    }
    // A claim's graph follows on the default graph, so that each stands in one block.
    all().for_each(|edge| edge.events.iter().for_each(|event| quads.claim(graph.level, edge, event)));
    quads.written()
}

#[derive(Default)]
struct Quads {
    quads: Vec<Quad>,
    graph: Option<NamedNode>,
    known: std::collections::BTreeSet<String>,
}

impl Quads {
    fn add(&mut self, subject: &NamedNode, predicate: NamedNode, object: impl Into<Term>) {
        let graph = self.graph.clone().map_or(GraphName::DefaultGraph, GraphName::NamedNode);
        self.quads.push(Quad::new(subject.clone(), predicate, object, graph));
    }

    /// Adds a literal unless it is empty.
    fn say(&mut self, subject: &NamedNode, predicate: NamedNode, text: &str) {
        if !text.is_empty() {
            self.add(subject, predicate, Literal::from(text));
        }
    }

    /// Whether this is the first time that something is described.
    fn is_new(&mut self, node: &NamedNode) -> bool {
        self.known.insert(node.as_str().to_owned())
    }

    fn actor(&mut self, node: &Node) {
        let id = actor(&node.id);
        self.add(&id, rdf::TYPE.into_owned(), term(SEM, "Actor"));
        self.say(&id, rdfs::LABEL.into_owned(), &node.name);
        self.say(&id, own("code"), &node.code);
        self.say(&id, own("kind"), kind_name(node.kind));
    }

    fn event_type(&mut self, edge: &Edge) {
        let kind = &edge.event_type;
        let id = name("cameo", &kind.cameo);
        if !self.is_new(&id) {
            return;
        }
        self.add(&id, rdf::TYPE.into_owned(), term(SEM, "EventType"));
        self.say(&id, rdfs::LABEL.into_owned(), &kind.name);
        self.say(&id, own("plover"), kind.plover.as_deref().unwrap_or_default());
        self.add(&id, own("quad"), Literal::from(i64::from(kind.quad)));
        self.add(&id, own("goldstein"), decimal(kind.goldstein));
    }

    /// Who claims it, from which words of which article.
    fn provenance(&mut self, edge: &Edge, event: &Event) {
        let (claim, told) = (claim(event), &event.evidence);
        let article = name("article", told.article.as_str());
        self.add(&claim, rdf::TYPE.into_owned(), term(PROV, "Entity"));
        self.add(&claim, term(PROV, "wasDerivedFrom"), article.clone());
        self.add(&claim, own("about"), name("event", edge.id.as_str()));
        if let Some(speaker) = &event.attribution {
            self.add(&claim, term(PROV, "wasAttributedTo"), actor(&speaker.actor));
            self.say(&actor(&speaker.actor), rdfs::LABEL.into_owned(), &speaker.name);
        }
        self.add(&claim, own("confidence"), decimal(event.confidence));
        self.say(&claim, term(PROV, "value"), &told.text);
        self.say(&claim, own("trigger"), &told.trigger.text);
        self.say(&claim, own("rule"), &told.rule);
        if self.is_new(&article) {
            self.add(&article, rdf::TYPE.into_owned(), term(SCHEMA, "NewsArticle"));
            self.say(&article, term(SCHEMA, "headline"), told.title.as_deref().unwrap_or_default());
            self.say(&article, term(SCHEMA, "url"), told.url.as_deref().unwrap_or_default());
            self.say(&article, term(SCHEMA, "publisher"), told.publisher.as_deref().unwrap_or_default());
        }
    }

    /// What is claimed, in a graph of its own.
    fn claim(&mut self, level: Level, edge: &Edge, event: &Event) {
        self.graph = Some(claim(event));
        let id = name("event", edge.id.as_str());
        let side = |side: &Participant| actor(if level == Level::Party { &side.party } else { &side.actor });
        self.add(&id, rdf::TYPE.into_owned(), term(SEM, "Event"));
        self.add(&id, term(SEM, "eventType"), name("cameo", &event.event_type.cameo));
        self.say(&id, rdfs::LABEL.into_owned(), &event.evidence.label);
        self.add(&id, term(SEM, "hasActor"), side(&event.source));
        self.add(&id, own("source"), side(&event.source));
        if let Some(target) = &event.target {
            self.add(&id, term(SEM, "hasActor"), side(target));
            self.add(&id, own("target"), side(target));
        }
        self.add(&id, own("status"), Literal::from(event.status.name()));
        if let Some(date) = date(event) {
            self.add(&id, term(SEM, "hasTimeStamp"), date);
        }
        self.graph = None;
    }

    fn written(self) -> Vec<u8> {
        let prefixes = [
            ("sem", SEM),
            ("prov", PROV),
            ("schema", SCHEMA),
            ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
            ("xsd", "http://www.w3.org/2001/XMLSchema#"),
            ("dg", OWN),
        ];
        // The prefixes are IRIs, as they stand above; and writing to memory does not fail.
        let serializer =
            prefixes.into_iter().try_fold(TriGSerializer::new(), |serializer, (name, iri)| serializer.with_prefix(name, iri));
        let mut writer = serializer.unwrap_or_default().for_writer(Vec::new());
        for quad in &self.quads {
            let _ = writer.serialize_quad(quad);
        }
        writer.finish().unwrap_or_default()
    }
}

fn claim(event: &Event) -> NamedNode {
    name("claim", event.id.as_str())
}

fn actor(id: &ActorId) -> NamedNode {
    name("actor", id.as_str())
}

fn own(word: &str) -> NamedNode {
    term(OWN, word)
}

/// A name of a vocabulary: ours are plain words, so that nothing needs to be checked.
fn term(vocabulary: &str, word: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{vocabulary}{word}"))
}

/// The IRI of a thing: what an id has beyond letters and digits is written in per cent, so that it is one whatever the id.
fn name(class: &str, id: &str) -> NamedNode {
    if id.is_empty() {
        return NamedNode::new_unchecked(class);
    }
    let write = |byte: u8| match byte {
        byte if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    NamedNode::new_unchecked(format!("urn:diplograph:{class}:{}", id.bytes().map(write).collect::<String>()))
}

fn decimal(value: f64) -> Literal {
    Literal::new_typed_literal(format!("{value:?}"), xsd::DECIMAL)
}

/// The date as exactly as it is known; of a week its first day.
fn date(event: &Event) -> Option<Literal> {
    let date = event.date?;
    Some(match event.date_precision {
        Some(Precision::Year) => Literal::new_typed_literal(date.strftime("%Y").to_string(), xsd::G_YEAR),
        Some(Precision::Month) => Literal::new_typed_literal(date.strftime("%Y-%m").to_string(), xsd::G_YEAR_MONTH),
        Some(Precision::Week | Precision::Day) | None => Literal::new_typed_literal(date.to_string(), xsd::DATE),
    })
}

//! The table of formats: what `export` writes.

use crate::export::tables::Files;
use crate::export::{cytoscape, dot, gexf, graphml, mermaid, node_link, tables, trig};
use crate::graph::RelationGraph;

/// A format that other tools read.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// What reads it.
    pub about: &'static str,
    /// How it is written, from the graph and its title.
    pub write: Write,
}

/// One file or several.
#[derive(Debug, Clone, Copy)]
pub enum Write {
    /// One file.
    File(fn(&RelationGraph, &str) -> Vec<u8>),
    /// Several files of a folder.
    Folder(fn(&RelationGraph, &str) -> Files),
}

/// Every format. A new one is a file beside this and a line here.
///
/// ```
/// use diplograph::export::formats::FORMATS;
/// let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
/// assert!(names.contains(&"graphml") && names.contains(&"trig"));
/// ```
pub const FORMATS: &[Format] = &[
    Format { name: "graphml", about: "GraphML: yEd, igraph, NetworkX", write: Write::File(graphml::graphml) },
    Format { name: "gexf", about: "GEXF 1.3, dynamic: Gephi", write: Write::File(gexf::gexf) },
    Format { name: "cytoscape", about: "Cytoscape.js JSON: Cytoscape, web pages", write: Write::File(cytoscape::cytoscape) },
    Format { name: "node-link", about: "NetworkX's node-link JSON, with all evidence", write: Write::File(node_link::node_link) },
    Format { name: "csv", about: "two tables for Gephi and spreadsheets (a folder)", write: Write::Folder(tables::gephi) },
    Format { name: "neo4j", about: "two tables for neo4j-admin import (a folder)", write: Write::Folder(tables::neo4j) },
    Format { name: "trig", about: "RDF as TriG: SEM, PROV-O, schema.org; a named graph a claim", write: Write::File(trig::trig) },
    Format { name: "mermaid", about: "Mermaid: pictures in Markdown", write: Write::File(mermaid::mermaid) },
    Format { name: "dot", about: "DOT: Graphviz", write: Write::File(|graph, title| dot::dot(graph, title).into_bytes()) },
    #[cfg(feature = "parquet")]
    Format {
        name: "parquet",
        about: "two tables as Parquet: DuckDB, pandas, Spark (a folder)",
        write: Write::Folder(crate::export::parquet::parquet),
    },
];

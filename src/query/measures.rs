//! Who matters: PageRank and betweenness of the ties.

use petgraph::visit::EdgeRef;
use rustworkx_core::centrality::betweenness_centrality;

use crate::query::ties::{Ties, relations};

/// The chance to follow a tie rather than to begin anew.
const DAMPING: f64 = 0.85;

/// PageRank: how often one comes to an actor who goes from source to target at random, each tie as likely as it has events,
/// and begins anew at any actor with 15%, and wherever nothing leads on (Page, Brin, Motwani and Winograd, "The PageRank
/// citation ranking", Stanford 1999). In the order of the ties' actors; sums to one.
///
/// By hand and not petgraph's `page_rank`: that one knows no weights, counts actors without ties otherwise, and takes
/// the square of the actors times the ties for each step.
pub fn page_rank(ties: &Ties) -> Vec<f64> {
    let actors = ties.node_count();
    let even = 1.0 / actors.max(1) as f64;
    let out: Vec<f64> = ties.node_indices().map(|node| ties.edges(node).map(|tie| tie.weight().events as f64).sum()).collect();
    let mut rank = vec![even; actors];
    for _ in 0..1000 {
        let stuck: f64 = rank.iter().zip(&out).filter(|(_, out)| **out == 0.0).map(|(rank, _)| rank).sum();
        let mut next = vec![(1.0 - DAMPING) * even + DAMPING * stuck * even; actors];
        for tie in ties.edge_references() {
            let from = tie.source().index();
            next[tie.target().index()] += DAMPING * rank[from] * tie.weight().events as f64 / out[from];
        }
        let change: f64 = rank.iter().zip(&next).map(|(old, new)| (old - new).abs()).sum();
        rank = next;
        if change < 1e-12 {
            break;
        }
    }
    rank
}

/// Betweenness: on which part of the shortest ways between two others an actor lies, of all pairs of others (Freeman, "A set of
/// measures of centrality based on betweenness", Sociometry 40, 1977; computed as by Brandes, 2001). Ways go along relations
/// in either direction, each of them one step. In the order of the ties' actors; between 0 and 1.
pub fn betweenness(ties: &Ties) -> Vec<f64> {
    // On one thread: sums of several would depend on who comes first.
    let shares = betweenness_centrality(&relations(ties), false, true, usize::MAX);
    shares.into_iter().map(Option::unwrap_or_default).collect()
}

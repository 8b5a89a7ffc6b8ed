//! Who matters: PageRank of the ties.

use petgraph::visit::EdgeRef;

use crate::query::ties::Ties;

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

//! Columns as questions see them.

use petgraph::graph::{EdgeIndex, NodeIndex};

use crate::graph::asked::{Asked, Graph, Known, Scope, Told};
use crate::graph::columns::{Columns, Edge, Run, Sieve};
use crate::graph::{Counts, Filter, Selection};
use crate::id::ActorId;

/// More events than this are not shown one by one.
const MOST_SHOWN: usize = 100_000;

/// What a filter keeps of columns.
pub struct Kept<'c> {
    columns: &'c Columns,
    sieve: Sieve,
}

fn number(at: NodeIndex) -> u32 {
    at.index() as u32
}

fn index(number: u32) -> NodeIndex {
    NodeIndex::new(number as usize)
}

impl Graph for Columns {
    fn size(&self) -> usize {
        self.actors().len()
    }

    fn actor(&self, at: NodeIndex) -> Known<'_> {
        let actor = &self.actors()[at.index()];
        Known { id: &actor.id, name: &actor.name, code: &actor.code, party: actor.party.as_ref() }
    }

    fn place(&self, id: &ActorId) -> Option<NodeIndex> {
        self.number(id).map(index)
    }

    fn busy(&self, at: NodeIndex) -> usize {
        let runs = self.outgoing(number(at)).iter().chain(self.incoming(number(at)));
        runs.map(Run::tellings).sum()
    }

    /// Columns hold the actors of one level alone.
    fn stands_for(&self, _: &dyn Fn(&ActorId) -> bool) -> Option<(&ActorId, NodeIndex)> {
        None
    }

    fn keep<'a>(&'a self, filter: &Filter) -> Option<Box<dyn Asked + 'a>> {
        let sieve = self.sieve(filter)?;
        Some(Box::new(Kept { columns: self, sieve }))
    }
}

impl<'c> Kept<'c> {
    fn run(&self, run: &'c Run) -> impl Iterator<Item = Edge<'c>> {
        let run = Some(run).filter(|run| self.sieve.keeps_ends(run.source, run.target));
        run.into_iter().flat_map(|run| self.columns.edges(run)).filter(|edge| self.sieve.keeps(edge))
    }

    fn told(&self, edge: &Edge<'c>) -> Told<'c> {
        Told {
            at: edge.at as usize,
            source: index(edge.source),
            target: edge.target.map(index),
            event_type: self.columns.kind(edge),
            status: edge.status(),
            date: edge.date(),
            precision: edge.precision(),
            confidence: edge.confidence(),
            tellings: edge.tellings.len(),
            words: None,
        }
    }
}

impl<'c> Asked for Kept<'c> {
    fn actors(&self) -> &dyn Graph {
        self.columns
    }

    fn events(&self, scope: Scope, each: &mut dyn FnMut(Told<'_>)) {
        let mut all = |run: &'c Run| self.run(run).for_each(|edge| each(self.told(&edge)));
        match scope {
            Scope::All => self.columns.runs().iter().for_each(all),
            Scope::Of(actor) => {
                self.columns.outgoing(number(actor)).iter().for_each(&mut all);
                self.columns.incoming(number(actor)).filter(|run| run.source != number(actor)).for_each(all);
            }
            Scope::Between(a, b) => {
                let [first, second] = [a.min(b), a.max(b)].map(number);
                let runs = [(first, second), (second, first)];
                let runs = runs.into_iter().take(if a == b { 1 } else { 2 });
                runs.filter_map(|(source, target)| self.columns.pair(source, target)).for_each(all);
            }
        }
    }

    fn alone(&self, of: Option<NodeIndex>, each: &mut dyn FnMut(Told<'_>)) {
        let all = 0..self.columns.actors().len() as u32;
        let actors = of.map_or(all, |actor| number(actor)..number(actor) + 1);
        for actor in actors.filter(|actor| self.sieve.keeps_actor(*actor)) {
            self.columns.alone(actor).filter(|edge| self.sieve.keeps(edge)).for_each(|edge| each(self.told(&edge)));
        }
    }

    fn pairs(&self) -> Vec<(NodeIndex, NodeIndex, Counts)> {
        let counted = self.columns.runs().iter().map(|run| (run, self.columns.count(run, &self.sieve)));
        counted
            .filter(|(_, counts)| counts.events > 0)
            .map(|(run, counts)| (index(run.source), index(run.target), counts))
            .collect()
    }

    fn places(&self, is_meant: &dyn Fn(NodeIndex, NodeIndex) -> bool) -> Vec<EdgeIndex> {
        let runs = self.columns.runs().iter().filter(|run| is_meant(index(run.source), index(run.target)));
        let edges = runs.flat_map(|run| self.run(run)).map(|edge| EdgeIndex::new(edge.at as usize));
        let places: Vec<EdgeIndex> = edges.take(MOST_SHOWN + 1).collect();
        if places.len() > MOST_SHOWN { Vec::new() } else { places }
    }

    fn selection(&self) -> Option<&Selection<'_>> {
        None
    }
}

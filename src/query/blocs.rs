//! `blocs`: who stands with whom.

use std::collections::BTreeMap;

use petgraph::graph::NodeIndex;

use crate::graph::Asked;
use crate::query::answer::{Answer, Cell, Table};
use crate::query::communities::communities;
use crate::query::signed::{Pull, signed};

/// The communities of the signed graph, and what passes within and between them.
pub fn blocs(asked: &dyn Asked) -> Answer {
    let signed = signed(asked);
    let found = communities(&signed);
    let mut home = BTreeMap::<NodeIndex, usize>::new();
    let mut busy = BTreeMap::<NodeIndex, u64>::new();
    for (bloc, members) in found.members.iter().enumerate() {
        members.iter().for_each(|&member| {
            home.insert(member, bloc);
        });
    }
    let mut between = BTreeMap::<(usize, usize), Pull>::new();
    for (&(a, b), pull) in &signed {
        for node in [a, b] {
            *busy.entry(node).or_default() += pull.together + pull.apart;
        }
        if let (Some(&a), Some(&b)) = (home.get(&a), home.get(&b)) {
            let sum = between.entry((a.min(b), a.max(b))).or_default();
            sum.together += pull.together;
            sum.apart += pull.apart;
        }
    }
    let scale = |tenths: u64| Cell::Signed(tenths as f64 / 10.0);
    let against = |pull: &Pull| Cell::Signed(-(pull.apart as f64) / 10.0);
    let mut table = Table::new("blocs", ["bloc", "members", "together", "apart", "who"]);
    let mut members = Table::new("members", ["bloc", "actor", "code", "pull"]);
    for (bloc, found) in found.members.iter().enumerate() {
        let mut found = found.clone();
        found.sort_by_key(|member| (std::cmp::Reverse(busy.get(member).copied()), *member));
        let names: Vec<&str> = found.iter().map(|member| asked.actors().actor(*member).name).collect();
        let inside = between.get(&(bloc, bloc)).copied().unwrap_or_default();
        let number = Cell::Count(bloc as u64 + 1);
        table.push([
            number.clone(),
            Cell::Count(found.len() as u64),
            scale(inside.together),
            against(&inside),
            Cell::text(names.join(", ")),
        ]);
        for member in found {
            let code = asked.actors().actor(member).code;
            let pull = busy.get(&member).copied().unwrap_or_default();
            members.push([number.clone(), Cell::actor(asked, member), Cell::text(code), Cell::Share(pull as f64 / 10.0, 1)]);
        }
    }
    let mut relations: Vec<_> = between.iter().filter(|((a, b), _)| a != b).collect();
    relations.sort_by_key(|(ends, pull)| (std::cmp::Reverse(pull.together + pull.apart), **ends));
    let mut across = Table::new("between blocs", ["bloc", "and bloc", "together", "apart"]);
    for (&(a, b), pull) in relations {
        across.push([Cell::Count(a as u64 + 1), Cell::Count(b as u64 + 1), scale(pull.together), against(pull)]);
    }
    let edges = asked.places(&|a, b| a != b && home.contains_key(&a) && home.contains_key(&b));
    let notes = vec![
        format!("signed modularity {:.3}; 'together' and 'apart' are sums of Goldstein values", found.modularity),
        "an actor without a positive or negative event is in no bloc".to_owned(),
    ];
    let notes = if table.rows.is_empty() { Vec::new() } else { notes };
    Answer { tables: vec![table, across, members], notes, edges, ..Answer::to("blocs: who stands with whom") }
}

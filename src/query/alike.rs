//! Questions are answered alike by the petgraph graph and by columns of the same events.

use std::collections::BTreeSet;

use bytes::Bytes;
use proptest::prelude::*;

use crate::graph::columns::tests::{columns, filters, records};
use crate::graph::tests::actors;
use crate::graph::{Columns, Filter, Graph, Level, fold};
use crate::query::answer::Cell;
use crate::query::events::ACT;
use crate::query::{Bucket, Length, Measure, Period, Question, Ranked, ask};

proptest! {
    #[test]
    fn questions_are_answered_alike(events in records(), filter in filters(), by in 0..4_usize) {
        let filter = Filter { sectors: BTreeSet::new(), ..filter };
        let small = fold(events.clone(), actors()).at(Level::Party);
        let big = columns(&events, Level::Party);
        let bytes = { let mut bytes = Vec::new(); big.write("key", &mut bytes).expect("memory"); Bytes::from(bytes) };
        prop_assert!(Columns::lent(&bytes, "other").is_none());
        // Bytes of a vector may begin anywhere; then they are not lent, and in a file they never do.
        let big = Columns::lent(&bytes, "key").unwrap_or(big);
        let (Some(usa), Some(russia)) = (small.place(&"usa".into()), small.place(&"russia".into())) else { return Ok(()) };
        prop_assert_eq!((big.place(&"usa".into()), big.place(&"russia".into())), (Some(usa), Some(russia)));
        prop_assert_eq!((small.busy(usa) > 0, small.size()), (big.busy(usa) > 0, big.size()));
        let (month, later) = (Period::parse("2019-12").expect("a month"), Period::parse("2020-01").expect("a month"));
        let bucket = [Bucket::Day, Bucket::Week, Bucket::Month, Bucket::Year][by];
        let measure = [Measure::Events, Measure::Goldstein, Measure::Conflict, Measure::PageRank][by];
        for question in [
            Question::Between(usa, russia),
            Question::Between(usa, usa),
            Question::Of(usa),
            Question::Path { from: usa, to: russia, length: [Length::Hops, Length::Weight][by % 2], most: 3 },
            Question::Around(russia, by),
            Question::Top(Ranked::Actors, measure),
            Question::Top(Ranked::Pairs, Measure::Goldstein),
            Question::Timeline(None, None, bucket),
            Question::Timeline(Some(usa), None, bucket),
            Question::Timeline(Some(usa), Some(russia), bucket),
            Question::Blocs,
            Question::Balance(None),
            Question::Changes(month, later),
        ] {
            let told = |graph: &dyn Graph| {
                let mut answer = ask(&*graph.keep(&filter).expect("no publishers"), &question);
                for row in answer.tables.iter_mut().flat_map(|table| &mut table.rows) {
                    (row.quote, row.untold) = (None, None);
                }
                // What happened in a few words is among the words; and the order of events on one day is that of their places.
                let events = answer.tables.iter_mut().filter(|table| table.name == "events");
                events.for_each(|table| {
                    table.rows.iter_mut().for_each(|row| row.cells[ACT] = Cell::Missing);
                    table.rows.sort_by_key(|row| format!("{row:?}"));
                });
                let counts = (answer.edges.len(), answer.solo.len());
                (answer.question, answer.lines, answer.tables, answer.notes, counts)
            };
            prop_assert_eq!(told(&small), told(&big), "{:?}", question);
        }
    }
}

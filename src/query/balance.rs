//! `balance`: three actors and the signs between them. Balanced are triads whose product of signs is positive: all friends, or
//! two friends against a third (Cartwright and Harary, "Structural balance", Psychological Review 63, 1956).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use petgraph::graph::{EdgeIndex, NodeIndex};

use crate::date::Date;
use crate::graph::{Asked, Scope};
use crate::query::answer::{Answer, Cell, Table};
use crate::query::signed::{Signed, signed, signed_where};

/// So many triads are listed, the strongest.
const LISTED: usize = 1000;

/// Three actors and the nets between first and second, first and third, second and third.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Triad {
    pub actors: [NodeIndex; 3],
    pub nets: [i64; 3],
}

impl Triad {
    pub fn is_balanced(&self) -> bool {
        self.nets.iter().filter(|net| **net < 0).count() % 2 == 0
    }

    /// A triad is as strong as its weakest side.
    fn strength(&self) -> u64 {
        self.nets.iter().map(|net| net.unsigned_abs()).min().unwrap_or_default()
    }

    /// How many of the signs are negative.
    pub fn kind(&self) -> usize {
        self.nets.iter().filter(|net| **net < 0).count()
    }
}

/// The signed graph's triads; and how they stood before a day and since, the middle one of the dated events if none is given.
pub fn balance(asked: &dyn Asked, split: Option<Date>) -> Answer {
    let (mut kinds, mut strongest) = ([0u64; 4], Strongest::new());
    each_triad(nets(&signed(asked)), |actors, nets| {
        let triad = Triad { actors, nets };
        kinds[triad.kind()] += 1;
        strongest.add(triad.strength(), actors, triad);
    });
    let strongest = strongest.sorted();
    let all: u64 = kinds.iter().sum();
    let mut summary = Table::new("kinds", ["signs", "means", "triads", "part", "balanced"]);
    let named = [
        ("+++", "all friends"),
        ("++-", "a friend of two who quarrel"),
        ("+--", "two friends against a third"),
        ("---", "all at odds"),
    ];
    for ((signs, means), count) in named.into_iter().zip(kinds).filter(|_| all > 0) {
        let balanced = if matches!(signs, "+++" | "+--") { "yes" } else { "no" };
        summary.push([
            Cell::text(signs),
            Cell::text(means),
            Cell::Count(count),
            Cell::Share(count as f64 / all as f64, 2),
            Cell::text(balanced),
        ]);
    }
    let day = split.or_else(|| middle(asked));
    let mut tables = vec![triads("triads", asked, &strongest), summary];
    let mut notes = Vec::new();
    if let Some(day) = day {
        let (changed, count) = changes(asked, day);
        notes.push(format!("{count} triads changed their balance on {day}, the day that parts the events"));
        tables.push(changed);
    }
    if all > 0 {
        notes.insert(0, format!("{:.0}% of {all} triads are balanced", 100.0 * (kinds[0] + kinds[2]) as f64 / all as f64));
    } else {
        notes.clear();
        tables.clear();
    }
    let edges = if all > 0 { edges_of(asked, &strongest) } else { Vec::new() };
    Answer { tables, notes, edges, ..Answer::to("balance: the triads of the signed graph") }
}

/// The relations that have a sign, each with its net.
pub(super) fn nets(signed: &Signed) -> impl Iterator<Item = ((NodeIndex, NodeIndex), i64)> {
    signed.iter().map(|(ends, pull)| (*ends, pull.net())).filter(|(_, net)| *net != 0)
}

/// Calls `found` with each three actors of whom all sides are there, in the order of the actors, and with what the sides hold.
pub(super) fn each_triad<T: Copy>(
    sides: impl Iterator<Item = ((NodeIndex, NodeIndex), T)>,
    mut found: impl FnMut([NodeIndex; 3], [T; 3]),
) {
    let mut later = BTreeMap::<NodeIndex, Vec<(NodeIndex, T)>>::new();
    for ((a, b), side) in sides {
        later.entry(a).or_default().push((b, side));
    }
    for (&a, others) in &later {
        for (at, &(b, ab)) in others.iter().enumerate() {
            let Some(thirds) = later.get(&b) else { continue };
            let mut thirds = thirds.iter().peekable();
            for &(c, ac) in &others[at + 1..] {
                while thirds.next_if(|(third, _)| *third < c).is_some() {}
                if let Some((_, bc)) = thirds.next_if(|(third, _)| *third == c) {
                    found([a, b, c], [ab, ac, *bc]);
                }
            }
        }
    }
}

/// How strong something is, the stronger first, and of whom it tells.
type Rank = (Reverse<u64>, [NodeIndex; 3]);

/// The strongest of very many, without keeping the others.
struct Strongest<T> {
    list: Vec<(Rank, T)>,
    /// The last of those that are listed as yet.
    bar: Option<Rank>,
}

impl<T> Strongest<T> {
    fn new() -> Strongest<T> {
        Strongest { list: Vec::new(), bar: None }
    }

    fn add(&mut self, strength: u64, actors: [NodeIndex; 3], one: T) {
        let rank = (Reverse(strength), actors);
        if self.bar.is_some_and(|bar| rank > bar) {
            return;
        }
        self.list.push((rank, one));
        if self.list.len() >= 4 * LISTED {
            self.shorten();
            self.bar = self.list.last().map(|(rank, _)| *rank);
        }
    }

    fn shorten(&mut self) {
        self.list.sort_by_key(|(rank, _)| *rank);
        self.list.truncate(LISTED);
    }

    fn sorted(mut self) -> Vec<T> {
        self.shorten();
        self.list.into_iter().map(|(_, one)| one).collect()
    }
}

/// The triads whose sides have signs both before the day and since, and whose balance differs.
fn changes(asked: &dyn Asked, day: Date) -> (Table, u64) {
    let before = signed_where(asked, |event| event.date.is_some_and(|date| date < day));
    let since = signed_where(asked, |event| event.date.is_some_and(|date| date >= day));
    let both = nets(&before).filter_map(|(ends, old)| {
        let new = since.get(&ends)?.net();
        (new != 0).then_some((ends, (old, new)))
    });
    let (mut count, mut changed) = (0, Strongest::new());
    each_triad(both, |actors, sides| {
        let [old, new] = [sides.map(|(old, _)| old), sides.map(|(_, new)| new)].map(|nets| Triad { actors, nets });
        if new.is_balanced() != old.is_balanced() {
            count += 1;
            changed.add(old.strength().min(new.strength()), actors, (old, new));
        }
    });
    let mut table = Table::new("changed", ["first", "second", "third", "before", "since", "now"]);
    for (old, new) in changed.sorted() {
        let now = if new.is_balanced() { "balanced" } else { "unbalanced" };
        let mut cells: Vec<Cell> = old.actors.into_iter().map(|actor| Cell::actor(asked, actor)).collect();
        cells.extend([signs(&old), signs(&new), now.to_owned()].map(Cell::Text));
        table.push(cells);
    }
    (table, count)
}

fn triads(name: &'static str, asked: &dyn Asked, triads: &[Triad]) -> Table {
    let mut table = Table::new(name, ["first", "second", "third", "1–2", "1–3", "2–3", "signs", "balanced"]);
    for triad in triads {
        let mut cells: Vec<Cell> = triad.actors.into_iter().map(|actor| Cell::actor(asked, actor)).collect();
        cells.extend(triad.nets.map(|net| Cell::Signed(net as f64 / 10.0)));
        cells.extend([signs(triad), if triad.is_balanced() { "yes".to_owned() } else { "no".to_owned() }].map(Cell::Text));
        table.push(cells);
    }
    table
}

fn signs(triad: &Triad) -> String {
    triad.nets.iter().map(|net| if *net < 0 { '-' } else { '+' }).collect()
}

/// The day in the middle of the dated events.
fn middle(asked: &dyn Asked) -> Option<Date> {
    let mut days = Vec::new();
    asked.events(Scope::All, &mut |event| days.extend(event.date));
    days.sort_unstable();
    days.get(days.len() / 2).copied()
}

fn edges_of(asked: &dyn Asked, triads: &[Triad]) -> Vec<EdgeIndex> {
    let sides = triads.iter().flat_map(|triad| {
        let [a, b, c] = triad.actors;
        [(a, b), (a, c), (b, c)]
    });
    let sides: std::collections::BTreeSet<(NodeIndex, NodeIndex)> = sides.collect();
    asked.places(&|a, b| sides.contains(&(a.min(b), a.max(b))))
}

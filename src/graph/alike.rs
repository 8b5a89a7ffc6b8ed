//! Whether two reports between the same parties tell of one event: by their days, words, numbers and places.

use std::collections::BTreeSet;

use rustc_hash::{FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};

use crate::date::Date;
use crate::events::Event;
use crate::graph::Edge;
use crate::id::ArticleId;

/// What a report, or several of one event, can be compared by.
#[derive(Debug, Clone, Default)]
pub(super) struct Profile {
    codes: BTreeSet<String>,
    /// Stems of the words that name the act.
    acts: FxHashSet<u64>,
    /// Stems of the sentence's other words of content, without the actors' names.
    pub(super) words: FxHashSet<u64>,
    numbers: BTreeSet<u32>,
    places: FxHashSet<u64>,
    days: BTreeSet<Date>,
    articles: BTreeSet<ArticleId>,
    /// Whether it is other people's record, which says itself on which day the event was.
    recorded: bool,
}

/// Fewer words of content than these say nothing.
const FEW: usize = 3;

/// What two reports have in common.
struct Shared {
    /// The share of the shorter one's words that the other has too.
    cover: f64,
    /// The words of the shorter one.
    least: usize,
    /// Whether a word for the act is the same.
    act: bool,
    /// Whether both name places, or numbers, and none in common.
    clash: bool,
}

impl Profile {
    pub(super) fn of(edge: &Edge) -> Profile {
        let mut profile = Profile::default();
        profile.codes.insert(edge.event_type.cameo.clone());
        edge.events.iter().for_each(|event| profile.add(event));
        profile
    }

    fn add(&mut self, event: &Event) {
        self.days.extend(event.date);
        self.recorded |= event.origin.is_some();
        self.articles.insert(event.evidence.article.clone());
        let sides = [Some(&event.source), event.target.as_ref()].into_iter().flatten();
        let names: FxHashSet<u64> = sides.flat_map(|side| [&side.name, &side.text]).flat_map(|name| stems(name)).collect();
        let acts: FxHashSet<u64> =
            [&event.evidence.label, &event.evidence.trigger.text].into_iter().flat_map(|word| stems(word)).collect();
        let mut before = "";
        for word in cut(&event.evidence.text) {
            match number(word) {
                Some(number) => drop(self.numbers.insert(number)),
                None if is_content(word) && !names.contains(&stem(word)) => {
                    if word.starts_with(char::is_uppercase) && matches!(before, "in" | "at" | "near" | "outside" | "off" | "on") {
                        self.places.insert(stem(word));
                    }
                    if !acts.contains(&stem(word)) {
                        self.words.insert(stem(word));
                    }
                }
                None => {}
            }
            before = word;
        }
        self.acts.extend(acts);
    }

    /// Takes in another report of the same event.
    pub(super) fn join(&mut self, other: Profile) {
        self.codes.extend(other.codes);
        self.acts.extend(other.acts);
        self.words.extend(other.words);
        self.numbers.extend(other.numbers);
        self.places.extend(other.places);
        self.days.extend(other.days);
        self.articles.extend(other.articles);
        self.recorded |= other.recorded;
    }

    /// How surely both tell of one event; `None` where they may not. When in doubt they do not.
    pub(super) fn alike(&self, other: &Profile) -> Option<u32> {
        let shared = self.shared(other);
        let telling = shared.least >= FEW;
        let same_code = !self.codes.is_disjoint(&other.codes);
        let apart = self.articles.is_disjoint(&other.articles);
        let days: BTreeSet<&Date> = self.days.union(&other.days).collect();
        let one_day = days.len() <= 1;
        // Beyond two days a chain of neighbours would join what is apart; and an article that gives two days means two events.
        let close = one_day || (apart && !(self.recorded || other.recorded) && days.len() == 2 && follow(&days));
        // What is told in nearly the same words may differ in a number, as later reports do.
        let repeated = shared.least >= FEW && shared.cover >= 0.8;
        if !close || (shared.clash && !repeated) {
            return None;
        }
        // A sentence of nothing but its actors and its act speaks against nothing.
        let covers = |least: f64| shared.least == 0 || shared.cover >= least;
        let enough = match (same_code, one_day) {
            (true, true) if !apart => shared.act || covers(0.2),
            (true, true) => covers(0.25),
            (true, false) => (shared.act && covers(0.25)) || (telling && shared.cover >= 0.35),
            (false, true) => telling && shared.cover >= 0.35,
            (false, false) => telling && shared.cover >= 0.45,
        };
        // In thousandths, so that no rounding decides.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        enough.then_some((shared.cover * 1000.0) as u32 + u32::from(same_code) + u32::from(one_day))
    }

    fn shared(&self, other: &Profile) -> Shared {
        let least = self.words.len().min(other.words.len());
        let common = self.words.intersection(&other.words).count();
        let clash_of = |one: bool, other: bool, disjoint: bool| !one && !other && disjoint;
        let places = clash_of(self.places.is_empty(), other.places.is_empty(), self.places.is_disjoint(&other.places));
        let numbers = clash_of(self.numbers.is_empty(), other.numbers.is_empty(), self.numbers.is_disjoint(&other.numbers));
        #[allow(clippy::cast_precision_loss)]
        let cover = if least == 0 { 0.0 } else { common as f64 / least as f64 };
        Shared { cover, least, act: !self.acts.is_disjoint(&other.acts), clash: places || numbers }
    }
}

/// Whether two days follow on each other.
fn follow(days: &BTreeSet<&Date>) -> bool {
    let ends = days.first().zip(days.last());
    ends.is_some_and(|(first, last)| first.tomorrow().is_ok_and(|tomorrow| tomorrow == **last))
}

fn cut(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn stems(text: &str) -> impl Iterator<Item = u64> {
    cut(text).filter(|word| word.len() > 1).map(stem)
}

/// A hash of the first five letters, small: "Georgian" is "Georgia".
fn stem(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    word.chars().flat_map(char::to_lowercase).take(5).for_each(|letter| letter.hash(&mut hasher));
    hasher.finish()
}

/// A number that counts something: years do not.
fn number(word: &str) -> Option<u32> {
    const WORDS: [&str; 11] = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    if let Some(at) = WORDS.iter().position(|known| word.eq_ignore_ascii_case(known)) {
        return u32::try_from(at + 2).ok();
    }
    word.parse::<u32>().ok().filter(|number| !(1900..=2100).contains(number) && *number > 1)
}

/// Words of grammar and of reporting, which every report has.
const COMMON: &[&str] = &[
    "the",
    "and",
    "that",
    "for",
    "with",
    "from",
    "its",
    "his",
    "her",
    "their",
    "has",
    "have",
    "had",
    "was",
    "were",
    "been",
    "are",
    "not",
    "but",
    "who",
    "which",
    "will",
    "would",
    "could",
    "said",
    "says",
    "say",
    "into",
    "over",
    "after",
    "before",
    "about",
    "against",
    "between",
    "than",
    "then",
    "this",
    "these",
    "those",
    "they",
    "them",
    "there",
    "where",
    "when",
    "while",
    "what",
    "also",
    "more",
    "most",
    "other",
    "some",
    "such",
    "only",
    "under",
    "out",
    "off",
    "near",
    "because",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "president",
    "minister",
    "government",
    "officials",
    "official",
    "people",
    "country",
    "one",
    "new",
    "told",
    "added",
    "would",
    "week",
    "month",
    "year",
    "day",
    "days",
    "yesterday",
    "today",
];

fn is_content(word: &str) -> bool {
    word.len() >= 3 && !COMMON.iter().any(|common| word.eq_ignore_ascii_case(common))
}

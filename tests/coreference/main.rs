//! Who is meant, measured: sixty openings of articles with their chains, by MUC, B-cubed, CEAF-e and the precision of links.
//!
//! The mentions are the marked ones; one that the program does not link stands alone. A link is right where the actor is the
//! one that the chain's names have; a link of words that are not marked is wrong.

mod measures;

use std::collections::{BTreeMap, BTreeSet};

use diplograph::Span;
use diplograph::actors::{Linked, Mention, Resolved, resolve};
use diplograph::id::ArticleId;
use diplograph::ingest::Article;
use diplograph::knowledge::{DataFiles, Knowledge};
use diplograph::text::annotate;

use measures::{b_cubed, ceaf_e, muc};

const OPENINGS: &str = include_str!("openings.txt");
/// In hundredths.
const LINKS: f64 = 90.0;
const SCORES: [(&str, f64); 3] = [("MUC", 80.0), ("B-cubed", 80.0), ("CEAF-e", 75.0)];

struct Opening {
    date: String,
    text: String,
    /// Each marked mention: the letters of its actors, none for `-`.
    marks: Vec<(Span, Vec<char>)>,
}

fn openings() -> Vec<Opening> {
    let mut openings: Vec<Opening> = Vec::new();
    for line in OPENINGS.lines().filter(|line| !line.is_empty()) {
        match line.strip_prefix("# ") {
            Some(date) if date.starts_with("20") => {
                openings.push(Opening { date: date.to_owned(), text: String::new(), marks: Vec::new() });
            }
            Some(_) => {}
            None => read(line, openings.last_mut().expect("a date first")),
        }
    }
    openings
}

fn read(line: &str, opening: &mut Opening) {
    let mut rest = line;
    while let Some((before, mark)) = rest.split_once('[') {
        opening.text.push_str(before);
        let (mark, after) = mark.split_once(']').expect("a closed mark");
        let (who, words) = mark.split_once(' ').expect("who, and words");
        let start = opening.text.len();
        opening.text.push_str(words);
        let who = who.chars().filter(char::is_ascii_lowercase).collect();
        opening.marks.push((Span::new(start, opening.text.len()), who));
        rest = after;
    }
    opening.text.push_str(rest);
}

/// The program's mention of a mark: the one of the longest words whose head stands in it.
fn found(resolved: &Resolved, mark: Span) -> Option<&Mention> {
    let head = |mention: &Mention| resolved.document.sentences[mention.sentence].tokens[mention.head].span;
    let inside = |mention: &&Mention| mark.start <= head(mention).start && head(mention).end <= mark.end;
    resolved.mentions.iter().filter(inside).max_by_key(|mention| mention.span.end - mention.span.start)
}

#[derive(Default)]
struct Links {
    right: usize,
    all: usize,
    wrong: Vec<String>,
}

#[test]
fn chains_are_found() {
    let knowledge = Knowledge::load(&DataFiles::default()).expect("the data is sound");
    let openings = openings();
    assert_eq!(openings.len(), 60);
    let (mut keys, mut responses) = (Vec::new(), Vec::new());
    let mut links = Links::default();
    for (at, opening) in openings.into_iter().enumerate() {
        let article = Article {
            id: ArticleId::from("a"),
            text: opening.text.clone(),
            title: None,
            date: opening.date.parse().ok(),
            url: None,
            source: None,
        };
        let resolved = resolve(annotate(article, &knowledge.language, &knowledge.model).0, &knowledge.actors);
        let mut key = BTreeMap::<char, BTreeSet<(usize, usize)>>::new();
        let mut response = BTreeMap::<String, BTreeSet<(usize, usize)>>::new();
        for (span, who) in &opening.marks {
            // Words for two are judged as links: the measures know chains of one.
            let [who] = who[..] else { continue };
            key.entry(who).or_default().insert((at, span.start));
            let actor =
                found(&resolved, *span).map_or_else(|| format!("alone {}", span.start), |mention| mention.actor.to_string());
            response.entry(actor).or_default().insert((at, span.start));
        }
        keys.extend(key.into_values());
        responses.extend(response.into_values());
        judge(&opening, &resolved, &mut links);
    }
    links.wrong.iter().for_each(|wrong| println!("{wrong}"));
    #[allow(clippy::cast_precision_loss)]
    let precision = 100.0 * links.right as f64 / links.all.max(1) as f64;
    println!("links: {} of {} right, {precision:.1}%", links.right, links.all);
    for ((name, least), (precision, recall, f1)) in
        SCORES.iter().zip([muc(&keys, &responses), b_cubed(&keys, &responses), ceaf_e(&keys, &responses)])
    {
        println!("{name}: precision {:.1} recall {:.1} F1 {:.1}", 100.0 * precision, 100.0 * recall, 100.0 * f1);
        assert!(100.0 * f1 >= *least, "{name}");
    }
    assert!(precision >= LINKS, "{} of {} links", links.right, links.all);
}

/// Judges every link that the program made through an earlier mention.
fn judge(opening: &Opening, resolved: &Resolved, links: &mut Links) {
    let named = |who: char| {
        let marks = opening.marks.iter().filter(|(_, actors)| actors[..] == [who]);
        marks
            .filter_map(|(span, _)| found(resolved, *span))
            .find(|mention| mention.linked != Linked::Coreference)
            .map(|mention| &mention.actor)
    };
    for mention in resolved.mentions.iter().filter(|mention| mention.linked == Linked::Coreference) {
        links.all += 1;
        let mark = opening.marks.iter().find(|(span, _)| found(resolved, *span) == Some(mention));
        let right = mark.is_some_and(|(_, who)| match who[..] {
            [] => false,
            [one] => named(one) == Some(&mention.actor),
            _ => {
                let wanted: BTreeSet<_> = who.iter().filter_map(|who| named(*who)).collect();
                wanted == mention.members.iter().collect()
            }
        });
        if right {
            links.right += 1;
        } else {
            let words = opening.text.get(mention.span.start..mention.span.end).unwrap_or_default();
            links.wrong.push(format!("{}: `{words}` is no {} in: {}", opening.date, mention.actor, opening.text));
        }
    }
}

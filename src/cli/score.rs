//! `score`: what was coded against gold: figures, tables, and the sentences that went wrong.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::Value;

use crate::actors::resolve;
use crate::cli::args::{Format, ScoreArgs};
use crate::cli::explain::why_not;
use crate::cli::{End, input, print, print_json, score_text};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::error::{Error, Result};
use crate::events::coder::code_article;
use crate::events::relate::relate;
use crate::ingest::Article;
use crate::knowledge::Knowledge;
use crate::knowledge::directory::Sort;
use crate::pipeline::code_articles;
use crate::score::classes::class;
use crate::score::coded::Coded;
use crate::score::gold::{self, Gold, Marks};
use crate::score::{Answers, Outcome, Score, score, tables};
use crate::span::Span;
use crate::text::annotate;

/// One file's score of one shape, as it is printed.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The file.
    pub file: String,
    /// What its texts are.
    pub shape: &'static str,
    /// How many there are.
    pub texts: usize,
    /// The figures usual for the shape, in percent.
    pub figures: Vec<crate::score::Figure>,
    /// Precision, recall and F1 by class.
    pub classes: Vec<tables::Row>,
    /// The same by quad class.
    pub quads: Vec<tables::Row>,
    /// The same for cooperation and conflict.
    pub binary: Vec<tables::Row>,
    /// Right actors, and the events of the right class whose actors the gold names.
    pub actors: Option<(usize, usize)>,
    /// What was taken for what.
    pub confusions: Vec<tables::Confusion>,
    /// How far the confidence is to be believed.
    pub reliability: Option<tables::Reliability>,
    /// The sentences that went wrong.
    pub mistakes: Vec<Mistake>,
}

/// A sentence that went wrong.
#[derive(Debug, Serialize)]
pub struct Mistake {
    /// Id of the text.
    pub id: String,
    /// The sentence.
    pub text: String,
    /// The class marked.
    pub marked: Option<&'static str>,
    /// The class coded in its place.
    pub coded: Option<&'static str>,
    /// Every event coded in the sentence.
    pub events: Vec<String>,
    /// What came of each word that was tried, and what came closest.
    pub why: Vec<String>,
}

/// Scores each gold file by itself.
///
/// # Errors
/// Where a file cannot be read or holds no gold, or nothing can be written.
pub fn run(args: &ScoreArgs, knowledge: &Knowledge, quiet: bool) -> Result<End> {
    let mut diagnostics = Vec::new();
    let given = args.events.as_deref().map(|path| read_events(path, &mut diagnostics)).transpose()?;
    let relations = args.relations.as_deref().map(|path| read_relations(path, &mut diagnostics)).transpose()?;
    let mut reports = Vec::new();
    for path in &args.gold {
        let (records, values) = read_gold(path, given.is_some(), &mut diagnostics)?;
        let mut answers = Answers { events: BTreeMap::new(), relations: BTreeMap::new(), actors: phrases(&records, knowledge) };
        answers.events = given.clone().unwrap_or_else(|| code(&records, knowledge));
        answers.relations = match (&relations, &given) {
            (Some(relations), _) => relations.clone(),
            (None, None) => relate_all(&values, knowledge),
            (None, Some(_)) => BTreeMap::new(),
        };
        let is_state = |code: &str| {
            let entry = knowledge.actors.by_code(code).map(|index| knowledge.actors.entry(index));
            entry.is_some_and(|entry| entry.sort == Sort::State)
        };
        for score in score(&records, &answers, &is_state) {
            let mistakes = mistakes(args.mistakes, &score, &records, &answers, given.is_none(), knowledge);
            reports.push(report(path, score, mistakes));
        }
    }
    match args.format {
        Format::Json => print_json(&reports)?,
        Format::Text => print(score_text::text(&reports).as_bytes())?,
    };
    input::report(&diagnostics, quiet);
    Ok(if reports.is_empty() || args.strict && !diagnostics.is_empty() { End::Nothing } else { End::Done })
}

fn report(file: &str, score: Score, mistakes: Vec<Mistake>) -> Report {
    Report {
        file: file.to_owned(),
        shape: score.shape.name(),
        texts: score.texts,
        classes: tables::classes(&score.outcomes),
        quads: tables::quads(&score.outcomes),
        binary: tables::binary(&score.outcomes),
        actors: tables::actors(&score.outcomes),
        confusions: tables::confusions(&score.outcomes),
        reliability: tables::reliability(&score.outcomes),
        figures: score.figures,
        mistakes,
    }
}

/// The values of a file of JSON Lines, with their lines; what is broken is told and left out.
fn read_lines(path: &str, diagnostics: &mut Vec<Diagnostic>) -> Result<Vec<(usize, Value)>> {
    let text = input::read_text(path)?;
    let mut values = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str(line) {
            Ok(value) => values.push((number, value)),
            Err(error) => diagnostics.push(at(path, number, "broken-json", format!("no valid JSON: {error}"))),
        }
    }
    Ok(values)
}

fn at(path: &str, line: usize, code: &str, message: String) -> Diagnostic {
    let place = Place { file: Some(path.to_owned()), line: Some(line), ..Place::default() };
    Diagnostic::new(Severity::Error, code, place, message)
}

fn read_events(path: &str, diagnostics: &mut Vec<Diagnostic>) -> Result<BTreeMap<String, Vec<Coded>>> {
    let mut events = Vec::new();
    for (number, value) in read_lines(path, diagnostics)? {
        match Coded::read(&value) {
            Some(event) => events.push(event),
            None => diagnostics.push(at(path, number, "no-event", "the line is no event record and is skipped".to_owned())),
        }
    }
    Ok(by_article(events))
}

fn by_article(events: Vec<Coded>) -> BTreeMap<String, Vec<Coded>> {
    let mut articles: BTreeMap<String, Vec<Coded>> = BTreeMap::new();
    for event in events.into_iter().filter(Coded::stands) {
        articles.entry(event.article.clone()).or_default().push(event);
    }
    for events in articles.values_mut() {
        events.sort_by(|one, other| other.confidence.total_cmp(&one.confidence));
    }
    articles
}

fn read_relations(path: &str, diagnostics: &mut Vec<Diagnostic>) -> Result<BTreeMap<String, Option<&'static str>>> {
    let lines = read_lines(path, diagnostics)?;
    let string = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
    let relation = |value: &Value| {
        let id = value.get("id")?.as_str()?.to_owned();
        Some((id, class(&string(value.pointer("/type/plover")), &string(value.pointer("/type/cameo")))))
    };
    Ok(lines.iter().filter_map(|(_, value)| relation(value)).collect())
}

/// The gold of a file, and its records as they stand.
fn read_gold(path: &str, by_index: bool, diagnostics: &mut Vec<Diagnostic>) -> Result<(Vec<Gold>, Vec<(String, Value)>)> {
    let lines = read_lines(path, diagnostics)?;
    let (events, records): (Vec<_>, Vec<_>) =
        lines.into_iter().partition(|(_, value)| value.get("evidence").is_some() && value.get("type").is_some());
    let events: Vec<Value> = events.into_iter().map(|(_, value)| value).collect();
    let mut gold = gold::from_events(&events, by_index);
    let mut values = Vec::new();
    for (number, value) in records {
        match gold::read(&value, &format!("{path}:{number}")) {
            Ok(record) => {
                values.push((record.id.clone(), value));
                gold.push(record);
            }
            Err(message) => diagnostics.push(at(path, number, "no-gold", message)),
        }
    }
    if gold.is_empty() {
        let first = diagnostics.first().map(|diagnostic| format!("; the first line says: {diagnostic}")).unwrap_or_default();
        return Err(Error::Input(format!("{path} holds no gold: write one JSON record a line (README.md, \"Score\"){first}")));
    }
    Ok((gold, values))
}

fn article(gold: &Gold) -> Article {
    Article::of(&gold.id, &gold.text, gold.title.as_deref(), gold.date.as_deref())
}

fn code(records: &[Gold], knowledge: &Knowledge) -> BTreeMap<String, Vec<Coded>> {
    let coded = code_articles(records.iter().map(article).collect(), knowledge, || ());
    by_article(coded.events.iter().map(Coded::of).collect())
}

/// The relation between the two spans of each record that has spans.
fn relate_all(records: &[(String, Value)], knowledge: &Knowledge) -> BTreeMap<String, Option<&'static str>> {
    let marked: Vec<&(String, Value)> = records.iter().filter(|(_, value)| value.get("spans").is_some()).collect();
    let related = marked.into_par_iter().filter_map(|(id, value)| {
        let text = value.get("text")?.as_str()?;
        let (sources, targets): (Vec<Span>, Vec<Span>) = crate::cli::relate::both_spans(value.as_object()?, text);
        let document = annotate(
            Article::of(id, text, None, value.get("date").and_then(Value::as_str)),
            &knowledge.language,
            &knowledge.model,
        )
        .0;
        let relation = relate(document, &sources, &targets, knowledge);
        let kind = relation.map(|relation| relation.event_type);
        Some((id.clone(), kind.and_then(|kind| class(kind.plover.as_deref().unwrap_or_default(), &kind.cameo))))
    });
    related.collect()
}

/// The code of each phrase that names an actor: that of the widest mention.
fn phrases(records: &[Gold], knowledge: &Knowledge) -> BTreeMap<String, String> {
    let phrases = records.iter().filter(|record| matches!(record.marks, Marks::Phrase { .. }));
    let coded = phrases.map(|record| {
        let document = annotate(article(record), &knowledge.language, &knowledge.model).0;
        let resolved = resolve(document, &knowledge.actors);
        let widest = resolved.mentions.iter().max_by_key(|mention| (mention.span.end - mention.span.start, mention.place));
        let actor = widest.and_then(|mention| resolved.actors.get(&mention.actor));
        (record.id.clone(), actor.map(|actor| actor.code.clone()).unwrap_or_default())
    });
    coded.collect()
}

/// The first sentences that went wrong, in the order of the gold.
fn mistakes(
    most: usize,
    score: &Score,
    records: &[Gold],
    answers: &Answers,
    coded_here: bool,
    knowledge: &Knowledge,
) -> Vec<Mistake> {
    let wrong = score.outcomes.iter().filter(|outcome| !outcome.is_right());
    wrong.take(most).map(|outcome| mistake(outcome, &records[outcome.record], answers, coded_here, knowledge)).collect()
}

fn mistake(outcome: &Outcome, gold: &Gold, answers: &Answers, coded_here: bool, knowledge: &Knowledge) -> Mistake {
    let (start, end) = outcome.unit.unwrap_or((0, gold.text.len()));
    let here = |at: Option<usize>| outcome.unit.is_none() || at.is_some_and(|at| (start..end).contains(&at));
    let events = answers.events.get(&gold.id).into_iter().flatten().filter(|event| here(event.at));
    let told = events.map(|event| {
        let (source, target) = (&event.source, &event.target);
        let name = |side: &crate::score::coded::Side| if side.code.is_empty() { side.text.clone() } else { side.code.clone() };
        format!("{} {} {} ({:.2}, {})", name(source), event.cameo, name(target), event.confidence, event.rule)
    });
    Mistake {
        id: gold.id.clone(),
        text: Span::new(start, end).of(&gold.text).trim().to_owned(),
        marked: outcome.marked,
        coded: outcome.coded,
        events: told.collect(),
        why: if coded_here { why(gold, start, end, knowledge) } else { Vec::new() },
    }
}

/// What the coder tried in these bytes of a text, and what came closest.
fn why(gold: &Gold, start: usize, end: usize, knowledge: &Knowledge) -> Vec<String> {
    let document = annotate(article(gold), &knowledge.language, &knowledge.model).0;
    let resolved = resolve(document, &knowledge.actors);
    let (_, considered) = code_article(&resolved, knowledge);
    let sentences = resolved.document.sentences.iter().enumerate();
    let inside = sentences.filter(|(_, sentence)| sentence.span.overlaps(Span::new(start, end)));
    inside.flat_map(|(index, _)| why_not(&resolved, index, &considered, knowledge)).collect()
}

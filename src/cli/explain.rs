//! `explain`: every step for one sentence.

use std::fmt::Write as _;
use std::io::Read as _;

use comfy_table::Table;
use comfy_table::presets::NOTHING;
use serde_json::{Value, json};

use crate::actors::{Resolved, resolve};
use crate::cli::args::{ExplainArgs, Format};
use crate::cli::{End, input, print, print_json};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::events::coder::{Considered, Outcome, code_article};
use crate::events::grounds::grounds;
use crate::events::misses::{Miss, closest};
use crate::id::ArticleId;
use crate::ingest::Article;
use crate::knowledge::Knowledge;
use crate::text::{Document, annotate};

/// Explains one sentence (or a few).
///
/// # Errors
/// Where a CoNLL-U file cannot be read, or nothing can be written.
pub fn run(args: &ExplainArgs, knowledge: &Knowledge) -> Result<End> {
    let mut steps = Vec::new();
    for document in documents(args, knowledge)? {
        let resolved = resolve(document, &knowledge.actors);
        let (events, considered) = code_article(&resolved, knowledge);
        steps.push((resolved, events, considered));
    }
    let found = steps.iter().any(|(_, events, _)| !events.is_empty());
    match args.format {
        Format::Json => {
            let steps = steps.iter().map(|(resolved, events, tried)| as_json(resolved, events, tried, knowledge));
            print_json(&steps.collect::<Vec<_>>())?
        }
        Format::Text => {
            let steps = steps.iter().map(|(resolved, events, tried)| as_text(resolved, events, tried, knowledge));
            print(steps.collect::<String>().as_bytes())?
        }
    };
    Ok(if found { End::Done } else { End::Nothing })
}

fn documents(args: &ExplainArgs, knowledge: &Knowledge) -> Result<Vec<Document>> {
    if args.conllu {
        return input::read_conllu(&args.sentence, knowledge).map(|(documents, _)| documents);
    }
    let mut text = args.sentence.clone();
    if text == "-" {
        text.clear();
        std::io::stdin().read_to_string(&mut text).map_err(|source| Error::Read { path: "-".into(), source })?;
    }
    let article = Article { id: ArticleId::from("sentence"), text, title: None, date: args.date, url: None, source: None };
    Ok(vec![annotate(article, &knowledge.language, &knowledge.model).0])
}

/// Why a sentence coded nothing, a line for each reason: what was tried and refused, and what came closest.
pub fn why_not(resolved: &Resolved, index: usize, considered: &[Considered], knowledge: &Knowledge) -> Vec<String> {
    let Some(sentence) = resolved.document.sentences.get(index) else { return Vec::new() };
    let mut lines = Vec::new();
    if resolved.mentions.iter().all(|mention| mention.sentence != index) {
        lines.push("no actor was found in it".to_owned());
    }
    let here = considered.iter().filter(|tried| tried.sentence == index);
    let refused: Vec<&Considered> = here.filter(|tried| is_refusal(&tried.outcome)).collect();
    for tried in &refused {
        let word = &sentence.tokens[tried.token].form;
        let code = tried.code.as_ref().map(|code| format!(" {code} ({})", tried.rules.join(" < "))).unwrap_or_default();
        lines.push(format!("\"{word}\"{code}: {}", outcome(&tried.outcome)));
    }
    let near = closest(resolved, index, knowledge);
    lines.extend(near.iter().map(|miss| format!("close: {}", missed(miss, &sentence.tokens[miss.token].form, knowledge))));
    if refused.is_empty() && near.is_empty() {
        lines.push("no word of it has a sense in the lexicon that names an act".to_owned());
    }
    lines
}

fn is_refusal(outcome: &Outcome) -> bool {
    !matches!(outcome, Outcome::Coded(_) | Outcome::Governs | Outcome::Taken)
}

/// A near miss in words.
fn missed(miss: &Miss, word: &str, knowledge: &Knowledge) -> String {
    let code = miss.sense.code.as_deref().unwrap_or_default();
    let name = knowledge.ontology.event_type(code).map_or("", |kind| &kind.name);
    let lacks: Vec<String> = miss.lacks.iter().map(ToString::to_string).collect();
    let lacks = match lacks.is_empty() {
        true => "holds, but another sense of the word ranks higher".to_owned(),
        false => format!("lacks {}", lacks.join(", and ")),
    };
    format!("\"{word}\" as {code} {name} ({}) {lacks}", miss.sense.origin)
}

fn as_text(resolved: &Resolved, events: &[Event], considered: &[Considered], knowledge: &Knowledge) -> String {
    let document = &resolved.document;
    let mut out = String::new();
    for (index, sentence) in document.sentences.iter().enumerate() {
        let _ = writeln!(out, "{}\n", sentence.span.of(&document.article.text));
        let mut tree = table(["", "word", "lemma", "tag", "relation", "of"]);
        for (at, token) in sentence.tokens.iter().enumerate() {
            let head = token.head.map_or_else(String::new, |head| format!("{} {}", head + 1, sentence.tokens[head].form));
            tree.add_row([
                (at + 1).to_string(),
                token.form.clone(),
                token.lemma.clone(),
                token.xpos.clone(),
                token.relation.to_string(),
                head,
            ]);
        }
        let mut actors = table(["actor", "words", "code", "party", "linked by", ""]);
        for mention in resolved.mentions.iter().filter(|mention| mention.sentence == index) {
            let Some(actor) = resolved.actors.get(&mention.actor) else { continue };
            let party = actor.party.as_ref().map_or("", |party| party.as_str());
            let place = if mention.place { "a place here" } else { "" };
            let linked = format!("{:?}", mention.linked).to_lowercase();
            actors.add_row([&actor.name, mention.span.of(&document.article.text), &actor.code, party, &linked, place]);
        }
        let mut words = table(["word tried", "code", "outcome", "rules"]);
        for tried in considered.iter().filter(|tried| tried.sentence == index) {
            let word = &sentence.tokens[tried.token].form;
            words.add_row([word, tried.code.as_deref().unwrap_or("-"), &outcome(&tried.outcome), &tried.rules.join(" < ")]);
        }
        let _ = writeln!(out, "{tree}\n\n{actors}\n\n{words}\n");
        if events.iter().all(|event| event.evidence.sentence != index) {
            let _ = writeln!(out, "Nothing was coded here:");
            for line in why_not(resolved, index, considered, knowledge) {
                let _ = writeln!(out, "    {line}");
            }
            out.push('\n');
        }
    }
    if events.is_empty() {
        out.push_str("No event.\n");
    }
    for event in events {
        out.push_str(&told(resolved, event, knowledge));
    }
    out.push('\n');
    out
}

/// An event in words: what it is, and each part of its record with the words that decided it.
fn told(resolved: &Resolved, event: &Event, knowledge: &Knowledge) -> String {
    let kind = &event.event_type;
    let target = event.target.as_ref().map_or("-", |target| target.name.as_str());
    let mut out =
        format!("{} -> {target}: {} {}, confidence {:.2}\n", event.source.name, kind.cameo, kind.name, event.confidence);
    let grounds = grounds(resolved, event, knowledge).unwrap_or_default();
    let because = |words: &[String], otherwise: &str| match words.join(" ") {
        words if words.is_empty() => otherwise.to_owned(),
        words => format!(" by \"{words}\""),
    };
    let mut line = |what: &str, value: &str, because: &str| {
        let _ = writeln!(out, "    {what:9} {value}{because}");
    };
    line("rule", &event.evidence.rule, "");
    line("status", event.status.name(), &because(&grounds.status, ""));
    let date = event.date.zip(event.date_precision);
    let date = date.map_or_else(|| "unknown".to_owned(), |(date, precision)| format!("{date} ({})", precision.name()));
    line("date", &date, &because(&grounds.date, if event.date.is_some() { ", the article's" } else { "" }));
    let speakers: Vec<&str> = event.attribution.iter().chain(&event.relayed_by).map(|speaker| speaker.name.as_str()).collect();
    let speakers = if speakers.is_empty() { "nobody named".to_owned() } else { speakers.join(", passed on by ") };
    line("said by", &speakers, &because(&grounds.attribution, ""));
    if let Some(mode) = &kind.mode {
        line("mode", mode, &because(&grounds.mode, ", of its code"));
    }
    for (context, word) in event.contexts.iter().zip(&grounds.contexts) {
        line("context", context, &because(std::slice::from_ref(word), ", of its code or parties"));
    }
    let sizes = &event.sizes;
    let sizes =
        [("killed", sizes.killed), ("wounded", sizes.wounded), ("arrested", sizes.arrested), ("displaced", sizes.displaced)];
    let counted = sizes.iter().filter_map(|(harm, size)| size.map(|size| (harm, size)));
    for ((harm, size), word) in counted.zip(&grounds.sizes) {
        line(harm, &size.to_string(), &because(std::slice::from_ref(word), ""));
    }
    if let Some(place) = &event.place {
        line("place", place, &event.country.as_ref().map(|country| format!(", in {country}")).unwrap_or_default());
    }
    out
}

fn table<const N: usize>(header: [&str; N]) -> Table {
    let mut table = Table::new();
    table.load_style(NOTHING).set_header(header);
    table
}

/// An outcome in words.
fn outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Coded(1) => "coded: 1 event".to_owned(),
        Outcome::Coded(count) => format!("coded: {count} events"),
        Outcome::Quiet => "its sense here means no event".to_owned(),
        Outcome::Governs => "only tells how another act is meant".to_owned(),
        Outcome::Taken => "part of another word's act".to_owned(),
        Outcome::NoSource => "no actor who does it".to_owned(),
        Outcome::NoTarget => "no actor to whom it is done".to_owned(),
        Outcome::Gated => "who acts is no political actor, or may not do this".to_owned(),
        Outcome::OffTopic => "the article is about sport or film".to_owned(),
    }
}

fn as_json(resolved: &Resolved, events: &[Event], considered: &[Considered], knowledge: &Knowledge) -> Value {
    let text = &resolved.document.article.text;
    let sentences = resolved.document.sentences.iter().enumerate().map(|(index, sentence)| {
        let tokens = sentence.tokens.iter().map(|token| {
            json!({ "form": token.form, "lemma": token.lemma, "upos": token.upos.label(), "xpos": token.xpos, "head": token.head.map(|head| head + 1),
                    "relation": token.relation.label(), "span": token.span })
        });
        let mentions = resolved.mentions.iter().filter(|mention| mention.sentence == index).filter_map(|mention| {
            let actor = resolved.actors.get(&mention.actor)?;
            Some(json!({ "actor": actor, "text": mention.span.of(text), "span": mention.span, "linked": mention.linked, "place": mention.place }))
        });
        let tried = considered.iter().filter(|tried| tried.sentence == index).map(|tried| {
            json!({ "word": sentence.tokens[tried.token].form, "token": tried.token + 1, "code": tried.code, "rules": tried.rules,
                    "outcome": outcome(&tried.outcome) })
        });
        let mut told = json!({ "text": sentence.span.of(text), "tokens": tokens.collect::<Vec<_>>(), "mentions": mentions.collect::<Vec<_>>(),
                               "tried": tried.collect::<Vec<_>>() });
        if events.iter().all(|event| event.evidence.sentence != index) {
            let near = closest(resolved, index, knowledge);
            let near = near.iter().map(|miss| {
                json!({ "word": sentence.tokens[miss.token].form, "token": miss.token + 1, "code": miss.sense.code, "rule": miss.sense.origin,
                        "lacks": miss.lacks.iter().map(ToString::to_string).collect::<Vec<_>>() })
            });
            told["closest"] = near.collect();
            told["missing"] = json!(why_not(resolved, index, considered, knowledge));
        }
        told
    });
    let decided: Vec<_> = events.iter().map(|event| grounds(resolved, event, knowledge)).collect();
    json!({ "sentences": sentences.collect::<Vec<_>>(), "events": events, "decided": decided })
}

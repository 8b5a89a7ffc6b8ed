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
            print_json(&steps.iter().map(|(resolved, events, tried)| as_json(resolved, events, tried)).collect::<Vec<_>>())?
        }
        Format::Text => {
            print(steps.iter().map(|(resolved, events, tried)| as_text(resolved, events, tried)).collect::<String>().as_bytes())?
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

fn as_text(resolved: &Resolved, events: &[Event], considered: &[Considered]) -> String {
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
    }
    if events.is_empty() {
        out.push_str("No event: nothing that was tried came through.\n");
    }
    for event in events {
        let target = event.target.as_ref().map_or("-", |target| target.name.as_str());
        let kind = &event.event_type;
        let _ = writeln!(
            out,
            "{} -> {target}: {} {}, {:?}, confidence {:.2}",
            event.source.name, kind.cameo, kind.name, event.status, event.confidence
        );
        let date = event.date.map_or_else(|| "unknown".to_owned(), |date| date.to_string());
        let speaker = event.attribution.as_ref().map_or("nobody named", |speaker| speaker.name.as_str());
        let _ = writeln!(out, "    by {}; date {date}; said by {speaker}", event.evidence.rule);
    }
    out.push('\n');
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

fn as_json(resolved: &Resolved, events: &[Event], considered: &[Considered]) -> Value {
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
        json!({ "text": sentence.span.of(text), "tokens": tokens.collect::<Vec<_>>(), "mentions": mentions.collect::<Vec<_>>(), "tried": tried.collect::<Vec<_>>() })
    });
    json!({ "sentences": sentences.collect::<Vec<_>>(), "events": events })
}

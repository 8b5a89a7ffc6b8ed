//! A coded event as far as scoring looks at it: from the project's own record, or from anybody's lines of the same form.

use serde_json::Value;

use crate::events::Event;
use crate::score::classes::{Class, class};

/// What scoring needs to know of an event.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Coded {
    /// The text that it was read from.
    pub article: String,
    /// Its class; none for statements.
    pub class: Option<Class>,
    /// CAMEO code.
    pub cameo: String,
    /// Code and words of the source.
    pub source: Side,
    /// Code and words of the target.
    pub target: Side,
    /// `actual`, `planned`, `possible` or `negated`.
    pub status: String,
    /// 0 to 1.
    pub confidence: f64,
    /// Where its word begins, in bytes of the text.
    pub at: Option<usize>,
    /// Its sentence's index.
    pub sentence: Option<usize>,
    /// What made it.
    pub rule: String,
}

/// A side of an event.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Side {
    /// The actor's code.
    pub code: String,
    /// The words.
    pub text: String,
}

impl Coded {
    /// Of an event that was coded here.
    pub fn of(event: &Event) -> Coded {
        let side = |side: &crate::events::Participant| Side { code: side.code.clone(), text: side.text.clone() };
        let kind = &event.event_type;
        Coded {
            article: event.evidence.article.to_string(),
            class: class(kind.plover.as_deref().unwrap_or_default(), &kind.cameo),
            cameo: kind.cameo.clone(),
            source: side(&event.source),
            target: event.target.as_ref().map(side).unwrap_or_default(),
            status: format!("{:?}", event.status).to_lowercase(),
            confidence: event.confidence,
            at: Some(event.evidence.trigger.span.start),
            sentence: Some(event.evidence.sentence),
            rule: event.evidence.rule.clone(),
        }
    }

    /// Of a line of `events.jsonl`; what a line lacks is left empty. None without the text's id.
    pub fn read(line: &Value) -> Option<Coded> {
        let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
        let side = |name: &str| {
            let side = line.get(name);
            Side { code: text(side.and_then(|side| side.get("code"))), text: text(side.and_then(|side| side.get("text"))) }
        };
        let evidence = line.get("evidence")?;
        let kind = line.get("type")?;
        let cameo = text(kind.get("cameo"));
        let status = text(line.get("status"));
        let index = |value: Option<&Value>| value.and_then(Value::as_u64).and_then(|number| usize::try_from(number).ok());
        Some(Coded {
            article: evidence.get("article")?.as_str()?.to_owned(),
            class: class(&text(kind.get("plover")), &cameo),
            cameo,
            source: side("source"),
            target: side("target"),
            status: if status.is_empty() { "actual".to_owned() } else { status },
            confidence: line.get("confidence").and_then(Value::as_f64).unwrap_or_default(),
            at: index(evidence.pointer("/trigger/span/0")),
            sentence: index(evidence.get("sentence")),
            rule: text(evidence.get("rule")),
        })
    }

    /// Events that are denied, or that did not and will not happen, are not events.
    pub fn stands(&self) -> bool {
        self.status != "negated"
    }
}

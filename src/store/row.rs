//! An event as a row: a value for each column, in the order of `FIELDS`.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::Serialize;

use crate::actors::Linked;
use crate::error::{Error, Result};
use crate::events::{Event, Participant};
use crate::graph::columns::days;
use crate::store::fields::FIELDS;

/// A value of a row; `None` within it where the event has none.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value<'e> {
    Text(Option<Cow<'e, str>>),
    Day(Option<i32>),
    Whole(Option<i64>),
    Real(Option<f64>),
}

/// The values of an event.
pub(super) fn row(event: &Event) -> Result<[Value<'_>; FIELDS.len()]> {
    let [actor, name, code, party, words, start, end, linked] = side(Some(&event.source));
    let [to_actor, to_name, to_code, to_party, to_words, to_start, to_end, to_linked] = side(event.target.as_ref());
    let (kind, evidence, origin) = (&event.event_type, &event.evidence, event.origin.as_deref());
    Ok([
        text(event.id.as_str()),
        day(event.date),
        maybe(event.date_precision.map(crate::date::Precision::name)),
        actor,
        name,
        code,
        party,
        words,
        start,
        end,
        linked,
        to_actor,
        to_name,
        to_code,
        to_party,
        to_words,
        to_start,
        to_end,
        to_linked,
        text(&kind.cameo),
        text(&kind.name),
        text(&kind.root),
        maybe(kind.plover.as_deref()),
        maybe(kind.mode.as_deref()),
        Value::Whole(Some(i64::from(kind.quad))),
        Value::Real(Some(kind.goldstein)),
        text(event.status.name()),
        json(event.attribution.as_ref())?,
        json(Some(&event.relayed_by).filter(|speakers| !speakers.is_empty()))?,
        maybe(event.place.as_deref()),
        maybe(event.country.as_deref()),
        json(Some(&event.contexts).filter(|contexts| !contexts.is_empty()))?,
        json(Some(&event.sizes).filter(|sizes| !sizes.is_empty()))?,
        Value::Real(Some(event.confidence)),
        text(evidence.article.as_str()),
        maybe(evidence.title.as_deref()),
        maybe(evidence.url.as_deref()),
        maybe(evidence.publisher.as_deref()),
        whole(Some(evidence.sentence)),
        text(&evidence.text),
        text(&evidence.trigger.text),
        whole(Some(evidence.trigger.span.start)),
        whole(Some(evidence.trigger.span.end)),
        text(&evidence.rule),
        text(&evidence.label),
        maybe(origin.map(|origin| origin.dataset.as_str())),
        maybe(origin.map(|origin| origin.row.as_str())),
        day(origin.and_then(|origin| origin.reported)),
        maybe(origin.and_then(|origin| origin.told_date.as_deref())),
        maybe(origin.and_then(|origin| origin.code.as_deref())),
        Value::Real(origin.and_then(|origin| origin.intensity)),
        Value::Whole(origin.and_then(|origin| origin.mentions).map(i64::from)),
        Value::Whole(origin.and_then(|origin| origin.sources).map(i64::from)),
        Value::Whole(origin.and_then(|origin| origin.articles).map(i64::from)),
        Value::Real(origin.and_then(|origin| origin.tone)),
        maybe(origin.and_then(|origin| origin.country.as_deref())),
        Value::Real(origin.and_then(|origin| origin.latitude)),
        Value::Real(origin.and_then(|origin| origin.longitude)),
    ])
}

fn side(side: Option<&Participant>) -> [Value<'_>; 8] {
    let linked = |linked: Linked| match linked {
        Linked::Dictionary => "dictionary",
        Linked::Title => "title",
        Linked::Coreference => "coreference",
        Linked::Inferred => "inferred",
        Linked::None => "none",
    };
    [
        maybe(side.map(|side| side.actor.as_str())),
        maybe(side.map(|side| side.name.as_str())),
        maybe(side.map(|side| side.code.as_str())),
        maybe(side.map(|side| side.party.as_str())),
        maybe(side.map(|side| side.text.as_str())),
        whole(side.map(|side| side.span.start)),
        whole(side.map(|side| side.span.end)),
        maybe(side.map(|side| linked(side.linked))),
    ]
}

fn text(text: &str) -> Value<'_> {
    maybe(Some(text))
}

fn maybe(text: Option<&str>) -> Value<'_> {
    Value::Text(text.map(Cow::Borrowed))
}

/// Days since 1970, as Parquet counts them.
fn day(date: Option<Date>) -> Value<'static> {
    Value::Day(date.map(days))
}

fn whole(number: Option<usize>) -> Value<'static> {
    Value::Whole(number.and_then(|number| i64::try_from(number).ok()))
}

fn json(value: Option<&impl Serialize>) -> Result<Value<'static>> {
    let text = value.map(serde_json::to_string).transpose().map_err(|error| Error::Input(error.to_string()))?;
    Ok(Value::Text(text.map(Cow::Owned)))
}

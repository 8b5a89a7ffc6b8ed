//! A row becomes an event record.

use std::borrow::Cow;

use crate::actors::Actor;
use crate::date::Precision;
use crate::events::{Event, Evidence, Origin, Participant, Sizes, Status, Trigger};
use crate::id::{ArticleId, EventId};
use crate::records::{Act, Format, Resolver, Row, Types, Who, day};
use crate::span::Span;

/// What nobody can check has no likelihood of its own: what a data set tells is taken as told.
const TAKEN_AS_TOLD: f64 = 1.0;

/// The event of a row; where its type is not known, why there is none.
pub(super) fn event(row: &Row<'_>, format: Format, resolver: &mut Resolver<'_>, types: &mut Types<'_>) -> Result<Event, String> {
    let told_code = row.act.code();
    let Some(event_type) = types.of(&row.act).cloned() else {
        return Err(format!("the event code is \"{told_code}\", and no root of that is known"));
    };
    let same = match row.act {
        Act::Cameo { .. } => told_code == event_type.cameo,
        Act::Plover { ref event, .. } => event_type.plover.as_deref() == Some(event),
    };
    let (date, replaced) = day(row.day, row.reported);
    let unreadable = row.day.is_none() && !row.told.is_empty();
    let owned = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let place = owned(&row.spot.name);
    let contexts = match &row.act {
        Act::Plover { contexts, .. } => contexts.iter().map(|context| context.clone().into_owned()).collect(),
        Act::Cameo { .. } => Vec::new(),
    };
    let origin = Origin {
        dataset: format.name().to_owned(),
        row: row.row.clone().into_owned(),
        reported: row.reported,
        told_date: (replaced || unreadable).then(|| row.told.clone().into_owned()),
        code: (!same).then(|| told_code.clone().into_owned()),
        intensity: row.intensity.real(),
        mentions: row.mentions.count(),
        sources: row.sources.count(),
        articles: row.articles.count(),
        tone: row.tone.real(),
        country: owned(&row.spot.country),
        latitude: row.spot.latitude.real(),
        longitude: row.spot.longitude.real(),
    };
    let text = row.text.clone().into_owned();
    Ok(Event {
        id: EventId::from(format!("{format}:{}", row.id)),
        date,
        date_precision: date.map(|_| Precision::Day),
        source: participant(row.source.as_ref(), resolver),
        target: row.target.as_ref().map(|who| participant(Some(who), resolver)),
        status: Status::Actual,
        attribution: None,
        relayed_by: Vec::new(),
        place,
        country: None,
        contexts,
        sizes: Sizes::default(),
        confidence: TAKEN_AS_TOLD,
        evidence: Evidence {
            article: article(row, format),
            title: None,
            url: owned(&row.url),
            publisher: owned(&row.publisher),
            sentence: row.sentence.unwrap_or(0),
            text,
            trigger: Trigger { text: row.words.clone().into_owned(), span: Span::new(0, 0) },
            rule: format.name().to_owned(),
            label: types.label(&event_type.cameo),
        },
        origin: Some(Box::new(origin)),
        event_type,
    })
}

/// What stands for the article: its address, its own id in the data set, else the row.
fn article(row: &Row<'_>, format: Format) -> ArticleId {
    match (&*row.url, &*row.story) {
        ("", "") => ArticleId::from(format!("{format}:{}", row.row)),
        ("", story) => ArticleId::from(format!("{format}:{story}")),
        (url, _) => ArticleId::from(url.to_owned()),
    }
}

fn participant(who: Option<&Who<'_>>, resolver: &mut Resolver<'_>) -> Participant {
    let whom = resolver.whom(who);
    let Actor { id, name, code, party, .. } = &whom.actor;
    Participant {
        actor: id.clone(),
        name: name.clone(),
        code: code.clone(),
        party: party.clone().unwrap_or_else(|| id.clone()),
        text: who.map_or(Cow::Borrowed(""), Who::words).into_owned(),
        span: Span::new(0, 0),
        linked: whom.linked,
    }
}

impl Who<'_> {
    /// The words for it: its name, else its code.
    fn words(&self) -> Cow<'_, str> {
        let (name, code) = match self {
            Who::Coded { code, name } => (name, code),
            Who::Named { name, country, .. } | Who::Lettered { name, country, .. } => (name, country),
        };
        if name.is_empty() { Cow::Borrowed(code) } else { Cow::Borrowed(name) }
    }
}

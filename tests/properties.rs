//! What holds of every article, whatever stands in it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use diplograph::Span;
use diplograph::actors::Linked;
use diplograph::events::{Event, Participant};
use diplograph::id::ArticleId;
use diplograph::ingest::Article;
use diplograph::knowledge::{DataFiles, Knowledge};
use diplograph::pipeline::{Coded, code_articles};
use proptest::prelude::*;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::load(&DataFiles::default()).expect("the data is sound"));

fn article(id: &str, text: &str) -> Article {
    Article {
        id: ArticleId::from(id),
        text: text.to_owned(),
        title: None,
        date: "2015-03-10".parse().ok(),
        url: None,
        source: None,
    }
}

fn code(articles: Vec<Article>) -> Coded {
    code_articles(articles, &KNOWLEDGE, || ())
}

/// Any text: letters of any script, marks, control characters.
fn anything() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "\\PC{0,200}", "[ -~\n\t\u{0}\u{200b}\u{301}é中🇫🇷“”—…]{0,300}"]
}

/// Text made of the words of the news, in and out of order, with whatever else between them: most of it codes something.
fn news() -> impl Strategy<Value = String> {
    let words = [
        "Russia",
        "Barack Obama",
        "NATO",
        "the Kremlin",
        "Chinese President Xi Jinping",
        "the rebels",
        "he",
        "their",
        "Türkiye",
        "praised",
        "attacked",
        "met",
        "agreed to lift",
        "sanctions on",
        "talks with",
        "was condemned by",
        "said",
        "that",
        "and",
        ",",
        "not",
        "will",
        "who",
        "by",
        "to",
        "the",
        "“",
        "”",
        "\"",
        "(",
        ")",
        "—",
        "…",
        "é",
        "🇺🇦",
        "\u{301}",
        "<b>",
        "&",
        "\u{0}",
        ".",
        ". ",
        "\n",
        "\n\n",
        "MOSCOW, March 9 (Agency) -",
    ];
    prop::collection::vec(prop::sample::select(words.to_vec()), 0..40).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn events_of_any_text_are_sound(text in prop_oneof![anything(), news()]) {
        check(&code(vec![article("a", &text)]), &text)?;
    }

    #[test]
    fn events_of_news_are_sound(text in news()) {
        let text = format!("Barack Obama praised Russia.\n\n{text}");
        let coded = code(vec![article("a", &text)]);
        prop_assert!(!coded.events.is_empty(), "the first sentence codes");
        check(&coded, &text)?;
    }

    #[test]
    fn an_article_is_coded_alike_alone_and_among_others(texts in prop::collection::vec(news(), 2..5)) {
        let articles: Vec<Article> = texts.iter().enumerate().map(|(at, text)| article(&at.to_string(), text)).collect();
        let together = code(articles.clone());
        let alone: Vec<Coded> = articles.iter().map(|article| code(vec![article.clone()])).collect();
        let events: Vec<Event> = alone.iter().flat_map(|coded| coded.events.clone()).collect();
        prop_assert_eq!(&together.events, &events);
        let turned = code(articles.into_iter().rev().collect());
        let by_id = |events: &[Event]| events.iter().map(|event| (event.id.clone(), format!("{event:?}"))).collect::<BTreeSet<_>>();
        prop_assert_eq!(by_id(&turned.events), by_id(&together.events));
        prop_assert_eq!(alone.iter().map(|coded| coded.sentences).sum::<usize>(), together.sentences);
    }
}

fn check(coded: &Coded, text: &str) -> Result<(), TestCaseError> {
    let mut ids = BTreeSet::new();
    for event in &coded.events {
        prop_assert!(ids.insert(&event.id), "the id {} is of two events", event.id);
        prop_assert!((0.0..=1.0).contains(&event.confidence), "confidence {}", event.confidence);
        let evidence = &event.evidence;
        // The sentence is a stretch of the text, and all that the event names stands in the text as it is told.
        prop_assert!(
            text.contains(&evidence.text) && !evidence.text.is_empty(),
            "{:?} is no sentence of the text",
            evidence.text
        );
        stands(text, evidence.trigger.span, &evidence.trigger.text)?;
        prop_assert!(evidence.text.contains(&evidence.trigger.text), "the trigger is in another sentence");
        for side in [Some(&event.source), event.target.as_ref(), event.attribution.as_ref()].into_iter().flatten() {
            stands(text, side.span, &side.text)?;
            known(coded, side)?;
        }
        let line = serde_json::to_string(event).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert!(!line.contains('\n'), "one event, one line");
        let again: Event = serde_json::from_str(&line).map_err(|error| TestCaseError::fail(format!("{error}: {line}")))?;
        prop_assert_eq!(event, &again);
    }
    Ok(())
}

/// The span lies in the text, on the borders of characters, and holds the words.
fn stands(text: &str, span: Span, words: &str) -> Result<(), TestCaseError> {
    prop_assert!(span.start < span.end, "{span:?} is empty");
    prop_assert_eq!(text.get(span.start..span.end), Some(words));
    Ok(())
}

fn known(coded: &Coded, side: &Participant) -> Result<(), TestCaseError> {
    // Words that nobody was found for stand for themselves.
    if side.linked == Linked::None && side.code.is_empty() {
        prop_assert_eq!(&side.actor, &side.party);
        return Ok(());
    }
    for id in [&side.actor, &side.party] {
        prop_assert!(!id.as_str().is_empty(), "{:?} has no id", side);
        // A thing that nobody is known to own stands for itself, as words.
        prop_assert!(coded.actors.contains_key(id) || side.linked == Linked::None, "the actor {} is not among the actors", id);
    }
    Ok(())
}

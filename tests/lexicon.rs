//! Every sense of the lexicon codes its own example, and so does every word that shares the sense.

#[path = "support/inflect.rs"]
mod inflect;

use diplograph::events::Event;
use diplograph::id::ArticleId;
use diplograph::ingest::Article;
use diplograph::knowledge::lexicon::Example;
use diplograph::knowledge::{DataFiles, Knowledge};
use diplograph::pipeline::code_articles;
use diplograph::text::Upos;
use diplograph::text::language::LanguageData;
use diplograph::text::lemma::lemma;
use inflect::{Form, Inflection};

/// Of the words put into another word's example, so many percent must be coded as it is: the parser is not always right
/// about rare verbs.
const SUBSTITUTED: usize = 93;

fn fill(example: &Example, words: &[String], word: &str, inflection: &Inflection) -> String {
    let (before, rest) = example.sentence.split_once('{').expect("checked when loaded");
    let (shown, after) = rest.split_once('}').expect("checked when loaded");
    format!("{before}{}{after}", inflection.like(shown, &words[0], word))
}

/// Whether the events hold what is expected: `RUS UKR`, `RUS 051 UKR`, alternatives by "or", nothing for silence.
fn holds(expected: &str, code: Option<&str>, events: &[Event]) -> bool {
    if expected.is_empty() {
        return events.is_empty();
    }
    expected.split(" or ").any(|one| {
        let parts: Vec<&str> = one.split_whitespace().collect();
        let (source, code, target) = match parts[..] {
            [source, target] => (source, code.unwrap_or_default(), target),
            [source, code, target] => (source, code, target),
            _ => panic!("{expected}: write SOURCE TARGET or SOURCE CODE TARGET"),
        };
        events.iter().any(|event| {
            let target_code = event.target.as_ref().map_or("", |target| target.code.as_str());
            let same = |wanted: &str, got: &str| wanted == "---" || got.contains(wanted);
            event.event_type.cameo.starts_with(code) && same(source, &event.source.code) && same(target, target_code)
        })
    })
}

fn events_of(sentences: &[String], knowledge: &Knowledge) -> Vec<Vec<Event>> {
    let articles = sentences.iter().enumerate().map(|(at, text)| Article {
        id: ArticleId::from(format!("{at:06}")),
        text: text.clone(),
        title: None,
        date: None,
        url: None,
        source: None,
    });
    let mut by_article = vec![Vec::new(); sentences.len()];
    for event in code_articles(articles.collect(), knowledge, || ()).events {
        let at: usize = event.evidence.article.as_str().parse().expect("our own id");
        by_article[at].push(event);
    }
    by_article
}

#[test]
fn every_example_is_coded_as_it_says() {
    let knowledge = Knowledge::load(&DataFiles::default()).expect("the data is sound");
    let inflection = Inflection::load();
    let only = std::env::var("LEXICON_ONLY").unwrap_or_default();
    let senses =
        knowledge.lexicon.senses().iter().map(|sense| (&sense.origin, &sense.words, sense.code.as_deref(), &sense.examples));
    let governors =
        knowledge.lexicon.governors().iter().map(|governor| (&governor.origin, &governor.words, None, &governor.examples));
    let mut rows = Vec::new();
    for (origin, words, code, examples) in senses.chain(governors).filter(|(origin, ..)| origin.contains(&only)) {
        for example in examples {
            rows.extend(
                words.iter().map(|word| (origin, word == &words[0], code, example, fill(example, words, word, &inflection))),
            );
        }
    }
    let sentences: Vec<String> = rows.iter().map(|(.., sentence)| sentence.clone()).collect();
    let events = events_of(&sentences, &knowledge);
    let (mut own, mut substituted, mut wrong) = (Vec::new(), 0, Vec::new());
    for ((origin, first, code, example, sentence), events) in rows.iter().zip(&events) {
        substituted += usize::from(!first);
        if holds(&example.expected, *code, events) {
            continue;
        }
        let got: Vec<String> = events
            .iter()
            .map(|event| {
                format!(
                    "{} {} {}",
                    event.source.code,
                    event.event_type.cameo,
                    event.target.as_ref().map_or("---", |target| &target.code)
                )
            })
            .collect();
        let line = format!(
            "{origin} (example at line {}): {sentence} = {} {}, got {got:?}",
            example.line,
            code.unwrap_or_default(),
            example.expected
        );
        if *first { own.push(line) } else { wrong.push(line) }
    }
    let kept = 100 * (substituted - wrong.len()) / substituted.max(1);
    println!("{} examples, {} substituted words, {kept}% coded alike", rows.len() - substituted, substituted);
    println!("{}", wrong.join("\n"));
    assert!(own.is_empty(), "{} examples are not coded as they say:\n{}", own.len(), own.join("\n"));
    assert!(kept >= SUBSTITUTED, "only {kept}% of {substituted} substituted words are coded like their example");
}

#[test]
fn every_sense_has_an_example() {
    let knowledge = Knowledge::load(&DataFiles::default()).expect("the data is sound");
    let senses = knowledge.lexicon.senses().iter().filter(|sense| sense.examples.is_empty()).map(|sense| sense.origin.clone());
    let missing: Vec<String> = senses.collect();
    assert!(missing.is_empty(), "{} senses lack an example:\n{}", missing.len(), missing.join("\n"));
    assert!(knowledge.lexicon.len() >= 2000, "only {} senses", knowledge.lexicon.len());
}

/// Verbs that share their forms: of two spellings, or of two words.
const EITHER: [[&str; 2]; 6] = [
    ["enrol", "enroll"],
    ["fulfil", "fulfill"],
    ["instil", "instill"],
    ["programme", "program"],
    ["rout", "route"],
    ["lambast", "lambaste"],
];

#[test]
fn every_verb_is_found_again_from_its_forms() {
    let files = DataFiles::default();
    let (knowledge, language) = (Knowledge::load(&files).expect("sound"), LanguageData::load(&files).expect("sound"));
    let inflection = Inflection::load();
    let senses =
        knowledge.lexicon.senses().iter().filter(|sense| sense.origin.starts_with("verbs/")).flat_map(|sense| &sense.words);
    let heads: std::collections::BTreeSet<&str> = senses.map(|word| word.split('_').next().unwrap_or(word)).collect();
    let forms = [(Form::Past, "VBD"), (Form::Participle, "VBN"), (Form::Gerund, "VBG"), (Form::Third, "VBZ")];
    let mut wrong = Vec::new();
    // Predicates stand under "be" (`be_critical`), which has more forms than a verb has.
    for head in heads.into_iter().filter(|head| *head != "be" && head.contains(['a', 'e', 'i', 'o', 'u', 'y'])) {
        for (form, tag) in forms {
            let word = inflection.form(head, form);
            let found = lemma(&word, tag, Upos::Verb, &language);
            let spelt_two_ways = EITHER.iter().any(|pair| pair.contains(&head) && pair.contains(&found.as_str()));
            if found != head && !spelt_two_ways {
                wrong.push(format!("{word} {tag}: {found}, not {head}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} forms have another lemma:\n{}", wrong.len(), wrong.join("\n"));
}

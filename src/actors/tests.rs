//! Mentions on trees, with small tables; and, where the gold is at hand, figures.

use std::collections::BTreeMap;
use std::path::Path;

use crate::actors::trees::annotated_by;
use crate::actors::{Resolved, resolve};
use crate::knowledge::{ActorDirectory, DataFiles};
use crate::text::conllu;
use crate::text::language::LanguageData;
use crate::text::model::{Model, PATH};

/// A line for each mention: the words, the actor's id and code, how it was linked.
fn listing(resolved: &Resolved) -> String {
    let mut out = String::new();
    for (index, sentence) in resolved.document.sentences.iter().enumerate() {
        out += &format!("# {}\n", sentence.span.of(&resolved.document.article.text));
        for mention in resolved.mentions.iter().filter(|mention| mention.sentence == index) {
            let actor = &resolved.actors[&mention.actor];
            let head = &sentence.tokens[mention.head].form;
            let party = actor.party.as_ref().map_or("-", |party| party.as_str());
            let words = mention.span.of(&resolved.document.article.text);
            let place = if mention.place { " place" } else { "" };
            out += &format!(
                "    {head} | {words} | {} | {} | {party} | {:?} {:?}{place}\n",
                actor.id, actor.code, actor.kind, mention.linked
            );
        }
    }
    out
}

#[test]
#[ignore = "prints the mentions of a treebank or a text: TREES=file.conllu or TEXT=file, DATA=folder, ON=day"]
fn print_mentions() {
    let variable = |name: &str| std::env::var(name).ok();
    let files = DataFiles::new(variable("DATA").as_deref().map(Path::new));
    let directory = ActorDirectory::load(&files).unwrap();
    let day = variable("ON").and_then(|day| day.parse().ok());
    let data = LanguageData::load(&files).unwrap();
    if let Some(path) = variable("TREES") {
        for mut document in conllu::read(&std::fs::read_to_string(&path).unwrap(), &path, &data).0 {
            document.article.date = document.article.date.or(day);
            println!("{}", listing(&resolve(document, &directory)));
        }
    }
    if let Some(path) = variable("TEXT") {
        let model = Model::load(&files.bytes(PATH).unwrap()).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        println!("{}", listing(&resolve(annotated_by(&text, day, &data, &model), &directory)));
    }
}

/// The records of a gold file; none where the gold is not at hand.
fn gold(file: &str) -> Vec<serde_json::Value> {
    let Ok(text) = std::fs::read_to_string(format!("/work/shared/gold/{file}")) else {
        println!("no gold {file}: skipped");
        return Vec::new();
    };
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Short phrases: country and sector as expected.
#[test]
#[ignore = "measures against gold that is not part of the project"]
fn measure_phrases() {
    let files = DataFiles::new(std::env::var("DATA").ok().as_deref().map(Path::new));
    let (directory, data) = (ActorDirectory::load(&files).unwrap(), LanguageData::load(&files).unwrap());
    let model = Model::load(&files.bytes(PATH).unwrap()).unwrap();
    let (mut all, mut countries, mut sectors) = (0, 0, 0);
    for record in gold("ngec_actors.jsonl") {
        let expect = |field: &str| record["expect"][field].as_str();
        let (Some(country), Some(text)) = (expect("country"), record["text"].as_str()) else { continue };
        let country = match country {
            "EUR" => "EU",
            "XKX" => "KOS",
            other => other,
        };
        let day = record["kwargs"]["query_date"].as_str().and_then(|day| day.parse().ok());
        let resolved = resolve(annotated_by(text, day.or("2022-06-01".parse().ok()), &data, &model), &directory);
        let root = resolved.document.sentences[0].tokens.iter().position(|token| token.head.is_none());
        let mention = root.and_then(|root| resolved.mention(0, root)).or(resolved.mentions.first());
        let code = mention.map_or("", |mention| resolved.actors[&mention.actor].code.as_str());
        let state = directory.by_code(code.get(..3).unwrap_or("")).is_some();
        let (found, sector) = if state { code.split_at(3) } else { ("", code) };
        let international = !code.is_empty() && !state && code.len() != 3;
        let right =
            found == country || (country == "IGO" && code.len() > 1) || code == country || (international && code == country);
        let sector_right =
            expect("code_1").is_none_or(|wanted| wanted == sector || wanted.is_empty() || wanted == "UNK" && sector.is_empty());
        all += 1;
        countries += usize::from(right);
        sectors += usize::from(right && sector_right);
        if !(right && sector_right) && std::env::var("SHOW").is_ok() {
            println!("{text}: {code}, expected {country} {:?}", expect("code_1"));
        }
    }
    println!("{all} phrases: country right {countries}, country and sector right {sectors}");
}

/// Gold actors in sentences: whether a mention covers their words, and whether its country is the expected one.
#[test]
#[ignore = "measures against gold that is not part of the project"]
fn measure_sentences() {
    let files = DataFiles::new(std::env::var("DATA").ok().as_deref().map(Path::new));
    let (directory, data) = (ActorDirectory::load(&files).unwrap(), LanguageData::load(&files).unwrap());
    let model = Model::load(&files.bytes(PATH).unwrap()).unwrap();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, record) in gold("plover_gsr.jsonl").iter().enumerate().filter(|(number, _)| number % 2 == 0) {
        let text = record["text"].as_str().unwrap();
        let resolved = resolve(annotated_by(text, "2000-01-01".parse().ok(), &data, &model), &directory);
        for actor in ["source", "target"].iter().flat_map(|side| record[*side].as_array().into_iter().flatten()) {
            let (words, wanted) = (actor["text"].as_str().unwrap(), actor["code"].as_str().unwrap());
            let Some(start) = text.find(words) else { continue };
            let span = crate::span::Span::new(start, start + words.len());
            let within = |mention: &&crate::actors::Mention| {
                let head = resolved.document.sentences[mention.sentence].tokens[mention.head].span;
                mention.span.overlaps(span) && (span.contains(head) || mention.span.contains(span))
            };
            let codes: Vec<&str> =
                resolved.mentions.iter().filter(within).map(|mention| resolved.actors[&mention.actor].code.as_str()).collect();
            let international = matches!(wanted, "IGO" | "NGO" | "IMG");
            let right =
                codes.iter().any(|code| code.starts_with(wanted) || international && !code.is_empty() || wanted.is_empty());
            *counts.entry("all").or_default() += 1;
            *counts.entry("covered").or_default() += usize::from(!codes.is_empty());
            *counts.entry("right").or_default() += usize::from(right);
            if !right && std::env::var("SHOW").is_ok() {
                println!("{number} [{words}] {codes:?}, expected {wanted}: {text}");
            }
        }
    }
    println!("{counts:?}");
}

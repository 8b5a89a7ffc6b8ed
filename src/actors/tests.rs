//! Mentions on trees, with small tables; and, where the gold is at hand, figures.

use std::path::Path;

use crate::actors::trees::conllu;
use crate::actors::{Resolved, resolve};
use crate::knowledge::{ActorDirectory, DataFiles};

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
            out += &format!("    {head} | {words} | {} | {} | {party} | {:?} {:?}{place}\n", actor.id, actor.code, actor.kind, mention.linked);
        }
    }
    out
}

#[test]
#[ignore = "prints the mentions of a treebank: TREES=file.conllu DATA=folder"]
fn print_mentions() {
    let files = DataFiles::new(std::env::var("DATA").ok().as_deref().map(Path::new));
    let directory = ActorDirectory::load(&files).unwrap();
    let text = std::fs::read_to_string(std::env::var("TREES").unwrap()).unwrap();
    for document in text.split("# newdoc") {
        println!("{}", listing(&resolve(conllu(document, std::env::var("ON").ok().and_then(|day| day.parse().ok())), &directory)));
    }
}

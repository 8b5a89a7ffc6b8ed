//! `actors`: looks an actor up by name, or resolves a phrase as an article's mention would be.

use std::io::Write;

use comfy_table::Table;
use comfy_table::presets::NOTHING;
use serde_json::json;

use crate::actors::{Actor, ActorKind, resolve};
use crate::cli::args::{ActorsArgs, ActorsCommand, Format};
use crate::cli::{End, actors_check, print, print_json};
use crate::date::Date;
use crate::error::Result;
use crate::id::{ActorId, ArticleId};
use crate::ingest::Article;
use crate::knowledge::directory::Found;
use crate::knowledge::{ActorDirectory, DataFiles, Knowledge};
use crate::text::{Relation, Token, annotate};

/// Prints the actors that a name may mean; without any, whom a phrase would mean in an article; else the nearest name known.
///
/// # Errors
/// Where the data folder has a mistake.
pub fn run(args: &ActorsArgs, files: &DataFiles) -> Result<End> {
    if let Some(ActorsCommand::Check(check)) = &args.command {
        return actors_check::run(check, &Knowledge::load(files)?);
    }
    let directory = ActorDirectory::load(files)?;
    let found = directory.find(&args.name, args.on);
    if args.format == Format::Json && !found.is_empty() {
        print_json(&found.iter().map(|found| as_json(&directory, found)).collect::<Vec<_>>())?;
    } else if !found.is_empty() {
        print(as_text(&directory, &found).as_bytes())?;
    }
    if !found.is_empty() {
        return Ok(End::Done);
    }
    let knowledge = Knowledge::load(files)?;
    let read = composite(&args.name, &knowledge).or_else(|| described(&args.name, args.on, &knowledge));
    if args.format == Format::Json {
        let one = |actor: &Actor| json!({ "id": actor.id, "name": actor.name, "aliases": [], "code": actor.code, "party": actor.party, "office": null });
        print_json(&read.iter().map(one).collect::<Vec<_>>())?;
    } else if let Some(actor) = &read {
        print(as_text_row(actor).as_bytes())?;
    }
    if read.is_some() {
        return Ok(End::Done);
    }
    let hint = directory.suggest(&args.name).map_or_else(String::new, |near| format!("; did you mean {near}?"));
    let _ = writeln!(std::io::stderr(), "no actor is called {}{hint}", args.name);
    Ok(End::Nothing)
}

/// What a code of a country or an organization and sectors means: `RUSGOV`, `GBRGOVMIL`.
fn composite(code: &str, knowledge: &Knowledge) -> Option<Actor> {
    let code = code.trim().to_uppercase();
    let whole = (3..code.len()).filter(|end| code.is_char_boundary(*end)).rev();
    let (party, sectors) = whole.map(|end| code.split_at(end)).find_map(|(whole, rest)| {
        let names: Option<Vec<&str>> = (0..rest.len())
            .step_by(3)
            .map(|start| Some(knowledge.ontology.sector(rest.get(start..start + 3)?)?.name.as_str()))
            .collect();
        Some((knowledge.actors.entry(knowledge.actors.by_code(whole)?), names?))
    })?;
    let name = format!("{}: {}", party.name, sectors.join(", "));
    let id = ActorId::from(format!("{}/{}", party.id, code.to_lowercase()));
    Some(Actor { id, name, code, kind: ActorKind::Institution, party: Some(party.id.clone()) })
}

/// Whom a phrase would mean in an article that says nothing else: "1,500 Taliban prisoners", "a Delhi court".
pub(super) fn described(phrase: &str, on: Option<Date>, knowledge: &Knowledge) -> Option<Actor> {
    // As the subject of a clause a phrase is parsed as it would be in an article.
    let text = format!("{} said so.", phrase.trim().trim_end_matches('.'));
    let article = Article { id: ArticleId::from("phrase"), text, title: None, date: on, url: None, source: None };
    let resolved = resolve(annotate(article, &knowledge.language, &knowledge.model).0, &knowledge.actors);
    let verb = resolved.document.sentences.first()?.tokens.iter().position(|token| token.form == "said")?;
    let says = |token: &Token| token.head == Some(verb) && token.relation == Relation::Nsubj;
    let subject = resolved.document.sentences.first()?.tokens.iter().position(says)?;
    let actor = &resolved.mention(0, subject)?.actor;
    // What has neither code nor party is only the words again.
    resolved.actors.get(actor).filter(|actor| !actor.code.is_empty()).cloned()
}

fn as_text_row(actor: &Actor) -> String {
    let mut table = Table::new();
    table.load_style(NOTHING).set_header(["name", "code", "party"]);
    let party = actor.party.as_ref().map_or("", |party| party.as_str());
    table.add_row([actor.name.as_str(), actor.code.as_str(), party]);
    format!("{table}\n")
}

fn as_text(directory: &ActorDirectory, found: &[Found]) -> String {
    let mut table = Table::new();
    table.load_style(NOTHING).set_header(["name", "code", "party", "office", "from", "to", "also called"]);
    for found in found {
        let entry = directory.entry(found.entry);
        let party = found.party.map_or("", |party| directory.entry(party).name.as_str());
        let (office, from, to) =
            found.role.as_ref().map_or(("", None, None), |role| (role.office.as_str(), role.term.from, role.term.to));
        let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
        table.add_row([
            entry.name.clone(),
            found.code.clone(),
            party.to_owned(),
            office.to_owned(),
            day(from),
            day(to),
            entry.aliases.join("; "),
        ]);
    }
    format!("{table}\n")
}

fn as_json(directory: &ActorDirectory, found: &Found) -> serde_json::Value {
    let entry = directory.entry(found.entry);
    let role = found
        .role
        .as_ref()
        .map(|role| json!({ "office": role.office, "sector": role.sector, "from": role.term.from, "to": role.term.to }));
    json!({ "id": entry.id, "name": entry.name, "aliases": entry.aliases, "code": found.code,
            "party": found.party.map(|party| &directory.entry(party).id), "office": role })
}

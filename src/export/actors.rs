//! `actors.jsonl`: everybody whom the events name, one on each line by id, and whom they stand for.

use std::collections::BTreeMap;

use crate::actors::Actor;
use crate::error::Result;
use crate::export::{json_lines, read_json_lines};
use crate::id::ActorId;

/// The actors as JSON lines.
pub fn actors(actors: &BTreeMap<ActorId, Actor>) -> Vec<u8> {
    json_lines(actors.values())
}

/// Reads them back. `name` is what errors call the file.
///
/// # Errors
/// Where a line is no actor or the last one is cut.
pub fn read(text: &[u8], name: &str) -> Result<BTreeMap<ActorId, Actor>> {
    let actors: Vec<Actor> = read_json_lines(text, name, "an actor")?;
    Ok(actors.into_iter().map(|actor| (actor.id.clone(), actor)).collect())
}

//! The columns of a store, kept beside its segments and mapped to memory, so that a question begins at once.
//!
//! They are a copy of what the segments say: where they are missing, or of another manifest, they are made anew.

use bytes::Bytes;
use sha2::{Digest, Sha256};

use crate::graph::Level;
use crate::graph::columns::Columns;
use crate::store::{Store, disk};

/// The columns that lie beside the segments, if they are those of the manifest.
pub(super) fn open(store: &Store, level: Level) -> Option<Columns> {
    let bytes: Bytes = disk::map(&store.folder.join(file(level)))?;
    Columns::lent(&bytes, &key(store))
}

/// Lays them there. A store that may only be read does without.
pub(super) fn keep(store: &Store, level: Level, columns: &Columns) {
    let key = key(store);
    let _ = disk::write_beside(&store.folder.join(file(level)), &mut |out| columns.write(&key, out));
}

fn file(level: Level) -> &'static str {
    match level {
        Level::Person => "person.columns",
        Level::Party => "party.columns",
    }
}

/// What the columns are made of: every segment, in order.
fn key(store: &Store) -> String {
    let mut digest = Sha256::new();
    for segment in &store.manifest.segments {
        digest.update(&segment.file);
        digest.update(&segment.sha256);
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

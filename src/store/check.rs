//! Checking: whether every segment is there, as it was written, with each id once.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;
use sha2::{Digest, Sha256};

use crate::error::Result;
use crate::store::{Store, disk, read};

/// Something wrong with a store.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Fault {
    /// Which segment, by its path in the store.
    pub file: String,
    /// What is wrong.
    pub message: String,
}

/// What is wrong with a store; nothing for one that is sound.
///
/// # Errors
/// Where the store cannot be looked at. What is found is no error.
pub fn check(store: &Store) -> Result<Vec<Fault>> {
    let mut faults = Vec::new();
    let months: BTreeSet<&str> = store.manifest.segments.iter().map(|segment| segment.month.as_str()).collect();
    for month in months {
        let mut ids = FxHashSet::<String>::default();
        for segment in store.manifest.segments.iter().filter(|segment| segment.month == month) {
            let mut fault = |message: String| faults.push(Fault { file: segment.file.clone(), message });
            let bytes = match disk::read(&store.folder.join(&segment.file)) {
                Ok(bytes) => bytes,
                Err(error) => {
                    fault(error.to_string());
                    continue;
                }
            };
            let sha256: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            if sha256 != segment.sha256 {
                fault(format!("its bytes are not those that were written ({} of {})", bytes.len(), segment.bytes));
                continue;
            }
            match read::whole(store, segment) {
                Ok(events) => {
                    if events.len() as u64 != segment.events {
                        fault(format!("it holds {} events, and should {}", events.len(), segment.events));
                    }
                    let twice = events.into_iter().filter(|event| !ids.insert(event.id.to_string())).count();
                    if twice > 0 {
                        fault(format!("{twice} events are in the month already"));
                    }
                }
                Err(error) => fault(error.to_string()),
            }
        }
    }
    Ok(faults)
}

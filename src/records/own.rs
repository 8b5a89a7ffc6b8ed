//! Our own event records: what `events.jsonl` holds.

use crate::events::Event;

/// The event of a record.
pub(super) fn event(bytes: &[u8]) -> Result<Event, String> {
    serde_json::from_slice(bytes).map_err(|error| format!("no event record: {error}"))
}

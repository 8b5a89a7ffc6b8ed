//! Compacting: the many small segments of a month become one.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::error::Result;
use crate::store::{Manifest, Segment, Store, add, disk, manifest, read};

/// A segment is not made larger than this many events.
const MOST: u64 = 1_000_000;

/// Joins the segments of each month, and says how many there were before and are now. Whoever reads meanwhile reads what the old
/// manifest names, as long as those files are there.
///
/// # Errors
/// Where another process writes, or something cannot be read or written: then the month in question is as it was.
pub fn compact(folder: &Path) -> Result<(usize, usize)> {
    let store = Store::open(folder)?;
    let _lock = disk::lock(folder)?;
    // What was written until the lock was had counts.
    let mut store = Store { manifest: manifest::read(folder)?, ..store };
    let before = store.manifest.segments.len();
    for (month, segments) in groups(&store.manifest) {
        let mut events = Vec::new();
        for segment in &segments {
            events.extend(read::whole(&store, segment)?);
        }
        let mut next = store.manifest.clone();
        next.made += 1;
        let made = add::write_segment(folder, &month, next.made, events)?;
        next.segments.retain(|segment| !segments.contains(segment));
        next.segments.push(made);
        next.segments.sort();
        manifest::write(folder, &next)?;
        store.manifest = next;
        for segment in segments {
            // Nobody names it any more; the next writer removes it where this does not.
            let _ = fs::remove_file(folder.join(segment.file));
        }
    }
    Ok((before, store.manifest.segments.len()))
}

/// The segments of a month that are to become one: two or more, together not too large.
fn groups(manifest: &Manifest) -> Vec<(String, Vec<Segment>)> {
    let mut months = BTreeMap::<&str, Vec<&Segment>>::new();
    for segment in &manifest.segments {
        months.entry(&segment.month).or_default().push(segment);
    }
    let mut groups = Vec::new();
    for (month, segments) in months {
        let (mut group, mut events): (Vec<Segment>, u64) = (Vec::new(), 0);
        let mut close = |group: &mut Vec<Segment>| {
            let group = std::mem::take(group);
            if group.len() > 1 {
                groups.push((month.to_owned(), group));
            }
        };
        for segment in segments {
            if events + segment.events > MOST {
                close(&mut group);
                events = 0;
            }
            events += segment.events;
            group.push(segment.clone());
        }
        close(&mut group);
    }
    groups
}

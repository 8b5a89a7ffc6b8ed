//! Columns as bytes: a head of JSON, and behind it every array as it stands in memory, so that a file of them can be asked where it lies.

use std::io::{self, Write};

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use crate::actors::Actor;
use crate::events::EventType;
use crate::graph::Level;
use crate::graph::columns::{Array, Columns};

/// What such bytes begin with. As a number, so that a machine of the other order of bytes does not take them for its own.
const MAGIC: u64 = 0x6467_636f_6c73_0001;

/// Arrays begin at multiples of this.
const ALIGNED: usize = 16;

#[derive(Serialize, Deserialize)]
struct Head<'h> {
    key: String,
    level: Option<Level>,
    actors: std::borrow::Cow<'h, [Actor]>,
    types: std::borrow::Cow<'h, [EventType]>,
    /// Of each array, in bytes.
    lengths: Vec<usize>,
}

impl Columns {
    /// Writes the columns. The key says of what they are.
    ///
    /// # Errors
    /// Where writing fails.
    pub fn write(&self, key: &str, out: &mut dyn Write) -> io::Result<()> {
        let arrays: [&[u8]; 8] = [
            bytemuck::cast_slice(&self.tellings),
            bytemuck::cast_slice(&self.runs),
            bytemuck::cast_slice(&self.starts),
            bytemuck::cast_slice(&self.back),
            bytemuck::cast_slice(&self.back_starts),
            bytemuck::cast_slice(&self.sums),
            bytemuck::cast_slice(&self.solo),
            bytemuck::cast_slice(&self.solo_starts),
        ];
        let head = serde_json::to_vec(&Head {
            key: key.to_owned(),
            level: self.level,
            actors: self.actors.as_slice().into(),
            types: self.types.as_slice().into(),
            lengths: arrays.iter().map(|array| array.len()).collect(),
        })?;
        out.write_all(&MAGIC.to_ne_bytes())?;
        out.write_all(&(head.len() as u64).to_ne_bytes())?;
        for part in [&head[..]].into_iter().chain(arrays) {
            out.write_all(part)?;
            out.write_all(&[0; ALIGNED][..padding(part.len())])?;
        }
        Ok(())
    }

    /// Columns that stand in bytes; `None` where these are of something else, of another machine or not whole.
    pub fn lent(bytes: &Bytes, key: &str) -> Option<Columns> {
        let number = |at: usize| bytes.get(at..at + 8)?.try_into().ok().map(u64::from_ne_bytes);
        if number(0)? != MAGIC {
            return None;
        }
        let mut rest = Parts { bytes, at: 16 };
        let head: Head<'_> = serde_json::from_slice(&rest.next(usize::try_from(number(8)?).ok()?)?).ok()?;
        let mut lengths = head.lengths.into_iter();
        let mut part = || rest.next(lengths.next()?);
        let columns = Columns {
            level: head.level,
            actors: head.actors.into_owned(),
            types: head.types.into_owned(),
            tellings: Array::lent(part()?)?,
            runs: Array::lent(part()?)?,
            starts: Array::lent(part()?)?,
            back: Array::lent(part()?)?,
            back_starts: Array::lent(part()?)?,
            sums: Array::lent(part()?)?,
            solo: Array::lent(part()?)?,
            solo_starts: Array::lent(part()?)?,
        };
        (head.key == key).then_some(columns)
    }
}

/// What stands in bytes one after the other.
struct Parts<'b> {
    bytes: &'b Bytes,
    at: usize,
}

impl Parts<'_> {
    fn next(&mut self, length: usize) -> Option<Bytes> {
        let end = self.at.checked_add(length).filter(|end| *end <= self.bytes.len())?;
        let part = self.bytes.slice(self.at..end);
        self.at = end + padding(length);
        Some(part)
    }
}

fn padding(length: usize) -> usize {
    length.next_multiple_of(ALIGNED) - length
}

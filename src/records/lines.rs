//! Lines of a file, numbered, each decoded by itself, with a limit to their length.

use std::borrow::Cow;
use std::io::{self, BufRead};

use encoding_rs::WINDOWS_1252;

/// A line may not be longer.
pub(super) const MOST_BYTES: usize = 1 << 20;

/// What came of reading a line.
pub(super) enum Line {
    /// It is in the buffer, without its end.
    Read,
    /// It is too long; its rest was passed over.
    TooLong,
    /// There is none.
    End,
}

/// Reads the next line into the buffer.
pub(super) fn next(reader: &mut impl BufRead, buffer: &mut Vec<u8>) -> io::Result<Line> {
    buffer.clear();
    let (mut any, mut too_long) = (false, false);
    loop {
        let ready = match reader.fill_buf() {
            Ok(ready) => ready,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if ready.is_empty() {
            break;
        }
        any = true;
        let end = memchr::memchr(b'\n', ready);
        let part = &ready[..end.unwrap_or(ready.len())];
        too_long |= buffer.len() + part.len() > MOST_BYTES;
        if !too_long {
            buffer.extend_from_slice(part);
        }
        let used = part.len() + usize::from(end.is_some());
        reader.consume(used);
        if end.is_some() {
            break;
        }
    }
    if buffer.last() == Some(&b'\r') {
        buffer.pop();
    }
    Ok(if too_long {
        Line::TooLong
    } else if any {
        Line::Read
    } else {
        Line::End
    })
}

/// The text of a line, and whether it is UTF-8; what is not is read as Windows-1252, which Latin-1 is a part of.
pub(super) fn decode(line: &[u8]) -> (Cow<'_, str>, bool) {
    match std::str::from_utf8(line) {
        Ok(text) => (Cow::Borrowed(text.trim_start_matches('\u{feff}')), true),
        Err(_) => (WINDOWS_1252.decode_without_bom_handling(line).0, false),
    }
}

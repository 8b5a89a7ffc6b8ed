//! JSON objects in a file: one a line, an array of them, or printed over several lines one after the other.

use std::io::BufRead;

use crate::records::unread::Unread;

/// An object may not be longer.
const MOST_BYTES: usize = 10 << 20;

/// What takes the objects: the line on which each begins, its bytes, and where to say that it cannot be read.
pub(super) type Take<'t> = dyn FnMut(usize, &[u8], &mut Unread) + 't;

/// Finds the objects of a file by their braces, so that a broken one does not spoil those after it.
pub(super) fn objects(mut reader: impl BufRead, unread: &mut Unread, take: &mut Take<'_>) {
    let mut scan = Scan { line: 1, fresh: true, ..Scan::default() };
    loop {
        let used = match reader.fill_buf() {
            Ok([]) => break,
            Ok(bytes) => {
                bytes.iter().for_each(|byte| scan.step(*byte, unread, take));
                bytes.len()
            }
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => 0,
            Err(error) => return unread.stopped(scan.line, &error),
        };
        reader.consume(used);
    }
    if scan.depth > 0 {
        unread.add(scan.start, "the object is never closed");
    }
}

/// Where a scan through a file stands.
#[derive(Default)]
struct Scan {
    object: Vec<u8>,
    depth: usize,
    in_string: bool,
    escaped: bool,
    line: usize,
    /// The line on which the object begins.
    start: usize,
    /// Whether the object has more than its brace on that line.
    goes_on: bool,
    /// At the beginning of a line.
    fresh: bool,
    /// Passing over something that is no object, to the end of its line.
    astray: bool,
}

impl Scan {
    fn step(&mut self, byte: u8, unread: &mut Unread, take: &mut Take<'_>) {
        let fresh = std::mem::replace(&mut self.fresh, byte == b'\n');
        // An object that goes on behind its brace and is not closed when the next one begins a line is broken.
        if fresh && byte == b'{' && self.depth > 0 && self.goes_on {
            unread.add(self.start, "the object is never closed");
            self.depth = 0;
        }
        if self.depth == 0 {
            self.outside(byte, unread);
        } else {
            self.inside(byte, unread, take);
        }
        self.line += usize::from(byte == b'\n');
    }

    fn outside(&mut self, byte: u8, unread: &mut Unread) {
        match byte {
            b'\n' => self.astray = false,
            _ if self.astray => {}
            b'{' => {
                self.object.clear();
                self.object.push(byte);
                (self.depth, self.start) = (1, self.line);
                (self.in_string, self.escaped, self.goes_on) = (false, false, false);
            }
            b'[' | b']' | b',' | b' ' | b'\t' | b'\r' | 0xef | 0xbb | 0xbf | 0x1e => {}
            _ => {
                unread.add(self.line, "it is no JSON object");
                self.astray = true;
            }
        }
    }

    fn inside(&mut self, byte: u8, unread: &mut Unread, take: &mut Take<'_>) {
        if self.object.len() < MOST_BYTES {
            self.object.push(byte);
        }
        self.goes_on |= self.line == self.start && !byte.is_ascii_whitespace();
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                // No string goes over the end of a line.
                b'"' | b'\n' => self.in_string = false,
                _ => {}
            }
            return;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth -= 1,
            _ => {}
        }
        if self.depth == 0 {
            match self.object.len() {
                MOST_BYTES => unread.add(self.start, format!("the object is longer than {} MB", MOST_BYTES >> 20)),
                _ => take(self.start, &self.object, unread),
            }
        }
    }
}

/// The keys of the first object of a text that may be cut.
pub(super) fn first_keys(text: &str) -> Vec<String> {
    let (mut keys, mut depth, mut last) = (Vec::new(), 0_usize, None);
    let mut rest = text.trim_start().trim_start_matches('[').trim_start();
    while let Some(letter) = rest.chars().next() {
        rest = &rest[letter.len_utf8()..];
        match letter {
            '{' | '[' => depth += 1,
            '}' | ']' if depth <= 1 => break,
            '}' | ']' => depth -= 1,
            ':' if depth == 1 => keys.extend(last.take()),
            '"' => {
                let Some(end) = string_end(rest) else { break };
                last = Some(rest[..end].to_owned());
                rest = &rest[end + 1..];
            }
            _ => {}
        }
    }
    keys
}

/// Where the string ends whose content begins the text.
fn string_end(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, found: &[(usize, &str)], unread_lines: usize) {
        let (mut unread, mut objects_found) = (Unread::new("x", 0), Vec::new());
        objects(text.as_bytes(), &mut unread, &mut |line, bytes, _| {
            objects_found.push((line, String::from_utf8_lossy(bytes).into_owned()));
        });
        let found: Vec<(usize, String)> = found.iter().map(|(line, text)| (*line, (*text).to_owned())).collect();
        assert_eq!(objects_found, found, "{text}");
        assert_eq!(unread.listed(), unread_lines, "{text}");
    }

    #[test]
    fn objects_are_found_in_each_manner_of_writing() {
        check("{\"a\": 1}\n{\"b\": {}}\n", &[(1, "{\"a\": 1}"), (2, "{\"b\": {}}")], 0);
        check("[{\"a\": [1]}, {\"b\": \"}\"}]", &[(1, "{\"a\": [1]}"), (1, "{\"b\": \"}\"}")], 0);
        check("{\n\"a\":\n{\n}\n}\n{\n}\n", &[(1, "{\n\"a\":\n{\n}\n}"), (6, "{\n}")], 0);
        check("{\"a\": \"\\\"{\"}", &[(1, "{\"a\": \"\\\"{\"}")], 0);
    }

    #[test]
    fn a_broken_object_does_not_spoil_the_next() {
        check("{\"a\": {\n{\"b\": 1}\n", &[(2, "{\"b\": 1}")], 1);
        check("{\"a\": \"open\n{\"b\": 1}\n{\"c\"", &[(2, "{\"b\": 1}")], 2);
        check("junk {\n{\"b\": 1}", &[(2, "{\"b\": 1}")], 1);
    }

    #[test]
    fn keys_of_a_cut_object() {
        assert_eq!(first_keys("[{\"id\": \"a:b\", \"actor\": [{\"code\": 1}], \"event\": \"x"), ["id", "actor", "event"]);
        assert_eq!(first_keys("{\"a\": 1} {\"b\": 2}"), ["a"]);
    }
}

//! Rows of one file on several threads: for what needs no order, such as the big graph.

use std::io::{self, BufRead, Read};
use std::sync::{Mutex, PoisonError};

use crate::diagnostic::Diagnostic;
use crate::ingest::Opened;
use crate::records::Format;
use crate::records::rows::{self, Record, Start};
use crate::records::unread::Unread;

/// How much is cut at a time: large enough that nobody waits for the file, small enough for the cache of a processor.
const BLOCK: usize = 1 << 20;

/// Reads the records of a file on several threads. Each has a worker of its own, which takes records as they come, or says why it
/// cannot use one. The workers come back with what went wrong.
pub fn read_blocks<W: Send>(
    opened: Opened,
    format: Format,
    file: &str,
    workers: Vec<W>,
    take: impl Fn(&mut W, Record<'_>) -> Result<(), String> + Sync,
) -> (Vec<W>, Vec<Diagnostic>) {
    let start = Start::of(&opened.head, format);
    let source = Mutex::new(Source { reader: opened.reader, line: 1, failed: None });
    let work = |mut worker: W| {
        let mut unread = Unread::new(file, 0);
        let mut take = |line, record: Record<'_>, unread: &mut Unread| {
            if let Err(reason) = take(&mut worker, record) {
                unread.add(line, reason);
            }
        };
        let mut block = Vec::new();
        loop {
            // A thread that panics has read its block: the others may go on.
            let line = match source.lock().unwrap_or_else(PoisonError::into_inner).next(format, &mut block) {
                Some(line) => line,
                None => break,
            };
            rows::read_from(&block[..], format, &start.at(line), &mut unread, &mut take);
        }
        (worker, unread)
    };
    let done: Vec<(W, Unread)> = std::thread::scope(|scope| {
        let threads: Vec<_> = workers.into_iter().map(|worker| scope.spawn(|| work(worker))).collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
    });
    let mut all = Unread::new(file, 0);
    let mut workers = Vec::new();
    for (worker, unread) in done {
        workers.push(worker);
        all.join(unread);
    }
    if let Some((line, error)) = source.into_inner().unwrap_or_else(PoisonError::into_inner).failed {
        all.stopped(line, &error);
    }
    (workers, all.diagnostics())
}

/// A file that is cut into blocks of whole lines.
struct Source<R> {
    reader: R,
    line: usize,
    failed: Option<(usize, io::Error)>,
}

impl<R: BufRead> Source<R> {
    /// Reads the next block, and tells the number of its first line. JSON is one block, because an object may have many lines.
    fn next(&mut self, format: Format, block: &mut Vec<u8>) -> Option<usize> {
        block.clear();
        let most = if matches!(format, Format::Plover | Format::Events) { u64::MAX } else { BLOCK as u64 };
        let read = (&mut self.reader).take(most).read_to_end(block);
        let read = read.and_then(|_| if block.last() == Some(&b'\n') { Ok(0) } else { self.reader.read_until(b'\n', block) });
        let line = self.line;
        self.line += memchr::memchr_iter(b'\n', block).count();
        if let Err(error) = read {
            self.failed.get_or_insert((self.line, error));
        }
        (!block.is_empty()).then_some(line)
    }
}

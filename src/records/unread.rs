//! Records that could not be read: counted with their reasons, and the first of them listed.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Place, Severity};

/// Of all files so many are listed.
const MOST_LISTED: usize = 100;

/// What could not be read of a file.
pub(super) struct Unread {
    file: String,
    listed_before: usize,
    list: Vec<Diagnostic>,
    /// By kind: how many, the first one's line, and its reason.
    reasons: BTreeMap<String, (u64, usize, String)>,
    notes: BTreeMap<&'static str, (u64, usize)>,
}

impl Unread {
    /// Nothing yet; of earlier files so many were listed.
    pub fn new(file: &str, listed_before: usize) -> Unread {
        Unread { file: file.to_owned(), listed_before, list: Vec::new(), reasons: BTreeMap::new(), notes: BTreeMap::new() }
    }

    /// A record that cannot be read, by the line on which it begins.
    pub fn add(&mut self, line: usize, reason: impl Into<String>) {
        let reason = reason.into();
        if self.listed() < MOST_LISTED {
            let diagnostic = Diagnostic::new(
                Severity::Error,
                "bad-record",
                self.place(Some(line)),
                format!("the record is skipped: {reason}"),
            );
            self.list.push(diagnostic);
        }
        self.reasons.entry(kind(&reason)).or_insert((0, line, reason)).0 += 1;
    }

    /// Something that was read all the same, or skipped for good reason.
    pub fn note(&mut self, line: usize, what: &'static str) {
        self.notes.entry(what).or_insert((0, line)).0 += 1;
    }

    /// That reading stopped before the end.
    pub fn stopped(&mut self, line: usize, error: &std::io::Error) {
        let message = format!("reading stopped: {error}; what came before is kept");
        self.list.push(Diagnostic::new(Severity::Error, "unreadable", self.place(Some(line)), message));
    }

    /// Takes in what another reader of the same file could not read.
    pub fn join(&mut self, other: Unread) {
        self.list.extend(other.list);
        self.list.sort_by_key(|diagnostic| diagnostic.place.line);
        self.list.truncate(MOST_LISTED.saturating_sub(self.listed_before));
        for (kind, (count, line, reason)) in other.reasons {
            let mine = self.reasons.entry(kind).or_insert((0, line, reason.clone()));
            mine.0 += count;
            if line < mine.1 {
                (mine.1, mine.2) = (line, reason);
            }
        }
        for (what, (count, line)) in other.notes {
            let mine = self.notes.entry(what).or_insert((0, line));
            (mine.0, mine.1) = (mine.0 + count, mine.1.min(line));
        }
    }

    /// How many are listed of this file and those before.
    pub fn listed(&self) -> usize {
        self.listed_before + self.list.len()
    }

    /// The list, and the counts of the whole file.
    pub fn diagnostics(self) -> Vec<Diagnostic> {
        let total: u64 = self.reasons.values().map(|(count, ..)| count).sum();
        let mut all = self.list.clone();
        if total > 0 {
            let reasons = self.reasons.values().map(|(count, line, reason)| format!("{count} such as line {line}, {reason}"));
            let message = format!("{total} records cannot be read: {}", reasons.collect::<Vec<_>>().join("; "));
            all.push(Diagnostic::new(Severity::Error, "unread-records", self.place(None), message));
        }
        for (what, (count, line)) in &self.notes {
            let message = format!("{count} lines {what} (first on line {line})");
            all.push(Diagnostic::new(Severity::Note, "odd-lines", self.place(None), message));
        }
        all
    }

    fn place(&self, line: Option<usize>) -> Place {
        Place { file: Some(self.file.clone()), line, ..Place::default() }
    }
}

/// A reason without what differs from record to record: what stands in quotes, and numbers.
fn kind(reason: &str) -> String {
    let words = reason.split('"').step_by(2).collect::<Vec<_>>().join("…");
    let mut kind = String::new();
    for letter in words.chars() {
        match letter {
            '0'..='9' if kind.ends_with('N') => {}
            '0'..='9' => kind.push('N'),
            _ => kind.push(letter),
        }
    }
    kind
}

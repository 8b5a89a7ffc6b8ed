//! `diagnostics.jsonl`: what went wrong, one diagnostic on each line, by place.

use crate::diagnostic::Diagnostic;
use crate::export::json_lines;

/// The diagnostics as JSON lines, sorted by place, then the graver first.
pub fn diagnostics(diagnostics: &[Diagnostic]) -> Vec<u8> {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by(|a, b| a.place.cmp(&b.place).then(b.severity.cmp(&a.severity)).then(a.cmp(b)));
    json_lines(sorted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Place, Severity};

    #[test]
    fn the_graver_comes_first_at_a_place() {
        let at = |line, severity| {
            let place = Place { file: Some("a.jsonl".to_owned()), line: Some(line), ..Place::default() };
            Diagnostic::new(severity, "broken-json", place, "broken")
        };
        let text = diagnostics(&[at(2, Severity::Error), at(1, Severity::Note), at(1, Severity::Error)]);
        let lines: Vec<Diagnostic> =
            String::from_utf8(text).expect("UTF-8").lines().map(|line| serde_json::from_str(line).expect("one")).collect();
        assert_eq!(lines, [at(1, Severity::Error), at(1, Severity::Note), at(2, Severity::Error)]);
    }
}

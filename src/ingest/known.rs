//! Ids that were seen in the run, so that no two articles share one.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::ingest::{Item, record};

/// Ids seen, each with the digest of its article's content. Only looked up, never listed, so its order shows nowhere.
#[derive(Debug, Default)]
pub struct Known(HashMap<String, String>);

impl Known {
    /// The article, unless the same one came before under its id; another one of the same id gets the suffix `~2`, `~3`, ...
    pub(super) fn admit(&mut self, item: Item) -> Vec<Item> {
        let mut article = match item {
            Ok(article) => article,
            Err(diagnostic) => return vec![Err(diagnostic)],
        };
        let content = record::content(article.title.as_deref(), article.date, &article.text);
        let id = article.id.to_string();
        let mut count = 1;
        while let Some(known) = self.0.get(article.id.as_str()) {
            if *known == content {
                let message = format!("article {id:?} came before with the same title, date and text; this one is skipped");
                return vec![Err(duplicate(Severity::Note, &id, message))];
            }
            count += 1;
            article.id = format!("{id}~{count}").into();
        }
        self.0.insert(article.id.to_string(), content);
        if count == 1 {
            return vec![Ok(article)];
        }
        let message = format!("article {id:?} came before with other content; this one is named {:?}", article.id.as_str());
        vec![Err(duplicate(Severity::Warning, &id, message)), Ok(article)]
    }
}

fn duplicate(severity: Severity, id: &str, message: String) -> Diagnostic {
    Diagnostic::new(severity, "duplicate-id", Place { article: Some(id.to_owned()), ..Place::default() }, message)
}

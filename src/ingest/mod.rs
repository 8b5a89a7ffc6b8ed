//! Reading: files, folders, globs and standard input become articles; one file per format.

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::id::ArticleId;

/// An article as it was read: its text and what is known about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// The record's own id, else a digest of title, date and text.
    pub id: ArticleId,
    /// The text; every span of every later stage is in bytes of it.
    pub text: String,
    /// The headline; not part of `text`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Day of publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Where it was published on the web.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Who published it (a newspaper, an agency).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

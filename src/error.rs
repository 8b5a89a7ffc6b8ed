//! What stops a run: each error names the file and what to do.

use std::path::PathBuf;

/// A result whose error stops the run.
pub type Result<T> = std::result::Result<T, Error>;

/// An error that stops the run.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read.
    #[error("cannot read {path}: {source}; check that it exists and that you may read it")]
    Read {
        /// The path as given.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// A file or folder could not be written.
    #[error("cannot write {path}: {source}; choose another place with -o, or make this one writable")]
    Write {
        /// The path as given.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// A data file (ontology, actors, lexicon, model) has a mistake.
    #[error("{file}:{line}: {message}")]
    Data {
        /// The file within the data folder.
        file: String,
        /// Line, from 1; 0 where the mistake is the file's as a whole.
        line: usize,
        /// What is wrong and how to mend it.
        message: String,
    },
    /// The input is not what it should be.
    #[error("{0}")]
    Input(String),
}

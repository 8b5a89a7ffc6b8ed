//! Knowledge: the files of `data/`, validated when loaded.

pub mod files;
pub mod lexicon;
pub mod ontology;
pub mod table;

pub use files::DataFiles;
pub use lexicon::Lexicon;
pub use ontology::Ontology;

/// Everything that the stages need to know.
#[derive(Debug)]
pub struct Knowledge {
    /// Event types.
    pub ontology: Ontology,
    /// What words mean.
    pub lexicon: Lexicon,
}
pub use table::{Row, Table};

//! Knowledge: the files of `data/`, validated when loaded.

pub mod files;
pub mod ontology;
pub mod table;

pub use files::DataFiles;
pub use ontology::{EventTypeInfo, Ontology, Sector};
pub use table::{Row, Table};

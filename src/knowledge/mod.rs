//! Knowledge: the files of `data/`, validated when loaded.

pub mod files;
pub mod table;

pub use files::DataFiles;
pub use table::{Row, Table};

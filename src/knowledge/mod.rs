//! Knowledge: the files of `data/`, validated when loaded.

pub mod directory;
pub mod files;
pub mod spelling;
pub mod table;

pub use directory::ActorDirectory;
pub use files::DataFiles;
pub use table::{Row, Table};

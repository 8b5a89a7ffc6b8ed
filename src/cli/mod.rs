//! The command line.

pub mod summary;

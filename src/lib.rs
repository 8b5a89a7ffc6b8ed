//! diplograph reads the news and draws who did what to whom.
//!
//! The data's way is one straight line; each stage is one folder with one type in and one type out:
//!
//! ```text
//! event records of others ──────────────────────────────────────────────────▶ Event
//! article ──read──▶ Article ──annotate──▶ Document ──resolve──▶ Resolved ──code──▶ Event ──fold──▶ RelationGraph ──▶ query · export · view
//! ```

pub mod actors;
pub mod cli;
pub mod date;
pub mod diagnostic;
pub mod error;
pub mod events;
pub mod export;
pub mod graph;
pub mod id;
pub mod ingest;
pub mod knowledge;
pub mod pipeline;
pub mod query;
pub mod records;
pub mod score;
#[cfg(feature = "serve")]
pub mod serve;
pub mod span;
#[cfg(feature = "parquet")]
pub mod store;
pub mod text;
pub mod view;

pub use diagnostic::{Diagnostic, Place, Severity};
pub use error::{Error, Result};
pub use span::Span;

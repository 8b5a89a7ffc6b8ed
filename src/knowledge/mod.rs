//! Knowledge: the files of `data/`, validated when loaded.

pub mod directory;
pub mod files;
pub mod lexicon;
pub mod ontology;
pub mod spelling;
pub mod table;

pub use directory::ActorDirectory;
pub use files::DataFiles;
pub use lexicon::Lexicon;
pub use ontology::{EventTypeInfo, Ontology, Sector};
pub use table::{Row, Table};

use crate::error::Result;
use crate::text::language::LanguageData;
use crate::text::model::{self, Model};

/// Everything that the stages need to know.
#[derive(Debug)]
pub struct Knowledge {
    /// Event types.
    pub ontology: Ontology,
    /// What words mean.
    pub lexicon: Lexicon,
    /// Who is who.
    pub actors: ActorDirectory,
    /// What the tokenizer and the lemmatizer know.
    pub language: LanguageData,
    /// The tagger and the parser.
    pub model: Model,
}

impl Knowledge {
    /// Loads and checks the whole data folder.
    ///
    /// # Errors
    /// A mistake in a file of the data folder: with file, line and mend.
    pub fn load(files: &DataFiles) -> Result<Knowledge> {
        let ontology = Ontology::load(files)?;
        let lexicon = Lexicon::load(files, &ontology)?;
        // The directory and the model take the longest, and know nothing of each other.
        let (actors, model) = rayon::join(|| ActorDirectory::load(files), || Model::load(&files.bytes(model::PATH)?));
        Ok(Knowledge { ontology, lexicon, actors: actors?, language: LanguageData::load(files)?, model: model? })
    }
}

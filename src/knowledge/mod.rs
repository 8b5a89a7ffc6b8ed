//! Knowledge: the files of `data/`, validated when loaded.

pub mod codes;
pub mod details;
pub mod directory;
pub mod files;
pub mod lexicon;
pub mod ontology;
pub mod petrarch;
pub mod phrases;
pub mod spelling;
pub mod table;

pub use codes::Codes;
pub use details::Details;
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
    /// Modes, contexts, sizes and numbers by words.
    pub details: Details,
    /// Who is who.
    pub actors: ActorDirectory,
    /// What other people's codes mean.
    pub codes: Codes,
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
        // The directory takes half of the time, and knows nothing of the rest.
        let (actors, (lexicon, language, model)) = rayon::join(
            || ActorDirectory::load(files),
            || {
                let model = files.bytes(model::PATH).and_then(|bytes| Model::load(&bytes));
                (Lexicon::load(files, &ontology), LanguageData::load(files), model)
            },
        );
        let actors = actors?;
        let codes = Codes::load(files, &actors, &ontology)?;
        let details = Details::load(files)?;
        Ok(Knowledge { lexicon: lexicon?, details, actors, codes, language: language?, model: model?, ontology })
    }
}

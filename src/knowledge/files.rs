//! The data folder: built into the binary, a user's own folder laid over it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rust_embed::Embed;
use walkdir::WalkDir;

use crate::error::{Error, Result};

#[derive(Embed)]
#[folder = "data"]
#[exclude = "articles/*"]
#[exclude = "*.md"]
#[exclude = "*.py"]
struct Builtin;

/// The files of `data/`, with a user's own folder over them.
#[derive(Debug, Clone, Default)]
pub struct DataFiles {
    overlay: Option<PathBuf>,
}

impl DataFiles {
    /// The files that came with the program, under those of `overlay` where given.
    pub fn new(overlay: Option<&Path>) -> Self {
        DataFiles { overlay: overlay.map(Path::to_owned) }
    }

    /// A file's bytes, by its path within the data folder.
    ///
    /// # Errors
    /// Where neither folder has it, or the user's own cannot be read.
    pub fn bytes(&self, path: &str) -> Result<Cow<'static, [u8]>> {
        if let Some(own) = self.overlay.as_ref().map(|dir| dir.join(path)).filter(|own| own.is_file()) {
            return std::fs::read(&own).map(Cow::Owned).map_err(|source| Error::Read { path: own, source });
        }
        let found = Builtin::get(path).map(|file| file.data);
        found.ok_or_else(|| self.mistake(path, 0, "the data folder lacks this file".to_owned()))
    }

    /// A file's text.
    ///
    /// # Errors
    /// As [`DataFiles::bytes`], and where it is not UTF-8.
    pub fn text(&self, path: &str) -> Result<String> {
        String::from_utf8(self.bytes(path)?.into_owned())
            .map_err(|_| self.mistake(path, 0, "not UTF-8: save it as UTF-8".to_owned()))
    }

    /// A file as a message names it: where it lies, or `data/` and its path where it came with the program.
    pub fn shown(&self, path: &str) -> String {
        let own = self.overlay.as_ref().map(|dir| dir.join(path)).filter(|own| own.is_file());
        own.map_or_else(|| format!("data/{path}"), |own| own.display().to_string())
    }

    /// The paths of all files in a folder of the data folder, sorted, of both layers. "" is the data folder itself, of which
    /// only the user's own files are told.
    pub fn list(&self, folder: &str) -> Vec<String> {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let builtin = Builtin::iter().filter(|path| !folder.is_empty() && path.starts_with(&prefix)).map(Cow::into_owned);
        let own = self.overlay.iter().flat_map(|dir| std::fs::read_dir(dir.join(folder)).into_iter().flatten().flatten());
        let own =
            own.filter(|entry| entry.path().is_file()).map(|entry| format!("{prefix}{}", entry.file_name().to_string_lossy()));
        builtin.chain(own).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The paths of all files of the data folder, sorted, of both layers.
    pub fn all(&self) -> Vec<String> {
        let own = self.overlay.iter().flat_map(|dir| {
            let files = WalkDir::new(dir).into_iter().flatten().filter(|entry| entry.file_type().is_file());
            files.filter_map(move |entry| Some(entry.path().strip_prefix(dir).ok()?.to_string_lossy().replace('\\', "/")))
        });
        Builtin::iter().map(Cow::into_owned).chain(own).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// An error about a line of a data file.
    pub fn mistake(&self, file: &str, line: usize, message: String) -> Error {
        Error::Data { file: self.shown(file), line, message }
    }
}

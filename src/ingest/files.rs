//! What the paths on the command line mean: files, folders, globs and standard input, as one sorted list of files.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::error::{Error, Result};

/// The files that the paths name, sorted, each once; `-` is standard input. Hidden files are skipped within a folder, not
/// where they are named. A folder that cannot be entered is a diagnostic, a path that does not exist an error.
pub(super) fn list(paths: &[String]) -> Result<(Vec<String>, Vec<Diagnostic>)> {
    let mut files = BTreeSet::new();
    let mut diagnostics = Vec::new();
    for path in paths {
        if path == "-" {
            files.insert(path.clone());
            continue;
        }
        for path in expand(path)? {
            if path.is_dir() {
                walk(&path, &mut files, &mut diagnostics);
            } else {
                files.insert(path.display().to_string());
            }
        }
    }
    Ok((files.into_iter().collect(), diagnostics))
}

/// The path itself where it exists, else what it matches as a glob.
fn expand(path: &str) -> Result<Vec<PathBuf>> {
    let missing = |source| Error::Read { path: PathBuf::from(path), source };
    let known = match std::fs::metadata(path) {
        Ok(_) => return Ok(vec![PathBuf::from(path)]),
        Err(error) => error,
    };
    if !path.contains(['*', '?', '[']) {
        return Err(missing(known));
    }
    let matches = glob::glob(path).map_err(|error| missing(io::Error::new(io::ErrorKind::InvalidInput, error)))?;
    let found: Vec<PathBuf> = matches.filter_map(|found| found.ok()).collect();
    if found.is_empty() {
        return Err(missing(io::Error::new(io::ErrorKind::NotFound, "no file matches")));
    }
    Ok(found)
}

fn walk(folder: &Path, files: &mut BTreeSet<String>, diagnostics: &mut Vec<Diagnostic>) {
    for entry in WalkDir::new(folder).follow_links(true).into_iter().filter_entry(|entry| !is_hidden(entry)) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                files.insert(entry.path().display().to_string());
            }
            Ok(_) => {}
            Err(error) => {
                let file = error.path().unwrap_or(folder).display().to_string();
                let place = Place { file: Some(file), ..Place::default() };
                diagnostics.push(Diagnostic::new(Severity::Error, "unreadable", place, error.to_string()));
            }
        }
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.')
}

//! Writing files whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::error::{Error, Result};

/// Writes a file whole or not at all: beside its place first, then moved there, so that a reader or a run cut short never
/// meets half a file. A link is followed; a device or a pipe is written to directly.
///
/// # Errors
/// With the path, where the file cannot be written; what stood there before then still does.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    write_whole_by(path, |out| out.write_all(bytes))
}

/// The same for what is written bit by bit, because it would be large in one piece.
///
/// # Errors
/// With the path, where the file cannot be written; what stood there before then still does.
pub fn write_whole_by(path: &Path, content: impl Fn(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    let fill = |place: &Path| {
        let mut out = BufWriter::new(File::create(place)?);
        content(&mut out)?;
        out.flush()
    };
    let failed = |source| Error::Write { path: path.to_owned(), source };
    // A path that is not there yet has nothing to follow.
    let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if place.metadata().is_ok_and(|found| !found.is_file()) {
        return fill(&place).map_err(failed);
    }
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let beside = place.with_file_name(format!(".{name}.{}.part", std::process::id()));
    fill(&beside).and_then(|()| fs::rename(&beside, &place)).map_err(|source| {
        // Best effort: the first error is the one to tell.
        let _ = fs::remove_file(&beside);
        failed(source)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaces_a_file_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("graph.json");
        write_whole(&path, b"old").expect("written");
        write_whole(&path, b"new").expect("written");
        assert_eq!(fs::read(&path).expect("read"), b"new");
        assert_eq!(fs::read_dir(folder.path()).expect("read").count(), 1);
    }

    #[test]
    fn a_failure_names_the_path() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("missing").join("graph.json");
        let message = write_whole(&path, b"new").expect_err("no such folder").to_string();
        assert!(message.contains(&path.display().to_string()), "{message}");
        let message = write_whole(folder.path(), b"new").expect_err("a folder").to_string();
        assert!(message.contains("cannot write"), "{message}");
    }
}

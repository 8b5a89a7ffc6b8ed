//! What the store does to the disk: files that are whole or not there, and one writer at a time.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use bytes::Bytes;

use crate::actors::Actor;
use crate::error::{Error, Result};
use crate::id::ActorId;

const LOCK: &str = "lock";
const ACTORS: &str = "actors.jsonl";

/// Writes a file so that its name never stands for half of it: beside its place, to the disk, then moved, and the folder to the
/// disk as well.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let failed = |source| Error::Write { path: path.to_owned(), source };
    let beside = path.with_extension("part");
    let written = File::create(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    if let Err(error) = written {
        // A full disk is not made fuller by what is of no use.
        let _ = fs::remove_file(&beside);
        return Err(failed(error));
    }
    fs::rename(&beside, path).map_err(failed)?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Writes a large file in the same way, but for the disk's part: it is a copy that can be made anew. Others may do the same at the
/// same time.
pub(super) fn write_beside(path: &Path, content: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let beside = path.with_extension(format!("{}.part", std::process::id()));
    let written = File::create(&beside).and_then(|file| {
        let mut out = BufWriter::with_capacity(1 << 20, file);
        content(&mut out)?;
        out.flush()
    });
    let moved = written.and_then(|()| fs::rename(&beside, path));
    if moved.is_err() {
        let _ = fs::remove_file(&beside);
    }
    moved
}

/// A file as it lies on the disk; `None` where it cannot be had so.
pub(super) fn map(path: &Path) -> Option<Bytes> {
    let file = File::open(path).ok()?;
    // SAFETY: what is mapped must not be written to. Nobody does: such files are moved to their place whole, and replaced in the same
    // way.
    let map = unsafe { memmap2::Mmap::map(&file) }.ok()?;
    Some(Bytes::from_owner(map))
}

/// Makes a folder, and makes it last.
pub(super) fn make_folder(path: &Path) -> Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(path).map_err(|source| Error::Write { path: path.to_owned(), source })?;
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).map_or(Ok(()), sync_folder)
}

fn sync_folder(path: &Path) -> Result<()> {
    // Windows does not open folders, and needs no such thing.
    if cfg!(unix) {
        File::open(path).and_then(|folder| folder.sync_all()).map_err(|source| Error::Write { path: path.to_owned(), source })?;
    }
    Ok(())
}

/// Reads a file.
pub(super) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|source| Error::Read { path: path.to_owned(), source })
}

/// The right to write to a store, until it is dropped. The system takes it back from a process that ends in any way.
pub(super) fn lock(folder: &Path) -> Result<File> {
    let path = folder.join(LOCK);
    let failed = |source| Error::Write { path: path.clone(), source };
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            let message = format!("{} is being written to by another process: try again when it is done", folder.display());
            Err(Error::Input(message))
        }
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
}

/// Everybody whom the events of a store name.
pub(super) fn read_actors(folder: &Path) -> Result<BTreeMap<ActorId, Actor>> {
    let path = folder.join(ACTORS);
    if !path.exists() {
        return Ok(BTreeMap::new());
    }
    let text = read(&path)?;
    let lines = text.split(|byte| *byte == b'\n').enumerate().filter(|(_, line)| !line.is_empty());
    let actors = lines.map(|(at, line)| {
        let actor: std::result::Result<Actor, _> = serde_json::from_slice(line);
        let actor = actor.map_err(|error| Error::Input(format!("{}:{}: no actor: {error}", path.display(), at + 1)))?;
        Ok((actor.id.clone(), actor))
    });
    actors.collect()
}

/// Writes them.
pub(super) fn write_actors(folder: &Path, actors: &BTreeMap<ActorId, Actor>) -> Result<()> {
    let mut text = Vec::new();
    for actor in actors.values() {
        serde_json::to_writer(&mut text, actor).map_err(|error| Error::Input(error.to_string()))?;
        text.push(b'\n');
    }
    write(&folder.join(ACTORS), &text)
}

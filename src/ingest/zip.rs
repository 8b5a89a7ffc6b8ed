//! The members of a zip archive, each read as a file of its own.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use flate2::bufread::DeflateDecoder;
use flate2::{Crc, CrcReader};
use zip::{CompressionMethod, ZipArchive};

/// Where a member lies in its archive.
pub(super) struct Member {
    /// Its name in the archive.
    pub name: String,
    start: u64,
    compressed: u64,
    crc: u32,
    size: u64,
    method: Option<Method>,
}

#[derive(Clone, Copy)]
enum Method {
    Stored,
    Deflated,
}

/// The files of an archive in the order of their names. One that is damaged is an error of its own; the others are read.
pub(super) fn members(path: &Path) -> io::Result<Vec<io::Result<Member>>> {
    let mut archive = ZipArchive::new(BufReader::new(File::open(path)?)).map_err(io::Error::other)?;
    let mut found = Vec::new();
    for at in 0..archive.len() {
        let member = match archive.by_index_raw(at) {
            Ok(member) if member.is_dir() => continue,
            Ok(member) => member,
            Err(error) => {
                found.push(Err(io::Error::other(format!("member {} of the archive: {error}", at + 1))));
                continue;
            }
        };
        let name = String::from_utf8_lossy(member.name_raw()).into_owned();
        if member.encrypted() {
            found.push(Err(io::Error::other(format!("{name} is encrypted"))));
            continue;
        }
        let Some(start) = member.data_start() else { continue };
        let method = match member.compression() {
            CompressionMethod::Stored => Some(Method::Stored),
            CompressionMethod::Deflated => Some(Method::Deflated),
            _ => None,
        };
        let compressed = member.compressed_size();
        found.push(Ok(Member { name, start, compressed, crc: member.crc32(), size: member.size(), method }));
    }
    found.sort_by_cached_key(|member| member.as_ref().map_or_else(|_| String::new(), |member| member.name.clone()));
    Ok(found)
}

impl Member {
    /// Its content. Where it ends short, or is not what was packed, reading fails.
    pub fn open(&self, path: &Path) -> io::Result<Box<dyn Read + Send>> {
        let method = self.method.ok_or_else(|| io::Error::other("packed in another way than stored or deflated"))?;
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(self.start))?;
        let packed = BufReader::new(file.take(self.compressed));
        let content: Box<dyn Read + Send> = match method {
            Method::Stored => Box::new(packed),
            Method::Deflated => Box::new(DeflateDecoder::new(packed)),
        };
        Ok(Box::new(Checked { content: CrcReader::new(content), crc: self.crc, size: self.size }))
    }
}

/// Content whose sum is checked when it ends.
struct Checked {
    content: CrcReader<Box<dyn Read + Send>>,
    crc: u32,
    size: u64,
}

impl Read for Checked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.content.read(buffer)?;
        let sum: &Crc = self.content.crc();
        if read == 0 && !buffer.is_empty() && (sum.sum() != self.crc || u64::from(sum.amount()) != self.size & 0xffff_ffff) {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "the archive's member is damaged: its checksum is wrong"));
        }
        Ok(read)
    }
}

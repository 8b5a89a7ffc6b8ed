//! Opening a file: gzip, zstd and zip are undone by their magic bytes, and the first bytes are looked at before any is used.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use crate::ingest::zip;

/// How much of a file is looked at to tell what it is.
const HEAD: u64 = 16 * 1024;

pub(super) type Source = Box<dyn Read + Send>;

/// A file of the input, opened, or why it could not be.
pub struct Input {
    /// Its path as given, `-` for standard input; of a member of a zip archive the archive's and the member's.
    pub file: String,
    /// What is in it.
    pub content: io::Result<Opened>,
}

impl Input {
    /// What is no file, under a name.
    pub fn of(name: &str, source: Box<dyn Read + Send>) -> Input {
        Input { file: name.to_owned(), content: peek(source) }
    }
}

/// A file's content, decompressed, with a look at its start.
pub struct Opened {
    /// The first bytes, which `reader` gives again.
    pub head: Vec<u8>,
    /// Everything from the start.
    pub reader: BufReader<Source>,
}

/// Opens a file, or standard input for `-`. A zip archive is as many files as it has members.
pub(super) fn open(path: &str) -> Vec<Input> {
    if path == "-" {
        return vec![Input { file: path.to_owned(), content: peek(Box::new(io::stdin())) }];
    }
    let packed = match is_zip(path) {
        Ok(false) => {
            return vec![Input { file: path.to_owned(), content: File::open(path).and_then(|file| peek(Box::new(file))) }];
        }
        Ok(true) => zip::members(Path::new(path)),
        Err(error) => Err(error),
    };
    let members = match packed {
        Ok(members) => members,
        Err(error) => return vec![Input { file: path.to_owned(), content: Err(error) }],
    };
    let open = |member: io::Result<zip::Member>| match member {
        Ok(member) => Input { file: format!("{path}/{}", member.name), content: member.open(Path::new(path)).and_then(peek) },
        Err(error) => Input { file: path.to_owned(), content: Err(error) },
    };
    members.into_iter().map(open).collect()
}

fn is_zip(path: &str) -> io::Result<bool> {
    let mut magic = Vec::new();
    File::open(path)?.take(4).read_to_end(&mut magic)?;
    Ok(matches!(magic[..], [b'P', b'K', 3, 4] | [b'P', b'K', 5, 6]))
}

/// The same for any reader.
pub(super) fn peek(source: Source) -> io::Result<Opened> {
    let (magic, source) = look(source, 4)?;
    let source: Source = match magic[..] {
        [0x1f, 0x8b, ..] => Box::new(MultiGzDecoder::new(BufReader::new(source))),
        [0x28, 0xb5, 0x2f, 0xfd] => Box::new(ZstdFrames { decoder: FrameDecoder::new(), source: BufReader::new(source) }),
        _ => source,
    };
    let (head, source) = look(source, HEAD)?;
    Ok(Opened { head, reader: BufReader::new(source) })
}

/// The first bytes of a source, and the source with them put back. An error after the first byte is put back, too.
fn look(mut source: Source, size: u64) -> io::Result<(Vec<u8>, Source)> {
    let mut head = Vec::new();
    let rest: Source = match (&mut source).take(size).read_to_end(&mut head) {
        Ok(_) => source,
        Err(error) if head.is_empty() => return Err(error),
        Err(error) => Box::new(Failing(error)),
    };
    Ok((head.clone(), Box::new(Cursor::new(head).chain(rest))))
}

/// A source that has failed: it fails again whenever it is read.
struct Failing(io::Error);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::new(self.0.kind(), self.0.to_string()))
    }
}

/// A zstd file: one frame after the other, where the crate decodes a single one.
struct ZstdFrames {
    decoder: FrameDecoder,
    source: BufReader<Source>,
}

impl Read for ZstdFrames {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.decoder.can_collect() == 0 {
            if !self.decoder.is_finished() {
                let step = BlockDecodingStrategy::UptoBlocks(1);
                self.decoder.decode_blocks(&mut self.source, step).map_err(io::Error::other)?;
                continue;
            }
            if self.source.fill_buf()?.is_empty() {
                return Ok(0);
            }
            match self.decoder.init(&mut self.source) {
                Ok(()) => {}
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut (&mut self.source).take(length.into()), &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
        self.decoder.read(buffer)
    }
}

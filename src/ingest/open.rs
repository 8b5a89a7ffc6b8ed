//! Opening a file: gzip and zstd are undone by their magic bytes, and the first bytes are looked at before any is used.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// How much of a file is looked at to tell what it is.
const HEAD: u64 = 16 * 1024;

type Source = Box<dyn Read + Send>;

/// A file's content, decompressed, with a look at its start.
pub(super) struct Opened {
    /// The first bytes, which `reader` gives again.
    pub head: Vec<u8>,
    /// Everything from the start.
    pub reader: BufReader<Source>,
}

/// Opens a file, or standard input for `-`.
pub(super) fn open(path: &str) -> io::Result<Opened> {
    if path == "-" {
        return peek(Box::new(io::stdin()));
    }
    peek(Box::new(File::open(path)?))
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

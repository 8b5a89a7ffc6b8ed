//! SVG to PNG, in Rust alone, with the fonts of the system.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Family, Query};
use resvg::usvg::{Group, Node, Options, Tree};

use crate::{Error, Result};

/// Fonts that do for `sans-serif`, the best first.
const FONTS: [&str; 7] = ["DejaVu Sans", "Helvetica", "Arial", "Liberation Sans", "Noto Sans", "Segoe UI", "Open Sans"];
/// Pixels on a side, at most: beyond it a picture takes gigabytes of memory.
const LARGEST: f32 = 20_000.0;

/// Renders an SVG as PNG, one unit of it `scale` pixels wide. An error where the system has no font to write its text with.
pub fn png(svg: &str, scale: f32) -> Result<Vec<u8>> {
    render(svg, scale, fonts()?)
}

fn render(svg: &str, scale: f32, fonts: Database) -> Result<Vec<u8>> {
    let options = Options { fontdb: Arc::new(fonts), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|reason| Error::Input(format!("cannot read the SVG: {reason}")))?;
    if svg.contains("<text") && !text_is_drawn(tree.root()) {
        return Err(no_font());
    }
    let (width, height) = (tree.size().width() * scale, tree.size().height() * scale);
    if !(1.0..=LARGEST).contains(&width) || !(1.0..=LARGEST).contains(&height) {
        let message = format!("a PNG of {width:.0} x {height:.0} pixels is out of range; choose another scale, or SVG");
        return Err(Error::Input(message));
    }
    let mut pixels = Pixmap::new(width.ceil() as u32, height.ceil() as u32)
        .ok_or_else(|| Error::Input("no memory for the PNG; choose a smaller scale, or SVG".to_owned()))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|reason| Error::Input(format!("cannot write the PNG: {reason}")))
}

/// The system's fonts, one of them set as the sans-serif one.
fn fonts() -> Result<Database> {
    let mut fonts = Database::new();
    fonts.load_system_fonts();
    let has = |name: &&str| fonts.query(&Query { families: &[Family::Name(name)], ..Query::default() }).is_some();
    let known = FONTS.iter().find(|name| has(name)).map(|name| (*name).to_owned());
    let first = || fonts.faces().filter_map(|face| Some(face.families.first()?.0.clone())).min();
    let name = known.or_else(first).ok_or_else(no_font)?;
    fonts.set_sans_serif_family(name);
    Ok(fonts)
}

fn no_font() -> Error {
    let message = "no font to write text in the PNG with; install one (Debian and Ubuntu: `apt-get install fonts-dejavu-core`), \
                   or choose SVG";
    Error::Input(message.to_owned())
}

/// Whether some text of the picture has come to something: without a font, text vanishes without an error.
fn text_is_drawn(group: &Group) -> bool {
    group.children().iter().any(|node| match node {
        Node::Group(inner) => text_is_drawn(inner),
        Node::Text(text) => text.bounding_box().width() > 0.0,
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{Diagram, DrawOptions, draw};

    #[test]
    fn without_fonts_the_error_says_what_to_install() {
        let svg = draw(&Diagram::default(), &DrawOptions::default());
        let error = render(&svg, 1.0, Database::new()).unwrap_err();
        assert!(error.to_string().contains("fonts-dejavu-core"), "{error}");
    }

    #[test]
    fn with_fonts_a_picture_comes_out() {
        let svg = draw(&Diagram::default(), &DrawOptions::default());
        match png(&svg, 2.0) {
            Ok(bytes) => assert!(bytes.starts_with(b"\x89PNG") && bytes.len() > 2000),
            Err(error) => assert!(error.to_string().contains("fonts-dejavu-core"), "{error}"),
        }
        assert!(png(&svg, 1000.0).is_err());
        assert!(png("no svg", 1.0).is_err());
    }
}

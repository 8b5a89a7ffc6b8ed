//! The classes that are scored: PLOVER's, with CONCEDE and RETREAT as one class YIELD, and their quad classes.

/// The name of a class.
pub type Class = &'static str;

/// The classes with their quad class.
pub const CLASSES: [(Class, u8); 15] = [
    ("AGREE", 1),
    ("CONSULT", 1),
    ("SUPPORT", 1),
    ("COOPERATE", 2),
    ("AID", 2),
    ("YIELD", 2),
    ("REQUEST", 3),
    ("ACCUSE", 3),
    ("REJECT", 3),
    ("THREATEN", 3),
    ("PROTEST", 4),
    ("MOBILIZE", 4),
    ("SANCTION", 4),
    ("COERCE", 4),
    ("ASSAULT", 4),
];

/// The names of the quad classes as classes of their own.
pub const QUADS: [Class; 4] = ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"];

/// The root classes of CAMEO's roots 01 to 20; a statement has none.
const ROOTS: [Option<Class>; 20] = [
    None,
    Some("REQUEST"),
    Some("AGREE"),
    Some("CONSULT"),
    Some("SUPPORT"),
    Some("COOPERATE"),
    Some("AID"),
    Some("YIELD"),
    Some("ACCUSE"),
    Some("REQUEST"),
    Some("ACCUSE"),
    Some("REJECT"),
    Some("THREATEN"),
    Some("PROTEST"),
    Some("MOBILIZE"),
    Some("SANCTION"),
    Some("COERCE"),
    Some("ASSAULT"),
    Some("ASSAULT"),
    Some("ASSAULT"),
];

/// The class of a PLOVER name, of this year or an older one, else of a CAMEO code.
///
/// ```
/// use diplograph::score::classes::class;
/// assert_eq!(class("Retreat", ""), Some("YIELD"));
/// assert_eq!(class("", "1411"), Some("PROTEST"));
/// assert_eq!(class("", "010"), None);
/// ```
pub fn class(plover: &str, cameo: &str) -> Option<Class> {
    let name = plover.to_uppercase();
    let name = match name.as_str() {
        "CONCEDE" | "RETREAT" => "YIELD",
        "DEMAND" => "REQUEST",
        "DISAPPROVE" | "INVESTIGATE" => "ACCUSE",
        "FIGHT" => "ASSAULT",
        other => other,
    };
    let known = CLASSES.iter().map(|(class, _)| *class).find(|class| *class == name);
    known.or_else(|| of_code(cameo))
}

/// The class of a CAMEO code.
pub fn of_code(cameo: &str) -> Option<Class> {
    let root: usize = cameo.get(..2)?.parse().ok()?;
    *ROOTS.get(root.checked_sub(1)?)?
}

/// The quad class of a class, 1 to 4: of a PLOVER class, or of a quad class's own name.
pub fn quad(class: Class) -> Option<u8> {
    let known = CLASSES.iter().find(|(name, _)| *name == class).map(|(_, quad)| *quad);
    known.or_else(|| (1..).zip(QUADS).find(|(_, name)| *name == class).map(|(quad, _)| quad))
}

/// Whether each side acts on the other, so that it does not matter who is told to be the source.
pub fn is_mutual(class: Class) -> bool {
    matches!(class, "CONSULT" | "AGREE" | "COOPERATE" | "SUPPORT" | "ASSAULT")
}

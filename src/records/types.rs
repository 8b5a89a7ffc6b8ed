//! Other people's codes of events become our types.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::events::EventType;
use crate::knowledge::{Codes, Ontology};
use crate::records::Act;

/// The types that were asked for, each found once.
pub struct Types<'a> {
    ontology: &'a Ontology,
    codes: &'a Codes,
    cameo: FxHashMap<String, Option<Arc<EventType>>>,
    plover: FxHashMap<(String, String), Option<Arc<EventType>>>,
}

impl<'a> Types<'a> {
    /// None found yet.
    pub fn new(ontology: &'a Ontology, codes: &'a Codes) -> Types<'a> {
        Types { ontology, codes, cameo: FxHashMap::default(), plover: FxHashMap::default() }
    }

    /// The type of an act; `None` where not even its root is known.
    ///
    /// ```
    /// use diplograph::knowledge::{ActorDirectory, Codes, DataFiles, Ontology};
    /// use diplograph::records::{Act, Types};
    /// let files = DataFiles::default();
    /// let (actors, ontology) = (ActorDirectory::load(&files)?, Ontology::load(&files)?);
    /// let codes = Codes::load(&files, &actors, &ontology)?;
    /// let mut types = Types::new(&ontology, &codes);
    /// let lost_its_zero = Act::Cameo { code: "43".into(), root: "4".into() };
    /// assert_eq!(types.of(&lost_its_zero).unwrap().cameo, "043");
    /// let visit = Act::Plover { event: "CONSULT".into(), mode: "visit".into(), contexts: Vec::new() };
    /// assert_eq!(types.of(&visit).unwrap().root, "04");
    /// # Ok::<(), diplograph::Error>(())
    /// ```
    pub fn of(&mut self, act: &Act<'_>) -> Option<&Arc<EventType>> {
        match act {
            Act::Cameo { code, root } => {
                let code = whole(code, root);
                if !self.cameo.contains_key(&*code) {
                    self.cameo.insert(code.clone().into_owned(), self.ontology.fill(&code));
                }
                self.cameo.get(&*code)?.as_ref()
            }
            Act::Plover { event, mode, .. } => {
                let key = (event.trim().to_uppercase(), mode.trim().to_lowercase());
                let (ontology, codes) = (self.ontology, self.codes);
                self.plover.entry(key).or_insert_with_key(|(event, mode)| plover(ontology, codes, event, mode)).as_ref()
            }
        }
    }

    /// What stands on an edge for a type: "imposes sanctions on".
    pub(super) fn label(&self, cameo: &str) -> String {
        self.ontology.event_type(cameo).map(|info| info.label.clone()).unwrap_or_default()
    }
}

impl Act<'_> {
    /// The code as the row has it.
    pub fn code(&self) -> Cow<'_, str> {
        match self {
            Act::Cameo { code, root } => whole(code, root),
            Act::Plover { event, mode, .. } if mode.is_empty() => Cow::Borrowed(event),
            Act::Plover { event, mode, .. } => Cow::Owned(format!("{event} {mode}")),
        }
    }
}

/// A code with the zero that it lost where it was read as a number, if its root tells.
fn whole<'c>(code: &'c str, root: &str) -> Cow<'c, str> {
    let code = code.trim();
    let root = match root.trim().as_bytes() {
        [digit @ b'0'..=b'9'] => [b'0', *digit],
        [ten @ b'0'..=b'9', digit @ b'0'..=b'9'] => [*ten, *digit],
        _ => return Cow::Borrowed(code),
    };
    let lost = !code.as_bytes().starts_with(&root) && root[0] == b'0' && code.as_bytes().first() == Some(&root[1]);
    if lost { Cow::Owned(format!("0{code}")) } else { Cow::Borrowed(code) }
}

/// The CAMEO type that stands for a PLOVER event and mode: the broadest that has both, else the broadest of the event. The mode
/// stays the record's own.
fn plover(ontology: &Ontology, codes: &Codes, event: &str, mode: &str) -> Option<Arc<EventType>> {
    let (event, old_mode) = codes.plover(event).unwrap_or((event, None));
    let mode = Some(mode).filter(|mode| !matches!(*mode, "" | "none")).or(old_mode);
    let of_event = || ontology.event_types().filter(|info| info.plover.as_deref() == Some(event));
    let broadest = |wanted: Option<&str>| {
        let fitting = of_event().filter(|info| wanted.is_none() || info.mode.as_deref() == wanted);
        fitting.min_by_key(|info| (info.code.len(), info.code.clone()))
    };
    let info = mode.and_then(|mode| broadest(Some(mode))).or_else(|| broadest(None))?;
    let filled = ontology.fill(&info.code)?;
    Some(Arc::new(EventType { mode: mode.map(str::to_owned), ..EventType::clone(&filled) }))
}

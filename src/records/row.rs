//! A record with its parts as they stand: what every format becomes first.

use std::borrow::Cow;

use crate::date::Date;

/// One event of somebody else's data set, between one source and at most one target.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row<'a> {
    /// What no other event of the data set has: the row's id, with what makes it unique.
    pub id: Cow<'a, str>,
    /// The row's own id.
    pub row: Cow<'a, str>,
    /// The day of the event as written.
    pub told: Cow<'a, str>,
    /// The same as a date; `None` where it is none.
    pub day: Option<Date>,
    /// The day of report or of entry.
    pub reported: Option<Date>,
    /// Who acts; `None` where the row names nobody.
    pub source: Option<Who<'a>>,
    /// Who is acted on.
    pub target: Option<Who<'a>>,
    /// What was done.
    pub act: Act<'a>,
    /// The row's intensity.
    pub intensity: Figure<'a>,
    /// How often it was mentioned.
    pub mentions: Figure<'a>,
    /// In how many sources.
    pub sources: Figure<'a>,
    /// In how many articles.
    pub articles: Figure<'a>,
    /// The tone of the articles.
    pub tone: Figure<'a>,
    /// Where it happened.
    pub spot: Spot<'a>,
    /// Address of the article.
    pub url: Cow<'a, str>,
    /// Who published it.
    pub publisher: Cow<'a, str>,
    /// Id of the article or story.
    pub story: Cow<'a, str>,
    /// Number of the sentence in it.
    pub sentence: Option<usize>,
    /// The sentence or text, where the row has it.
    pub text: Cow<'a, str>,
    /// The words for the act, where the row has them.
    pub words: Cow<'a, str>,
}

/// A side of an event as the row tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who<'a> {
    /// A chain of codes in the manner of CAMEO, and a name.
    Coded {
        /// "USAGOV"
        code: Cow<'a, str>,
        /// "WHITE HOUSE"; empty where there is none.
        name: Cow<'a, str>,
    },
    /// A name with a country and sectors in words, as ICEWS has it.
    Named {
        /// "Police (India)"
        name: Cow<'a, str>,
        /// "India"; empty where there is none.
        country: Cow<'a, str>,
        /// "Government,Police"
        sectors: Cow<'a, str>,
    },
    /// A name with a country's code and letters of a sector, as POLECAT and PLOVER have it.
    Lettered {
        /// "Angela Merkel"; empty where there is none.
        name: Cow<'a, str>,
        /// "DEU"; empty where there is none.
        country: Cow<'a, str>,
        /// "GOV"; empty where there is none.
        sector: Cow<'a, str>,
    },
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act<'a> {
    /// CAMEO's code, and its root where the row has that too: it tells whether the code lost a zero.
    Cameo {
        /// "043"
        code: Cow<'a, str>,
        /// "04"; empty where the row has none.
        root: Cow<'a, str>,
    },
    /// PLOVER's event.
    Plover {
        /// "CONSULT"
        event: Cow<'a, str>,
        /// "visit"; empty where there is none.
        mode: Cow<'a, str>,
        /// "diplomatic; economic"
        contexts: Vec<Cow<'a, str>>,
    },
}

impl Default for Act<'_> {
    fn default() -> Self {
        Act::Cameo { code: Cow::Borrowed(""), root: Cow::Borrowed("") }
    }
}

/// A number as the row has it. It is read when asked for: the big graph asks for none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Figure<'a> {
    /// As written in a field.
    Written(&'a str),
    /// As read from a record that has numbers.
    Read(Option<f64>),
}

impl Default for Figure<'_> {
    fn default() -> Self {
        Figure::Read(None)
    }
}

impl Figure<'_> {
    /// The number, neither infinite nor none.
    pub fn real(self) -> Option<f64> {
        let number = match self {
            Figure::Written(field) => field.trim().parse().ok(),
            Figure::Read(number) => number,
        };
        number.filter(|number: &f64| number.is_finite())
    }

    /// The number, where it is whole and not negative.
    pub fn count(self) -> Option<u32> {
        match self {
            Figure::Written(field) => field.trim().parse().ok(),
            Figure::Read(number) => {
                number.filter(|number| number.fract() == 0.0 && (0.0..=4e9).contains(number)).map(|n| n as u32)
            }
        }
    }
}

/// A place as the row tells it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Spot<'a> {
    /// Its name; empty where there is none.
    pub name: Cow<'a, str>,
    /// Its country; empty where there is none.
    pub country: Cow<'a, str>,
    /// Degrees north.
    pub latitude: Figure<'a>,
    /// Degrees east.
    pub longitude: Figure<'a>,
}

impl<'a> Who<'a> {
    /// A side with a code; `None` where there is none.
    pub fn coded(code: &'a str, name: &'a str) -> Option<Who<'a>> {
        let code = if matches!(code, "---" | "NULL") { "" } else { code };
        let known = !code.is_empty() || !name.is_empty();
        known.then_some(Who::Coded { code: Cow::Borrowed(code), name: Cow::Borrowed(name) })
    }
}

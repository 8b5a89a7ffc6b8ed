//! Ids: all derived from content, so that they are the same in every run and on every machine.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                $name(text.into())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                $name(text.into())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id! {
    /// An article: the record's own id where it has one, else a hash of its content.
    ArticleId
}
id! {
    /// An actor: a readable slug such as `russia`, `nato`, `barack-obama`, or `rus-gov/andrei-nesterenko` for one
    /// that no dictionary knows.
    ActorId
}
id! {
    /// An event: a hash of article, trigger, type and actors.
    EventId
}

/// The first 16 hexadecimal digits of the SHA-256 of the parts, each closed by a zero byte.
///
/// ```
/// use diplograph::id::digest;
/// assert_eq!(digest(["a", "b"]), digest(["a", "b"]));
/// assert_ne!(digest(["ab", ""]), digest(["a", "b"]));
/// ```
pub fn digest<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// A name as a slug: lower case, letters and digits kept (of any script), everything else one hyphen. Signs alone, such as a
/// flag, stay as they are.
///
/// ```
/// use diplograph::id::slug;
/// assert_eq!(slug("Anders Fogh Rasmussen"), "anders-fogh-rasmussen");
/// assert_eq!(slug("U.S. Congress"), "u-s-congress");
/// ```
pub fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() {
            out.push(letter);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    if out.is_empty() { name.trim().to_owned() } else { out }
}

//! Who speaks through a document: "passed a resolution condemning the raid", "signed a decree that grants citizenship".

use crate::events::clause::{self, Construction, Frame};
use crate::events::scene::{Scene, Side};
use crate::text::Relation;

/// Nouns that speak for who issues them, parted by spaces.
const DOCUMENTS: &str = "statement resolution decree law bill order letter message declaration communique note directive motion \
                         legislation measure edict ordinance document petition ruling verdict notice warrant memo report \
                         regulation rule amendment act tweet post speech";

/// What those do with a document who speak through it, parted by spaces: not "praised the report that angered Italy".
const ISSUING: &str = "issue pass sign adopt publish release send write make deliver approve circulate post read file draft table \
                       submit hand enact give produce put unveil introduce propose endorse ratify back address";

/// The one who issued the document of which a participle or relative clause tells what it does; none where it tells of none.
pub fn issuer(scene: &Scene, frame: &Frame) -> Option<Vec<Side>> {
    let tree = &scene.tree;
    let told = match frame.construction {
        Construction::Participle => tree.token(frame.verb).xpos == "VBG",
        construction => construction == Construction::Relative,
    };
    let is_one_of = |list: &str, token: usize| list.split_whitespace().any(|word| word == tree.lemma(token));
    let is_document = |noun: usize| is_one_of(DOCUMENTS, noun);
    let document = *frame.subjects.first().filter(|&&noun| told && is_document(noun))?;
    // "opened the meeting with a speech criticising the government".
    let means = matches!(tree.preposition(document).as_deref(), Some("with" | "in" | "through"))
        && tree.relation(document) == Relation::Obl;
    let issued = |verb: usize| tree.relation(document) == Relation::Obj && is_one_of(ISSUING, verb);
    let issues = |&verb: &usize| tree.is_verb(verb) && (means || issued(verb));
    let carrier = tree.token(document).head.filter(issues)?;
    let issuers: Vec<Side> = clause::frame(tree, carrier).subjects.iter().flat_map(|&subject| scene.sides(subject)).collect();
    (!issuers.is_empty()).then_some(issuers)
}

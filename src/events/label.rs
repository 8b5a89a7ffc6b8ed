//! What happened in a few words, for an edge's label: "praises", "scraps missile shield", "calls for ties".

use crate::events::act::Act;
use crate::events::scene::{Scene, Side};
use crate::knowledge::Ontology;
use crate::text::{Relation, Upos};

/// The longest label, in characters.
const LONGEST: usize = 32;

/// A label for an act towards a target.
pub fn label(scene: &Scene, act: &Act, target: Option<&Side>, ontology: &Ontology) -> String {
    let tree = &scene.tree;
    let lemma = tree.lemma(act.trigger);
    let told = act.rules.first().and_then(|rule| rule.strip_prefix("obligation:"));
    if let Some(modal) = told {
        let verb = if modal == "must" { "demands" } else { "urges" };
        return cut(format!("{verb} to {lemma}"));
    }
    let usual = || (2..=act.code.len()).rev().find_map(|end| ontology.event_type(act.code.get(..end)?));
    if act.rules.first().is_some_and(|rule| rule.starts_with("judgement:")) || !tree.is_verb(act.trigger) {
        // "talks", "an attack": what the event type is called in a diagram.
        return cut(usual().map_or(lemma, |kind| kind.label.clone()));
    }
    let mut words = vec![third_person(&lemma)];
    words.extend(tree.having(act.trigger, &[Relation::CompoundPrt]).map(|part| tree.lemma(part)));
    if let Some(theme) = act.theme.filter(|&theme| target.is_none_or(|side| side.token != theme)) {
        words.extend(noun(scene, theme));
    }
    if words.len() == 1 && target.is_some() {
        let manner = tree.having(act.trigger, &[Relation::Advmod]).map(|part| tree.lemma(part)).find(|word| word.ends_with("ly"));
        words.extend(manner);
    }
    cut(words.join(" "))
}

/// A noun with its compounds and plain adjectives.
fn noun(scene: &Scene, head: usize) -> Vec<String> {
    let tree = &scene.tree;
    if !matches!(tree.token(head).upos, Upos::Noun | Upos::Propn) {
        return Vec::new();
    }
    let parts =
        tree.having(head, &[Relation::Compound, Relation::Amod]).filter(|&part| part < head && scene.mention(part).is_none());
    parts.chain([head]).map(|part| tree.token(part).form.clone()).collect()
}

/// "praise" to "praises", "impose" to "imposes", "carry" to "carries".
fn third_person(lemma: &str) -> String {
    let vowel_before_y = lemma.len() > 1 && lemma[..lemma.len() - 1].ends_with(['a', 'e', 'i', 'o', 'u']);
    match lemma {
        "be" => "is".to_owned(),
        "have" => "has".to_owned(),
        _ if lemma.ends_with('y') && !vowel_before_y => format!("{}ies", &lemma[..lemma.len() - 1]),
        _ if lemma.ends_with(['s', 'x', 'z', 'o']) || lemma.ends_with("ch") || lemma.ends_with("sh") => format!("{lemma}es"),
        _ => format!("{lemma}s"),
    }
}

fn cut(text: String) -> String {
    if text.chars().count() <= LONGEST {
        return text;
    }
    let mut short: String = text.chars().take(LONGEST - 1).collect();
    short.truncate(short.rfind(' ').unwrap_or(short.len()));
    format!("{short} …")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_take_their_third_person() {
        let forms = ["praise", "impose", "carry", "pay", "veto", "push", "have"].map(third_person);
        assert_eq!(forms, ["praises", "imposes", "carries", "pays", "vetoes", "pushes", "has"]);
    }

    #[test]
    fn long_labels_are_cut_at_a_word() {
        assert_eq!(cut("scraps the plan for the missile shield".into()), "scraps the plan for the …");
    }
}

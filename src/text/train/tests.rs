//! A small model is trained on twenty sentences of our own and must learn them.

use std::sync::LazyLock;

use rayon::prelude::*;

use crate::error::Error;
use crate::text::annotate::{Tagged, annotate_sentence, annotate_sentences};
use crate::text::guide::Guide;
use crate::text::model::Model;
use crate::text::train::conllu::read_examples;
use crate::text::train::measure::evaluate;
use crate::text::train::{Example, Options, train};
use crate::text::word::Word;

/// One sentence a line; form, tag, head (from 1, 0 for the root) and relation of each token.
const SENTENCES: &str = "\
Paris/NNP/2/nsubj praised/VBD/0/root Oslo/NNP/2/obj ././2/punct
Ministers/NNS/2/nsubj met/VBD/0/root in/IN/4/case Geneva/NNP/2/obl ././2/punct
The/DT/2/det rebels/NNS/3/nsubj attacked/VBD/0/root a/DT/5/det convoy/NN/3/obj ././3/punct
A/DT/2/det convoy/NN/4/nsubj:pass was/VBD/4/aux:pass attacked/VBN/0/root by/IN/6/case rebels/NNS/4/obl:agent ././4/punct
Lima/NNP/2/nsubj agreed/VBD/0/root to/TO/4/mark lift/VB/2/xcomp sanctions/NNS/4/obj ././2/punct
She/PRP/2/nsubj said/VBD/0/root that/IN/6/mark Quito/NNP/6/nsubj had/VBD/6/aux agreed/VBN/2/ccomp ././2/punct
The/DT/3/det new/JJ/3/amod envoy/NN/4/nsubj arrived/VBD/0/root ././4/punct
Oslo/NNP/4/nsubj and/CC/3/cc Lima/NNP/1/conj signed/VBD/0/root a/DT/6/det treaty/NN/4/obj ././4/punct
Quito/NNP/3/nsubj will/MD/3/aux send/VB/0/root aid/NN/3/obj to/IN/6/case Lima/NNP/3/obl ././3/punct
Police/NNS/2/nsubj arrested/VBD/0/root ten/CD/4/nummod protesters/NNS/2/obj on/IN/6/case Monday/NNP/2/obl ././2/punct
The/DT/2/det army/NN/5/nsubj did/VBD/5/aux not/RB/5/advmod fire/VB/0/root ././5/punct
Talks/NNS/5/nsubj between/IN/3/case Oslo/NNP/1/nmod have/VBP/5/aux failed/VBN/0/root ././5/punct
Paris/NNP/3/nmod:poss 's/POS/1/case envoy/NN/4/nsubj left/VBD/0/root ././4/punct
The/DT/2/det treaty/NN/5/nsubj is/VBZ/5/cop a/DT/5/det success/NN/0/root ././5/punct
Rebels/NNS/5/nsubj who/WP/3/nsubj left/VBD/1/acl:relcl have/VBP/5/aux returned/VBN/0/root ././5/punct
Lima/NNP/2/nsubj urged/VBD/0/root Quito/NNP/2/obj to/TO/5/mark join/VB/2/xcomp ././2/punct
He/PRP/2/nsubj criticised/VBD/0/root the/DT/4/det army/NN/2/obj sharply/RB/2/advmod ././2/punct
Oslo/NNP/4/nsubj ,/,/3/punct Paris/NNP/1/conj agreed/VBD/0/root ././4/punct
Sanctions/NNS/3/nsubj:pass were/VBD/3/aux:pass lifted/VBN/0/root on/IN/5/case Friday/NNP/3/obl ././3/punct
\"/``/4/punct We/PRP/4/nsubj will/MD/4/aux return/VB/7/ccomp ,/,/4/punct \"/''/4/punct said/VBD/0/root Lima/NNP/7/nsubj ././7/punct";

fn examples() -> Vec<Example> {
    let mut text = String::new();
    for sentence in SENTENCES.lines() {
        for (at, token) in sentence.split(' ').enumerate() {
            let [form, tag, head, relation] = token.split('/').collect::<Vec<_>>()[..] else { panic!("a bad token: {token}") };
            text += &format!("{}\t{form}\t_\t_\t{tag}\t_\t{head}\t{relation}\t_\t_\n", at + 1);
        }
        text += "\n";
    }
    read_examples(&text, "test", false).unwrap()
}

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let options = Options { epochs: 2, gold_repeats: 1, batch: 40, learning_rate: 0.005, ..Options::default() };
    let often: Vec<Example> = examples().into_iter().cycle().take(240).collect();
    train(&options, &often, &[], &mut |_| (), &mut |_| String::new()).unwrap()
});

fn assert_tree(tokens: &[Tagged]) {
    assert_eq!(tokens.iter().filter(|token| token.head.is_none()).count(), usize::from(!tokens.is_empty()));
    for token in tokens {
        let mut above = Some(token);
        for _ in 0..tokens.len() {
            above = above.and_then(|token| token.head).map(|head| &tokens[head]);
        }
        assert!(above.is_none(), "a circle");
    }
}

#[test]
fn learns_twenty_sentences() {
    let figures = evaluate(&MODEL, &examples());
    assert!(figures.xpos > 98.0 && figures.unlabelled > 97.0 && figures.labelled > 97.0 && figures.core > 97.0, "{figures}");
}

#[test]
fn saved_model_loads_and_says_nearly_the_same() {
    let loaded = Model::load(&MODEL.save()).unwrap();
    assert!(loaded.save() == MODEL.save(), "a loaded model gives the bytes that it came from");
    assert_eq!(loaded.tagger.entries(), MODEL.tagger.entries());
    assert_eq!(loaded.parser.actions, MODEL.parser.actions);
    for (one, other) in loaded.matrices().iter().zip(MODEL.matrices()) {
        for row in 0..other.rows {
            let largest = other.row(row).iter().fold(0.0f32, |largest, value| largest.max(value.abs()));
            let near = |(one, other): (&f32, &f32)| (one - other).abs() <= largest / 250.0;
            assert!(one.row(row).iter().zip(other.row(row)).all(near));
        }
    }
    assert!(evaluate(&loaded, &examples()).labelled > 97.0);
}

#[test]
fn broken_models_are_refused_with_a_reason() {
    let mut bytes = MODEL.save();
    let reason = |bytes: &[u8]| match Model::load(bytes) {
        Err(Error::Data { message, .. }) => message,
        other => panic!("loaded a broken model: {}", other.is_ok()),
    };
    assert!(reason(b"").contains("not a language model"));
    assert!(reason(&bytes[..bytes.len() / 2]).contains("broken"));
    bytes[4] += 1;
    assert!(reason(&bytes).contains("version"));
}

#[test]
fn threads_and_batches_change_nothing() {
    let sentences: Vec<Vec<String>> = examples().into_iter().cycle().take(200).map(|example| example.forms).collect();
    let together = annotate_sentences(&MODEL, &sentences);
    for threads in [1, 4] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let one_by_one: Vec<Vec<Tagged>> = pool.install(|| {
            let forms =
                |sentence: &Vec<String>| annotate_sentence(&MODEL, &sentence.iter().map(String::as_str).collect::<Vec<_>>());
            sentences.par_iter().map(forms).collect()
        });
        assert_eq!(one_by_one, together);
    }
}

#[test]
fn any_tokens_get_a_tree() {
    assert_eq!(annotate_sentence(&MODEL, &[]), []);
    assert_tree(&annotate_sentence(&MODEL, &[""]));
    assert_tree(&annotate_sentence(&MODEL, &["—"; 400]));
    let mixed: Vec<String> = (0..400).map(|at| ["Oslo", "said", "the", ",", "日本", "42", "."][at * at % 7].to_owned()).collect();
    assert_tree(&annotate_sentence(&MODEL, &mixed.iter().map(String::as_str).collect::<Vec<_>>()));
    for length in 1..30 {
        assert_tree(&annotate_sentence(&MODEL, &mixed.iter().take(length).map(String::as_str).collect::<Vec<_>>()));
    }
}

#[test]
fn training_twice_gives_the_same_bytes() {
    let options = Options { epochs: 2, ..Options::default() };
    let model = || train(&options, &examples(), &[], &mut |_| (), &mut |_| String::new()).unwrap().save();
    assert_eq!(model(), model());
}

#[test]
fn guided_model_takes_its_guide_s_word() {
    let blind: Vec<Example> = examples().into_iter().map(guide_only).collect();
    let options = Options { epochs: 2, gold_repeats: 1, batch: 40, learning_rate: 0.005, ..Options::default() };
    let often: Vec<Example> = blind.iter().cloned().cycle().take(240).collect();
    let model = train(&options, &often, &[], &mut |_| (), &mut |_| String::new()).unwrap();
    let figures = evaluate(&Model::load(&model.save()).unwrap(), &blind);
    assert!(figures.xpos > 98.0 && figures.labelled > 95.0, "{figures}");
    let mixed: Vec<Example> = blind.into_iter().chain(examples()).collect();
    assert!(matches!(train(&options, &mixed, &[], &mut |_| (), &mut |_| String::new()), Err(Error::Input(_))));
}

/// The words are all the same, but the guide knows the tree.
fn guide_only(mut example: Example) -> Example {
    for at in 0..example.forms.len() {
        example.forms[at] = "word".to_owned();
        example.words[at] = Word::of("word");
        example.guides.push(Guide { tag: example.tags[at], head: example.heads[at], relation: example.relations[at] });
    }
    example
}

#[test]
fn too_little_text_is_an_error() {
    let nothing = train(&Options::default(), &[], &[], &mut |_| (), &mut |_| String::new());
    assert!(matches!(nothing, Err(Error::Input(_))));
}

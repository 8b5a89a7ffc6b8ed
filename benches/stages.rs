//! How fast each stage is, in sentences or articles a second. `DIPLOGRAPH_ARTICLES` names a folder of articles to measure on;
//! without it, the project's own samples.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use diplograph::actors::resolve;
use diplograph::graph::{Level, fold};
use diplograph::ingest::{Article, ReadOptions, read};
use diplograph::knowledge::{DataFiles, Knowledge};
use diplograph::pipeline::code_articles;
use diplograph::text::annotate;
use diplograph::text::segment::segment;
use diplograph::view::diagram::from_graph;
use diplograph::view::{DrawOptions, draw};

/// So many articles are enough to measure with.
const ARTICLES: usize = 200;

fn articles() -> Vec<Article> {
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles").to_owned();
    let folder = std::env::var("DIPLOGRAPH_ARTICLES").unwrap_or(samples);
    let (mut articles, _) = read(std::slice::from_ref(&folder), &ReadOptions::default()).expect("articles");
    articles.truncate(ARTICLES);
    articles
}

fn stages(criterion: &mut Criterion) {
    let knowledge = Knowledge::load(&DataFiles::default()).expect("the data is sound");
    let articles = articles();
    let documents: Vec<_> =
        articles.iter().map(|article| annotate(article.clone(), &knowledge.language, &knowledge.model).0).collect();
    let sentences = documents.iter().map(|document| document.sentences.len() as u64).sum();

    let mut group = criterion.benchmark_group("sentences");
    group.sample_size(10).throughput(Throughput::Elements(sentences));
    group.bench_function("split into tokens", |bench| {
        bench.iter(|| articles.iter().map(|article| segment(&article.text, &knowledge.language).sentences.len()).sum::<usize>());
    });
    group.bench_function("tokens, tags and trees", |bench| {
        let annotated = |article| annotate(article, &knowledge.language, &knowledge.model).0.sentences.len();
        bench.iter_batched(
            || articles.clone(),
            |articles| articles.into_iter().map(annotated).sum::<usize>(),
            BatchSize::LargeInput,
        );
    });
    group.bench_function("actors", |bench| {
        let resolved = |document| resolve(document, &knowledge.actors).mentions.len();
        bench.iter_batched(
            || documents.clone(),
            |documents| documents.into_iter().map(resolved).sum::<usize>(),
            BatchSize::LargeInput,
        );
    });
    group.bench_function("end to end, all threads", |bench| {
        let coded = |articles| code_articles(articles, &knowledge, || ()).events.len();
        bench.iter_batched(|| articles.clone(), coded, BatchSize::LargeInput);
    });
    group.finish();

    let coded = code_articles(articles, &knowledge, || ());
    let mut group = criterion.benchmark_group("events");
    group.sample_size(10).throughput(Throughput::Elements(coded.events.len() as u64));
    group.bench_function("fold", |bench| {
        let folded = |(events, actors)| fold(events, actors).at(Level::Party).graph.edge_count();
        bench.iter_batched(|| (coded.events.clone(), coded.actors.clone()), folded, BatchSize::LargeInput);
    });
    group.finish();

    let graph = fold(coded.events, coded.actors).at(Level::Party);
    let diagram = from_graph(&graph);
    criterion.bench_function("draw", |bench| bench.iter(|| draw(black_box(&diagram), &DrawOptions::default()).len()));
}

criterion_group!(benches, stages);
criterion_main!(benches);

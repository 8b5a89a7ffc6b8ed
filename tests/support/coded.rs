//! Sentences coded for tests, each an article of its own.

use diplograph::date::Date;
use diplograph::events::Event;
use diplograph::id::ArticleId;
use diplograph::ingest::Article;
use diplograph::knowledge::Knowledge;
use diplograph::pipeline::code_articles;

/// The events of each sentence, written on a day.
pub fn events_of<'a>(sentences: impl Iterator<Item = &'a str>, day: Date, knowledge: &Knowledge) -> Vec<Vec<Event>> {
    let article = |(at, sentence): (usize, &str)| Article {
        id: ArticleId::from(at.to_string()),
        text: sentence.to_owned(),
        title: None,
        date: Some(day),
        url: None,
        source: None,
    };
    let articles: Vec<Article> = sentences.enumerate().map(article).collect();
    let mut told: Vec<Vec<Event>> = vec![Vec::new(); articles.len()];
    for event in code_articles(articles, knowledge, || ()).events {
        let at: usize = event.evidence.article.as_str().parse().expect("a number");
        told[at].push(event);
    }
    told
}

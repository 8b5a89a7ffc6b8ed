//! Saved pages: what is taken for the article, and what the page tells about it.

use crate::{codes, date, read_text, texts};

/// A sentence long enough to be prose rather than a label.
const LONG: &str = "The two governments said on Monday that they would meet again in Oslo before the end of the year.";

fn check(html: &str, text: &str) {
    let (articles, _) = read_text("x.html", html);
    assert_eq!(texts(&articles), [text], "{html}");
}

#[test]
fn pages_lose_their_furniture() {
    let text = "<!doctype html><html><head><title>Talks - Fjord</title><meta property='og:site_name' content='Fjord Times'>\
        <link rel='canonical' href='https://example.org/1'><style>p{}</style></head><body class='has-sidebar'>\
        <nav><a href='/'>Home</a></nav><div id='cookie-note'>We use cookies.</div><article><h1>Talks</h1>\
        <time datetime='2009-09-21T10:00Z'>Monday</time><p>Oslo <b>met</b>\n <a href='/r'>Rome</a> &amp; others.</p>\
        <script>no()</script><figure><figcaption>no</figcaption></figure><p>They agreed.</p>\
        <ul class='related-links'><li><a href='/x'>More</a></li></ul></article><footer>no</footer></body></html>";
    let (articles, diagnostics) = read_text("x.html", text);
    let article = &articles[0];
    assert_eq!(article.title.as_deref(), Some("Talks"));
    assert!(article.text.ends_with("Oslo met Rome & others.\n\nThey agreed."), "{}", article.text);
    assert!(!article.text.contains(['<', '>']) && !article.text.contains("cookies") && !article.text.contains("More"));
    assert_eq!((date(article), article.source.as_deref()), ("2009-09-21".into(), Some("Fjord Times")));
    assert_eq!(article.url.as_deref(), Some("https://example.org/1"));
    assert!(diagnostics.is_empty());
}

#[test]
fn two_breaks_part_paragraphs_and_one_does_not() {
    check("<body>Oslo met Rome.<br>They agreed.<br/> \n<br>Paris left.</body>", "Oslo met Rome. They agreed.\n\nParis left.");
    check("<p>Oslo <script>no()</script>met <svg><title>no</title></svg>Rome.", "Oslo met Rome.");
    check("<pre>Oslo met\nRome.\n\nThey agreed.\n</pre>", "Oslo met\nRome.\n\nThey agreed.");
}

#[test]
fn a_time_of_its_own_is_dropped_and_one_in_a_sentence_is_kept() {
    check("<article><p>Published <time>21 September 2009</time></p><p>Oslo met Rome.</p></article>", "Oslo met Rome.");
    check("<p>Oslo met Rome on <time datetime='2009-09-21'>Monday</time>.</p>", "Oslo met Rome on Monday.");
}

#[test]
fn the_articles_own_header_is_left_out_and_nothing_else_of_it() {
    let story = format!("<p>{LONG}</p><p>Rome agreed.</p>");
    let text = format!("{LONG}\n\nRome agreed.");
    check(&format!("<article><header><h1>Talks</h1><p>By Ann Smith</p></header>{story}</article>"), &text);
    check("<article><header><h1>Talks</h1><p>By Ann Smith</p></header><p>Rome met.</p></article>", "Rome met.");
    check(&format!("<div class='content has-sidebar'>{story}</div><div class='sidebar'><p>More news</p></div>"), &text);
    check(&format!("<form action='/page'><div id='social-main'>{story}</div><p>Log in</p></form>"), &text);
    check(&format!("<article><div class='sidebar-left'>{story}</div><p>End.</p></article>"), &format!("{text}\n\nEnd."));
    check(&format!("<article>{story}<div class='share'>Share this</div><aside>Read on</aside></article>"), &text);
}

#[test]
fn without_article_or_main_the_densest_part_is_taken() {
    let teaser = "<div><span>A teaser</span> <p>Short words on other news.</p></div>";
    let story = format!("<div><p>{LONG}</p><p>Rome agreed.</p><p>{LONG}</p></div>");
    let html =
        format!("<body><div>Fjord Times</div><div><div>{teaser}{teaser}</div>{story}</div><div>All rights kept.</div></body>");
    check(&html, &format!("{LONG}\n\nRome agreed.\n\n{LONG}"));
    check(&format!("<body><div>{LONG}</div><div>Rome agreed.</div></body>"), &format!("{LONG}\n\nRome agreed."));
}

#[test]
fn a_teaser_marked_as_article_is_not_the_article() {
    let html = format!("<article><p>Other news.</p></article><div><p>{LONG}</p><p>Rome agreed.</p></div>");
    check(&html, &format!("{LONG}\n\nRome agreed."));
    let html = format!("<main><article><p>{LONG}</p></article><p>Most read: nothing.</p></main>");
    check(&html, LONG);
}

#[test]
fn linked_data_tells_about_the_article() {
    let data = r#"{"@context": "https://schema.org", "@graph": [{"@type": "Organization", "@id": "/#us", "name": "Fjord Times"},
        {"@type": ["ReportageNewsArticle"], "headline": "Talks &amp; more", "datePublished": "2009-09-21T23:30:00-05:00",
        "publisher": {"@id": "/#us"}, "mainEntityOfPage": {"@id": "https://example.org/1"}, "articleBody": "Oslo."}]}"#;
    let page = |data: &str| {
        let title = "<title>Talks - site</title><meta property='og:title' content='no'>";
        read_text(
            "x.html",
            &format!("<head>{title}<script type='application/ld+json'>{data}</script></head><p>Oslo met Rome.</p>"),
        )
    };
    let (articles, diagnostics) = page(data);
    let article = &articles[0];
    assert_eq!((article.title.as_deref(), article.source.as_deref()), (Some("Talks & more"), Some("Fjord Times")));
    assert_eq!((date(article), article.url.as_deref()), ("2009-09-21".into(), Some("https://example.org/1")));
    assert_eq!((article.text.as_str(), codes(&diagnostics)), ("Oslo met Rome.", vec![]));

    let hidden = format!(r#"[{{"@type": "Article", "articleBody": "{LONG}", "publisher": [{{"name": "Tiber"}}], "url": "/x"}}]"#);
    let article = &page(&hidden).0[0];
    assert_eq!((article.text.as_str(), article.source.as_deref(), article.url.as_deref()), (LONG, Some("Tiber"), None));
    assert_eq!(page("{broken").0[0].title.as_deref(), Some("no"));
    assert_eq!(page(r#"{"@type": "Person", "name": "Ann", "headline": "x"}"#).0[0].title.as_deref(), Some("no"));
}

#[test]
fn a_date_that_cannot_be_read_gives_way_to_one_that_can() {
    let html = "<meta name='date' content='soon'><p>Oslo met <time datetime='2009-09-21'>today</time> with Rome.</p>";
    let (articles, diagnostics) = read_text("x.html", html);
    assert_eq!((date(&articles[0]), codes(&diagnostics)), ("2009-09-21".into(), vec![]));
}

#[test]
fn deeply_nested_pages_are_read() {
    let depth = 10_000;
    let html = format!("{}Oslo met Rome.{}", "<div><span>".repeat(depth), "</span></div>".repeat(depth));
    let (articles, _) = read_text("x.html", &html);
    assert!(articles[0].text.ends_with("Oslo met Rome."));
}

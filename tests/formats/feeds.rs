//! Feeds: RSS in its versions, Atom and JSON Feed.

use crate::{codes, date, read_text, texts};

#[test]
fn rss_entries_are_articles() {
    let text = "<?xml version='1.0' encoding='ISO-8859-1'?>\n<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'>\
        <channel><title>Fjord Times: caf\u{e9}</title><link>https://example.org</link>\
        <item><title>Talks &amp;amp; more</title><link>https://example.org/1</link><guid>g-1</guid>\
        <pubDate>Mon, 21 Sep 2009 23:30:00 -0500</pubDate><description>Oslo met.</description>\
        <content:encoded><![CDATA[<p>Oslo met <b>Rome</b>.</p><p>They agreed.</p><ul class='related'><li><a href='/x'>More</a></li></ul>]]></content:encoded></item>\
        <item><title>Second</title><description>&lt;p&gt;Paris left.&lt;/p&gt;</description></item>\
        <item><title>No text</title></item></channel></rss>";
    let (articles, diagnostics) = read_text("x.txt", text);
    assert_eq!(texts(&articles), ["Oslo met Rome.\n\nThey agreed.", "Paris left."]);
    let first = &articles[0];
    assert_eq!((first.id.as_str(), first.title.as_deref(), date(first)), ("g-1", Some("Talks & more"), "2009-09-21".into()));
    assert_eq!((first.url.as_deref(), first.source.as_deref()), (Some("https://example.org/1"), Some("Fjord Times: caf\u{e9}")));
    assert_eq!((articles[1].id.as_str().len(), date(&articles[1])), (16, String::new()));
    assert_eq!(codes(&diagnostics), ["no-text"]);
    assert_eq!(read_text("x.txt", text), (articles, diagnostics), "the same in every run");
}

#[test]
fn atom_entries_are_articles() {
    let text = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Tiber Daily</title><id>f</id>\
        <entry><id>tag:1</id><title type='html'>&lt;b&gt;Talks&lt;/b&gt;</title><published>2009-09-21T10:00:00+02:00</published>\
        <link rel='enclosure' href='https://example.org/a.mp3'/><link rel='alternate' href='https://example.org/1'/>\
        <content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Oslo met.</p><p>Rome agreed.</p></div></content></entry>\
        <entry><id>tag:2</id><title>Second</title><updated>2009-09-22T00:00:00Z</updated><summary>Paris left.</summary></entry></feed>";
    let (articles, diagnostics) = read_text("-", text);
    assert_eq!(texts(&articles), ["Oslo met.\n\nRome agreed.", "Paris left."]);
    assert_eq!((articles[0].title.as_deref(), articles[0].url.as_deref()), (Some("Talks"), Some("https://example.org/1")));
    assert_eq!((date(&articles[0]), date(&articles[1])), ("2009-09-21".into(), "2009-09-22".into()));
    assert_eq!(articles[1].source.as_deref(), Some("Tiber Daily"));
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
}

#[test]
fn rdf_and_json_feeds_are_read() {
    let rdf = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' \
        xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Fjord</title></channel><item><title>Talks</title>\
        <link>https://example.org/1</link><dc:date>2009-09-21</dc:date><description>&lt;p&gt;Oslo met.&lt;/p&gt;</description></item></rdf:RDF>";
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Fjord", "items": [{"id": "1", "url": "https://example.org/1",
        "content_html": "<p>Oslo met.</p>", "date_published": "2009-09-21T10:00:00Z"}]}"#;
    for text in [rdf, json] {
        let (articles, diagnostics) = read_text("x", text);
        assert_eq!((texts(&articles), codes(&diagnostics)), (vec!["Oslo met."], vec![]), "{text}");
        assert_eq!((date(&articles[0]), articles[0].source.as_deref()), ("2009-09-21".into(), Some("Fjord")));
    }
}

#[test]
fn a_broken_feed_is_told() {
    let author = "Redaktion\u{2014}a@example.org";
    let crash =
        format!("<rss version='2.0'><channel><item><author>{author}</author><description>a</description></item></channel></rss>");
    for text in ["<rss version='2.0'><channel><item>", "<feed", "<rss></rss>", crash.as_str()] {
        let (articles, diagnostics) = read_text("x.xml", text);
        assert_eq!((texts(&articles), codes(&diagnostics)), (vec![], vec!["broken-feed"]), "{text}");
    }
    let (_, diagnostics) = read_text("x.xml", "<rss version='2.0'><channel><title>Fjord</title></channel></rss>");
    assert_eq!(codes(&diagnostics), ["empty"]);
}

// The words behind the edges: from the page itself, or, where a server shows it, from there in parts.

import { clean } from "./words.js";

/** The size of the parts in which a server gives evidence. */
export const PART = 200;

/** Evidence that the page holds; read when first asked for, as it may be large. */
export function heldEvidence(block) {
  let tables = null;
  const read = () => (tables ??= JSON.parse(block.textContent));
  return {
    load: async (tellings) => tellings.map((at) => {
      const { articles, sentences, rules, tellings: told } = read();
      const [id, sentence, marks, speaker, confidence, rule] = told[at];
      const [article, place, text] = sentences[sentence];
      const [articleId, title, url] = articles[article];
      return record([id, text, marks, speaker, confidence, rules[rule], articleId, title, url, place]);
    }),
    /** Sentences with all the words, at most so many: the rows of their tellings. */
    find: async (words, most) => {
      const { sentences, tellings: told } = read();
      const hits = new Set();
      for (let at = 0; at < sentences.length && hits.size < most; at++) {
        const text = sentences[at][2].toLowerCase();
        if (words.every((word) => text.includes(word))) hits.add(at);
      }
      if (hits.size === 0) return [];
      const found = new Map();
      told.forEach((telling, at) => {
        if (hits.has(telling[1]) && !found.has(telling[1])) found.set(telling[1], at);
      });
      return [...found.values()];
    },
  };
}

/** Evidence that the server gives, a part at a time; a part is asked for once. */
export function servedEvidence() {
  const parts = new Map();
  const part = (at) => {
    if (!parts.has(at)) parts.set(at, ask(`api/evidence/${at}`).catch((error) => { parts.delete(at); throw error; }));
    return parts.get(at);
  };
  return {
    load: (tellings) =>
      Promise.all(tellings.map(async (at) => record((await part(Math.floor(at / PART)))[at % PART]))),
    find: (words, most) => ask(`api/find?most=${most}&words=${encodeURIComponent(words.join(" "))}`),
  };
}

/** Asks the server for JSON. */
export async function ask(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return answer.json();
}

function record([id, text, marks, speaker, confidence, rule, article, title, url, place]) {
  return { id, text, marks, speaker, confidence, rule, article, title, url: safeAddress(url), place };
}

/** An address that may be followed: nothing but http and https. */
function safeAddress(url) {
  try {
    const { protocol } = new URL(url);
    return protocol === "http:" || protocol === "https:" ? url : null;
  } catch {
    return null;
  }
}

/** A sentence cut into pieces: [text, "trigger" | "source" | "target" | null]. Marks that overlap lose to the trigger. */
export function pieces(text, [trigger, source, target]) {
  const roles = new Array(text.length).fill(null);
  const paint = (span, role) => span && roles.fill(role, span[0], span[1]);
  // The longer first, so that a name within other words stays seen.
  const actors = [[source, "source"], [target, "target"]].filter(([span]) => span).sort(([a], [b]) => b[1] - b[0] - (a[1] - a[0]));
  for (const [span, role] of actors) paint(span, role);
  paint(trigger, "trigger");
  const cut = [];
  for (let at = 0; at < text.length; ) {
    let end = at + 1;
    while (end < text.length && roles[end] === roles[at]) end++;
    cut.push([text.slice(at, end), roles[at]]);
    at = end;
  }
  return cut;
}

/** The title of an article, or what stands for it. */
export function titleOf(told) {
  return told.title ? clean(told.title) : `article ${clean(told.article)}`;
}

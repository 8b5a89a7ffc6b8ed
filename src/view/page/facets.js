// The filters beside the diagram, each choice with the number of events that it would show.

import { DASHES_MEAN, QUADS, STATUSES, counted, fill, make, makeSvg, number } from "./words.js";
import { TIES, toggled } from "./state.js";

const SHOWN_AT_ONCE = 7;
const MEANT = {
  actual: "it happened", planned: "announced or agreed", possible: "asked for, threatened, alleged", negated: "denied or refused",
};
const OTHERS = [
  ["unnamed", "Unnamed actors", "actors that are mere words: “the leaders”"],
  ["within", "Within one actor", "such as between a state and its own people"],
  ["alone", "Without a target", "acts that have no addressee; not drawn"],
];

/** A line as the diagram draws a class: its colour, its dashes, its arrowhead. */
export function sample(quad) {
  const { dash, deed, conflict } = QUADS[quad];
  const svg = makeSvg("svg", { width: 34, height: 12, viewBox: "0 0 34 12", class: `sample q${quad + 1}`, "aria-hidden": "true" });
  svg.append(makeSvg("path", { d: "M1 6H25", "stroke-dasharray": dash.join(" "), class: "stroke" }));
  if (conflict) svg.append(makeSvg("path", { d: "M22.5 2V10", class: "stroke" }));
  svg.append(makeSvg("path", { d: "M32 6L25 2.2V9.8Z", class: deed ? "stroke filled" : "stroke open" }));
  return svg;
}

/** A class with its line, and in words how that is drawn. */
export function sampled(quad) {
  const { name, line } = QUADS[quad];
  return [sample(quad), make("span", {}, name, " ", make("span", { class: "drawn" }, line))];
}

/** Makes the filters in an element. Gives a function that brings them up to date. */
export function facets(host, model, state) {
  let wide = { roots: false, publishers: false };
  const press = (name, item) => () => state.set({ [name]: toggled(state.get()[name], item) });
  const choice = (name, item, count, label, hint) =>
    make("button", {
      type: "button", class: "choice", "data-facet": name, "data-value": item, title: hint,
      "aria-pressed": String(state.get()[name].includes(item)), onclick: press(name, item),
    }, make("span", { class: "choice-label" }, label), make("span", { class: "count" }, number(count)));

  function group(name, title, choices) {
    if (!choices.some(Boolean)) return null;
    const chosen = state.get()[name].length > 0;
    const clear = chosen && make("button", { type: "button", class: "quiet", onclick: () => state.set({ [name]: [] }) }, "all");
    return make("section", { class: "facet", "aria-label": title }, make("h3", {}, title, clear), ...choices);
  }

  function long(name, items) {
    const chosen = (item) => state.get()[name].includes(item.value);
    const sorted = [...items].sort((a, b) => chosen(b) - chosen(a) || b.count - a.count || (a.value < b.value ? -1 : 1));
    const useful = sorted.filter((item) => item.count > 0 || chosen(item));
    const shown = wide[name] ? useful : useful.slice(0, SHOWN_AT_ONCE);
    const more = useful.length > SHOWN_AT_ONCE && make("button", {
      type: "button", class: "quiet", "data-more": name, "aria-expanded": String(wide[name]),
      onclick: () => { wide[name] = !wide[name]; update(last); },
    }, wide[name] ? "fewer" : `${useful.length - SHOWN_AT_ONCE} more`);
    return [...shown.map((item) => choice(name, item.value, item.count, item.label, item.hint)), more];
  }

  const confidence = make("input", {
    type: "range", min: 0, max: 100, step: 5, id: "confidence", "aria-label": "Least confidence",
    oninput: () => state.set({ confidence: Number(confidence.value) }),
  });
  const confidenceTold = make("output", { for: "confidence" });
  const ties = make("select", { id: "ties", onchange: () => state.set({ ties: Number(ties.value) }) },
    TIES.map((most) => make("option", { value: most }, most > 10000 ? "all ties" : `${number(most)} ties`)));
  const parts = {
    head: make("div", { class: "facet-head", "aria-live": "polite" }),
    quads: make("div"), statuses: make("div"), roots: make("div"), publishers: make("div"), also: make("div"),
  };
  fill(host,
    parts.head, parts.quads, parts.statuses,
    make("section", { class: "facet", "aria-label": "Confidence" }, make("h3", {}, make("label", { for: "confidence" }, "Confidence"), confidenceTold), confidence),
    parts.roots, parts.publishers, parts.also,
    make("section", { class: "facet", "aria-label": "Ties" }, make("h3", {}, make("label", { for: "ties" }, "The diagram draws the strongest")), ties));

  let last = null;
  function update(result) {
    last = result;
    const now = state.get();
    // What is pressed is made anew: the keyboard's place must not be lost with it.
    const held = host.contains(document.activeElement) ? document.activeElement : null;
    const place = held?.dataset.value !== undefined ? `[data-facet="${held.dataset.facet}"][data-value="${CSS.escape(held.dataset.value)}"]`
      : held?.dataset.more ? `[data-more="${held.dataset.more}"]` : null;
    fill(parts.head, make("strong", {}, counted(result.count, "event")), " shown");
    fill(parts.quads, group("quads", "What sort of act",
      [...QUADS.map((_, at) => choice("quads", at + 1, result.quads[at], sampled(at))), make("p", { class: "drawn" }, DASHES_MEAN)]));
    fill(parts.statuses, group("statuses", "Did it happen", STATUSES.map((status, at) =>
      choice("statuses", status, result.statuses[at], status[0].toUpperCase() + status.slice(1), MEANT[status]))));
    fill(parts.roots, group("roots", "Type of event", long("roots", model.roots.map((root, at) => ({
      value: root.code, count: result.roots[at], hint: `CAMEO ${root.code}`, label: root.name,
    })))));
    fill(parts.publishers, group("publishers", "Source", long("publishers", model.publishers.map((name, at) => ({
      value: name, count: result.publishers[at], label: name,
    })))));
    fill(parts.also, group("also", "Show as well", OTHERS.map(([value, label, hint]) => choice("also", value, result.also[value], label, hint))));
    confidence.value = now.confidence;
    confidenceTold.textContent = now.confidence === 0 ? "any" : `${(now.confidence / 100).toFixed(2)} or more`;
    ties.value = now.ties;
    if (place) host.querySelector(place)?.focus();
  }
  return update;
}

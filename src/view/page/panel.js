// What is told beside the diagram: of the whole, of one actor, or of two; and the sentences behind it.

import { NO_DAY, QUADS, STATUSES, counted, dated, fill, iso, make, nameOf, number, parts, tenth } from "./words.js";
import { atLevel } from "./model.js";
import { rowsWhere } from "./filter.js";
import { strongest, sum } from "./bundle.js";
import { pieces, titleOf } from "./evidence.js";
import { sample } from "./facets.js";

const AT_ONCE_CARDS = 30;
const MOST_PARTNERS = 8;

/** A bar that shows the shares of the four classes; its numbers are in its words. */
export function shares(quads, most) {
  const total = quads.reduce((all, count) => all + count, 0);
  const words = QUADS.map((quad, at) => [quad, quads[at]]).filter(([, count]) => count > 0)
    .map(([quad, count]) => `${number(count)} ${quad.name.toLowerCase()}`).join(", ");
  const bar = make("span", { class: "shares", role: "img", "aria-label": words, title: words });
  quads.forEach((count, at) => {
    if (count === 0) return;
    const part = make("span", { class: `share q${at + 1}` });
    part.style.width = `${(100 * count) / Math.max(most ?? total, 1)}%`;
    bar.append(part);
  });
  return bar;
}

/** The mean intensity of rows, in words and on a scale. */
function balance(model, edges, rows) {
  if (rows.length === 0) return null;
  const mean = rows.reduce((all, row) => all + model.types[edges.type[row]].goldstein, 0) / rows.length;
  const told = tenth(mean);
  return make("span", { class: "balance", title: "Mean intensity on Goldstein's scale, from −10 (conflict) to +10 (cooperation)" },
    `${told !== "0.0" && mean > 0 ? "+" : ""}${told} Goldstein`);
}

/** One event as a card: when, what, the sentence with its words marked, and where it was read. */
export function card(model, edges, row, told, level) {
  const type = model.types[edges.type[row]];
  const status = STATUSES[edges.status[row]];
  const [source, target] = [model.actors[edges.source[row]], edges.target[row] >= 0 ? model.actors[edges.target[row]] : null];
  const spoken = told.map((telling, at) => telling && quote(model, telling, edges.tellings[row][at], [source, target], level));
  const more = spoken.length > 1 && make("details", { class: "more" }, make("summary", {}, `told ${spoken.length} times`), ...spoken.slice(1));
  return make("article", { class: `card q${type.quad + 1}`, "data-row": row },
    make("header", {},
      make("time", edges.day[row] === NO_DAY ? {} : { datetime: iso(edges.day[row]) }, dated(edges.day[row], edges.precision[row])),
      make("span", { class: "type", title: `CAMEO ${type.code}${type.plover ? `, PLOVER ${type.plover}` : ""}, Goldstein ${type.goldstein}` }, sample(type.quad), type.name),
      status !== "actual" && make("span", { class: `status ${status}` }, status)),
    make("p", { class: "act" }, nameOf(source, 60), " ", make("span", { class: "arrow", "aria-label": "to" }, "→"), " ",
      target ? nameOf(target, 60) : make("span", { class: "faint" }, "nobody in particular"), make("span", { class: "label" }, model.labels[edges.label[row]])),
    spoken[0], more);
}

function quote(model, told, telling, [source, target], level) {
  const marked = pieces(told.text, told.marks).map(([text, role]) => (role ? make("mark", { class: role }, text) : text));
  const title = titleOf(told);
  const [sourceRow, targetRow] = model.tellings[telling];
  // At the level of parties it is still told who acted in person.
  const people = level === "party" ? [[sourceRow, source], [targetRow, target]].filter(([row, actor]) => row >= 0 && actor && row !== actor.row).map(([row]) => model.actors[row]) : [];
  const publisher = model.tellings[telling][2];
  return make("div", { class: "telling" },
    make("blockquote", { dir: "auto" }, marked),
    make("p", { class: "where" },
      told.url ? make("a", { href: told.url, rel: "noopener noreferrer", target: "_blank" }, make("bdi", {}, title)) : make("bdi", { class: "title" }, title),
      publisher >= 0 && make("span", {}, model.publishers[publisher]),
      told.speaker && make("span", { class: "speaker" }, "said by ", make("bdi", {}, told.speaker)),
      people.length > 0 && make("span", { class: "people" }, "in person: ", people.map((actor, at) => [at > 0 ? ", " : "", nameOf(actor, 60)]).flat())),
    make("p", { class: "how" },
      make("span", { class: "confidence", title: "How sure the program is, from 0 to 1" }, `confidence ${(told.confidence / 100).toFixed(2)}`),
      make("code", { title: "The rule that made it" }, told.rule)));
}

/** Cards of rows, some at once, under headings of years. Gives the element. */
export function cards(model, edges, rows, evidence, level, wrap = (element) => element) {
  const list = make("div", { class: "cards" });
  let shown = 0, year = null;
  const more = make("button", { type: "button", class: "wide", onclick: () => add() });
  async function add() {
    const some = rows.slice(shown, shown + AT_ONCE_CARDS);
    shown += some.length;
    more.disabled = true;
    let told;
    try {
      told = await evidence.load(some.flatMap((row) => edges.tellings[row]));
    } catch (error) {
      more.before(make("p", { class: "error" }, `The sentences could not be loaded: ${error.message}`));
      return;
    }
    let at = 0;
    const fresh = some.flatMap((row) => {
      const own = told.slice(at, (at += edges.tellings[row].length));
      const its = edges.day[row] === NO_DAY ? "Undated" : String(parts(edges.day[row])[0]);
      const heading = its !== year && make("h3", { class: "year" }, its);
      year = its;
      return [heading, wrap(card(model, edges, row, own, level), row)];
    });
    list.append(...fresh.filter(Boolean));
    more.disabled = false;
    more.hidden = shown >= rows.length;
    more.textContent = `${number(rows.length - shown)} more`;
    list.append(more);
  }
  add();
  return list;
}

/** Makes the panel in an element. Gives a function that brings it up to date. */
export function panel(host, model, state, evidence) {
  let newest = false;
  const choose = (actor, other = null) => state.set({ actor, other, way: "both" });
  const link = (actor, other) => make("button", { type: "button", class: "name", onclick: () => choose(actor.id, other?.id) },
    nameOf(actor, 60), other && [" – ", nameOf(other, 60)]);
  const rowsOf = (items, most) => make("ul", { class: "ranks" }, items.map((item) => make("li", {},
    item.name, make("span", { class: "count" }, number(item.count)), shares(item.quads, most))));

  function overview(edges, result, bundled) {
    const busiest = model.actors.filter((actor) => bundled.actors[actor.row] > 0)
      .sort((a, b) => bundled.actors[b.row] - bundled.actors[a.row] || a.row - b.row).slice(0, MOST_PARTNERS);
    const quads = [0, 0, 0, 0];
    const own = new Map(busiest.map((actor) => [actor.row, [0, 0, 0, 0]]));
    for (const bundle of bundled.list) {
      const [source, target] = [own.get(bundle.source), bundle.source === bundle.target ? undefined : own.get(bundle.target)];
      for (let quad = 0; quad < 4; quad++) {
        quads[quad] += bundle.quads[quad];
        if (source) source[quad] += bundle.quads[quad];
        if (target) target[quad] += bundle.quads[quad];
      }
    }
    const actorItems = busiest.map((actor) => ({ name: link(actor), count: bundled.actors[actor.row], quads: own.get(actor.row) }));
    const tieItems = strongest(bundled, MOST_PARTNERS).list.map(({ bundle, back, count }) => ({
      name: link(model.actors[bundle.source], model.actors[bundle.target]), count, quads: sum(bundle.quads, back?.quads),
    }));
    const most = (items) => items.reduce((max, item) => Math.max(max, item.quads.reduce((all, count) => all + count, 0)), 1);
    return [
      make("h2", {}, "At a glance"),
      make("p", { class: "totals" }, counted(result.count, "event"), " ", shares(quads)),
      result.count === 0
        ? make("p", { class: "hint" }, "Nothing passes these filters. Press “all” beside one of them, or choose all time.")
        : make("p", { class: "hint" }, "Click an actor or a line to read the sentences behind it. ",
          make("kbd", {}, "/"), " searches, arrow keys walk from actor to actor."),
      actorItems.length > 0 && [make("h3", {}, "Most involved"), rowsOf(actorItems, most(actorItems))],
      tieItems.length > 0 && [make("h3", {}, "Strongest ties"), rowsOf(tieItems, most(tieItems))],
    ].flat();
  }

  function aboutActor(person, edges, result, bundled) {
    const actor = atLevel(model, person, state.get().level);
    const rows = rowsWhere(edges, result.passes, (row) => edges.source[row] === actor.row || edges.target[row] === actor.row);
    const partners = new Map();
    for (const bundle of bundled.list) {
      const other = bundle.source === actor.row ? bundle.target : bundle.target === actor.row ? bundle.source : -1;
      if (other < 0 || other === actor.row) continue;
      partners.set(other, sum(partners.get(other), bundle.quads));
    }
    const items = [...partners].map(([row, quads]) => ({ actor: model.actors[row], quads, count: quads.reduce((all, count) => all + count, 0) }))
      .sort((a, b) => b.count - a.count || a.actor.row - b.actor.row);
    const shown = items.slice(0, MOST_PARTNERS).map((item) => ({ ...item, name: make("button", {
      type: "button", class: "name", onclick: () => choose(person.id, item.actor.id) }, nameOf(item.actor, 60)) }));
    const party = actor.party >= 0 ? model.actors[actor.party] : null;
    return [
      make("h2", { dir: "auto" }, nameOf(actor, 120)),
      make("p", { class: "kind" }, actor.kind === "agent" ? "unnamed actor" : actor.kind, actor.code && [" · ", make("code", {}, actor.code)],
        party && [" · stands for ", link(party)],
        actor !== person && [" · chosen as ", make("button", { type: "button", class: "name", onclick: () => state.set({ level: "person" }) }, nameOf(person, 60))]),
      totals(edges, rows),
      shown.length > 0 && [make("h3", {}, "With whom"), rowsOf(shown, shown[0].count)],
      items.length > MOST_PARTNERS && make("p", { class: "hint" }, `and ${counted(items.length - MOST_PARTNERS, "other")}`),
      ...listed(edges, rows),
    ].flat();
  }

  function aboutPair(one, other, edges, result) {
    const { level, way } = state.get();
    const [a, b] = [atLevel(model, one, level), atLevel(model, other, level)];
    const out = (row) => edges.source[row] === a.row && edges.target[row] === b.row;
    const back = (row) => edges.source[row] === b.row && edges.target[row] === a.row;
    const tests = { both: (row) => out(row) || back(row), out, in: back };
    const rows = rowsWhere(edges, result.passes, tests[way]);
    const tab = (name, ...words) => make("button", {
      type: "button", "data-way": name, "aria-pressed": String(way === name), onclick: () => state.set({ way: name }),
    }, ...words, " ", make("span", { class: "count" }, number(rowsWhere(edges, result.passes, tests[name]).length)));
    return [
      make("h2", { dir: "auto" }, nameOf(a, 80), make("span", { class: "and" }, " & "), nameOf(b, 80)),
      make("p", { class: "kind" }, "go to ", link(a), " · ", link(b), " · ",
        make("button", { type: "button", class: "name", id: "side-by-side", onclick: () => state.set({ view: "sides" }) }, "side by side")),
      make("div", { class: "tabs", role: "group", "aria-label": "Direction" },
        tab("both", "both ways"), tab("out", nameOf(a, 14), " → ", nameOf(b, 14)), tab("in", nameOf(b, 14), " → ", nameOf(a, 14))),
      totals(edges, rows),
      ...listed(edges, rows),
    ];
  }

  function totals(edges, rows) {
    const quads = [0, 0, 0, 0];
    for (const row of rows) quads[edges.quad[row]]++;
    return make("p", { class: "totals" }, counted(rows.length, "event"), " ", balance(model, edges, rows), shares(quads));
  }

  function listed(edges, rows) {
    if (rows.length === 0) return [make("p", { class: "hint" }, "No event passes the filters.")];
    const dates = rows.filter((row) => edges.day[row] !== NO_DAY);
    const order = newest ? [...dates].reverse().concat(rows.slice(dates.length)) : rows;
    const turn = make("button", { type: "button", class: "quiet", onclick: () => { newest = !newest; again(); } }, newest ? "newest first" : "oldest first");
    return [make("h3", {}, "What happened", turn), cards(model, edges, order, evidence, state.get().level)];
  }

  let again = () => {};
  return function update(edges, result, bundled) {
    again = () => {
      const now = state.get();
      const [actor, other] = [model.byId.get(now.actor), model.byId.get(now.other)];
      const content = actor && other ? aboutPair(actor, other, edges, result)
        : actor ? aboutActor(actor, edges, result, bundled) : overview(edges, result, bundled);
      const back = actor && make("button", { type: "button", class: "quiet close", "aria-label": "Back to the whole", onclick: () => state.set({ actor: null, other: null }) }, "×");
      fill(host, back, content);
    };
    again();
  };
}

// The diagram as a table: what a screen reader gets, and whoever would rather read than look.

import { QUADS, counted, dated, fill, make, nameOf, number, tenth } from "./words.js";
import { stretch, widen } from "./filter.js";

const AT_ONCE_ROWS = 100;

/** Makes the tables in an element. Gives a function that brings them up to date. */
export function table(host, model, state) {
  let which = "ties", sorting = { column: "count", down: true }, shown = AT_ONCE_ROWS;
  let data = null;

  /** First and last day and the sum of intensities of each pair. */
  function details(edges, passes) {
    const of = new Map();
    for (let row = 0; row < edges.count; row++) {
      if (!passes[row] || edges.pair[row] < 0) continue;
      const detail = of.get(edges.pair[row]) ?? { goldstein: 0, span: stretch() };
      detail.goldstein += model.types[edges.type[row]].goldstein;
      widen(detail.span, edges.day[row], edges.precision[row]);
      of.set(edges.pair[row], detail);
    }
    return of;
  }

  function tieRows() {
    const { edges, result, bundled } = data;
    const of = details(edges, result.passes);
    return bundled.list.map((bundle) => {
      const { goldstein, span } = of.get(bundle.pair);
      return { ...bundle, key: bundle.pair, a: model.actors[bundle.source], b: model.actors[bundle.target], goldstein: goldstein / bundle.count, ...span };
    });
  }

  function actorRows() {
    const { bundled } = data;
    const of = new Map();
    const get = (row) => {
      if (!of.has(row)) of.set(row, { key: row, a: model.actors[row], count: bundled.actors[row], quads: [0, 0, 0, 0], partners: new Set() });
      return of.get(row);
    };
    for (const bundle of bundled.list) {
      for (const row of new Set([bundle.source, bundle.target])) {
        const entry = get(row);
        bundle.quads.forEach((count, quad) => (entry.quads[quad] += count));
        entry.partners.add(bundle.source === row ? bundle.target : bundle.source);
      }
    }
    return [...of.values()].map((entry) => ({ ...entry, partners: entry.partners.size }));
  }

  // Broken, where there is little room, before the year alone.
  const day = (end) => (end === null ? "–" : dated(end.day, end.precision).replace(/(\d) (?=[A-Z])/, "$1\u00a0"));
  const quadColumns = QUADS.map((quad, at) => ({ id: `q${at}`, title: quad.name.replace("cooperation", "coop."), hint: quad.name, number: true, value: (row) => row.quads[at], cell: (row) => number(row.quads[at]) }));
  const columns = {
    ties: [
      { id: "a", title: "Source", value: (row) => row.a.name, cell: (row) => chooser(row.a, row.b) },
      { id: "b", title: "Target", value: (row) => row.b.name, cell: (row) => nameOf(row.b, 60) },
      { id: "count", title: "Events", number: true, value: (row) => row.count, cell: (row) => number(row.count) },
      ...quadColumns,
      { id: "goldstein", title: "Goldstein", number: true, value: (row) => row.goldstein, cell: (row) => tenth(row.goldstein) },
      { id: "first", title: "First", value: (row) => row.first?.day ?? -Infinity, cell: (row) => day(row.first) },
      { id: "last", title: "Last", value: (row) => row.last?.day ?? -Infinity, cell: (row) => day(row.last) },
    ],
    actors: [
      { id: "a", title: "Actor", value: (row) => row.a.name, cell: (row) => chooser(row.a) },
      { id: "kind", title: "Kind", value: (row) => row.a.kind, cell: (row) => row.a.kind },
      { id: "code", title: "Code", value: (row) => row.a.code, cell: (row) => row.a.code },
      { id: "partners", title: "Partners", number: true, value: (row) => row.partners, cell: (row) => number(row.partners) },
      { id: "count", title: "Events", number: true, value: (row) => row.count, cell: (row) => number(row.count) },
      ...quadColumns,
    ],
  };

  function chooser(actor, other) {
    const now = state.get();
    const chosen = other ? now.actor === actor.id && now.other === other.id : now.actor === actor.id && now.other === null;
    return make("button", {
      type: "button", class: "name", "aria-pressed": String(chosen), "data-choose": other ? `${actor.row}-${other.row}` : actor.row,
      onclick: () => state.set({ actor: actor.id, other: other?.id ?? null, way: other ? "out" : "both" }),
    }, nameOf(actor, 60));
  }

  function draw() {
    const held = host.contains(document.activeElement) ? document.activeElement.dataset : {};
    const now = columns[which];
    const sorter = now.find((column) => column.id === sorting.column) ?? now.find((column) => column.id === "count");
    const rows = which === "ties" ? tieRows() : actorRows();
    const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    rows.sort((a, b) => (sorting.down ? -1 : 1) * order(sorter.value(a), sorter.value(b)) || a.key - b.key);
    const head = now.map((column) => make("th", {
      scope: "col", class: column.number ? "number" : null, "aria-sort": column === sorter ? (sorting.down ? "descending" : "ascending") : null,
    }, make("button", { type: "button", "data-sort": column.id, title: column.hint, onclick: () => {
      sorting = { column: column.id, down: column === sorter ? !sorting.down : Boolean(column.number) };
      draw();
    } }, column.title, column === sorter && make("span", { "aria-hidden": "true" }, sorting.down ? "\u00a0↓" : "\u00a0↑"))));
    const body = rows.slice(0, shown).map((row) => make("tr", {}, now.map((column, at) =>
      make(at === 0 ? "th" : "td", at === 0 ? { scope: "row" } : { class: column.number ? "number" : null }, column.cell(row)))));
    const tab = (name, words) => make("button", { type: "button", "data-table": name, "aria-pressed": String(which === name), onclick: () => { which = name; shown = AT_ONCE_ROWS; draw(); } }, words);
    fill(host,
      make("div", { class: "tabs", role: "group", "aria-label": "Which table" }, tab("ties", "Who did to whom"), tab("actors", "Actors")),
      make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Table" },
        make("table", {}, make("caption", {}, counted(rows.length, which === "ties" ? "pair" : "actor"), ", ", counted(data.result.count, "event")),
          make("thead", {}, make("tr", {}, head)), make("tbody", {}, body))),
      rows.length > shown && make("button", { type: "button", class: "wide", onclick: () => { shown += AT_ONCE_ROWS * 4; draw(); } }, `${number(rows.length - shown)} more`));
    const again = held.sort ? `[data-sort="${held.sort}"]` : held.choose ? `[data-choose="${held.choose}"]` : held.table ? `[data-table="${held.table}"]` : null;
    if (again) host.querySelector(again)?.focus();
  }

  return function update(edges, result, bundled) {
    data = { edges, result, bundled };
    draw();
  };
}

// The answer of a question, as `query` gives it: lines of bars, tables and notes. Filters do not change it.

import { clean, counted, cut, fill, make, number } from "./words.js";

const AT_ONCE_ANSWERS = 50;

/** Counts over time, as bars of one scale. */
function barsOf({ name, from, to, counts }, top) {
  const bars = counts.map((count) => {
    const bar = make("span");
    bar.style.height = `${(100 * count) / Math.max(top, 1)}%`;
    return bar;
  });
  const sum = counts.reduce((all, count) => all + count, 0);
  return make("figure", { class: "line" },
    make("figcaption", {}, make("bdi", {}, clean(name)), " ", make("span", { class: "count" }, counted(sum, "event"))),
    make("div", { class: "line-bars", role: "img", "aria-label": `${counted(sum, "event")} from ${from} to ${to}, at most ${number(Math.max(0, ...counts))} at once` }, bars),
    make("div", { class: "line-ends" }, make("span", {}, from), make("span", {}, to)));
}

function cellOf(cell, choose) {
  if (typeof cell === "string") return make("bdi", {}, cut(clean(cell), 160));
  if (cell.length === 1) return cell[0].replace(/^-0\.0$/, "0.0").replace("-", "−");
  const [id, name] = cell;
  return make("button", { type: "button", class: "name", onclick: () => choose(id) }, make("bdi", {}, cut(clean(name), 60)));
}

function tableOf({ name, columns, rows }, choose) {
  const host = make("section", { class: "answer-table" });
  const isNumber = columns.map((_, at) => rows.some(([cells]) => Array.isArray(cells[at]) && cells[at].length === 1));
  let shown = AT_ONCE_ANSWERS;
  const cell = (content, at) => make("td", { class: isNumber[at] ? "number" : null }, content === "" ? "" : cellOf(content, choose));
  const draw = () => fill(host,
    make("h3", {}, name),
    make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": name },
      make("table", {}, make("thead", {}, make("tr", {}, columns.map((column, at) => make("th", { scope: "col", class: isNumber[at] ? "number" : null }, column)))),
        make("tbody", {}, rows.slice(0, shown).flatMap(([cells, sentence]) => [
          make("tr", { class: sentence === null ? null : "told" }, cells.map(cell)),
          sentence !== null && make("tr", { class: "said" }, make("td", { colspan: columns.length }, make("blockquote", { dir: "auto" }, sentence))),
        ])))),
    rows.length > shown && make("button", { type: "button", class: "wide", onclick: () => { shown = rows.length; draw(); } }, `${number(rows.length - shown)} more`));
  draw();
  return host;
}

/** Shows the answer in an element; `choose` is called with the id of an actor. */
export function answer(host, { lines, tables, notes }, choose) {
  const top = Math.max(0, ...lines.flatMap((line) => line.counts));
  fill(host,
    lines.map((line) => barsOf(line, top)),
    tables.map((table) => tableOf(table, choose)),
    notes.map((note) => make("p", { class: "hint" }, note)),
    make("p", { class: "hint" }, "This is the answer as it was asked: the filters change the diagram, the table and what is told of an actor, not what stands here."));
}

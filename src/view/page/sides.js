// Two actors side by side: what each did to the other, left and right of one line of time.

import { QUADS, clean, counted, fill, make, nameOf } from "./words.js";
import { atLevel } from "./model.js";
import { rowsWhere } from "./filter.js";
import { cards, shares } from "./panel.js";

const MOST_CHOICES = 400;

/** Makes the view in an element. Gives a function that brings it up to date. */
export function sides(host, model, state, evidence) {
  function chooser(name, chosen, order) {
    const list = order.includes(chosen) || !chosen ? order : [chosen, ...order];
    return make("select", { "aria-label": name === "actor" ? "Left actor" : "Right actor", "data-side": name, onchange: (event) => state.set({ [name]: event.target.value, way: "both" }) },
      !chosen && make("option", { value: "", selected: true, disabled: true }, "choose an actor"),
      list.map((actor) => make("option", { value: actor.id, selected: actor === chosen }, clean(actor.name).slice(0, 60))));
  }

  return function update(edges, result, bundled) {
    const now = state.get();
    const at = (id) => (model.byId.has(id) ? atLevel(model, model.byId.get(id), now.level) : null);
    const [a, b] = [at(now.actor), at(now.other)];
    const order = model.actors.filter((actor) => bundled.actors[actor.row] > 0)
      .sort((one, other) => bundled.actors[other.row] - bundled.actors[one.row] || one.row - other.row).slice(0, MOST_CHOICES);
    const partners = a ? order.filter((actor) => actor !== a && bundled.list.some((bundle) =>
      (bundle.source === a.row && bundle.target === actor.row) || (bundle.target === a.row && bundle.source === actor.row))) : order;
    const head = make("div", { class: "sides-head" }, chooser("actor", a, order), make("span", { class: "and" }, "&"), chooser("other", b, partners));
    if (!a || !b) {
      fill(host, head, make("p", { class: "hint" }, "Choose two actors: what each did to the other stands left and right of one line of time."));
      return;
    }
    const isOut = (row) => edges.source[row] === a.row && edges.target[row] === b.row;
    const rows = rowsWhere(edges, result.passes, (row) => isOut(row) || (edges.source[row] === b.row && edges.target[row] === a.row));
    const count = (out) => {
      const quads = [0, 0, 0, 0];
      for (const row of rows) if (isOut(row) === out) quads[edges.quad[row]]++;
      return quads;
    };
    const [out, back] = [count(true), count(false)];
    const most = Math.max(...[out, back].map((quads) => quads.reduce((all, one) => all + one, 0)), 1);
    const column = (from, to, quads, side) => make("div", { class: `side-head ${side}` },
      make("h2", {}, nameOf(from, 40), " → ", nameOf(to, 40)),
      make("p", { class: "totals" }, counted(quads.reduce((all, one) => all + one, 0), "event"), shares(quads, most)));
    const list = cards(model, edges, rows, evidence, now.level, (element, row) => {
      element.classList.add(isOut(row) ? "left" : "right");
      return element;
    });
    list.classList.add("two");
    fill(host, head,
      make("div", { class: "side-heads" }, column(a, b, out, "left"), column(b, a, back, "right")),
      rows.length > 0 ? list : make("p", { class: "hint" }, "No event between the two passes the filters."),
      make("p", { class: "hint" }, QUADS.map((quad) => quad.name.toLowerCase()).join(", "), ": the line at a card's side has the colour of its class."));
  };
}

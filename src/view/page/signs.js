// What lines and the signs of actors mean: those that stand in the diagram, below it.

import { DASHES_MEAN, QUADS, fill, make, makeSvg } from "./words.js";
import { sampled } from "./facets.js";

/** Kind, its name, the tag and attributes of its sign; the colours are those of the diagram's own signs. */
const SIGNS = [
  ["state", "state", "circle", { cx: 6, cy: 6, r: 5 }],
  ["organization", "organization", "rect", { x: 1.5, y: 1.5, width: 9, height: 9 }],
  ["group", "group", "path", { d: "M6 0.5L11.5 6L6 11.5L0.5 6Z" }],
  ["institution", "institution", "rect", { x: 1.5, y: 1.5, width: 9, height: 9 }],
  ["person", "person", "circle", { cx: 6, cy: 6, r: 4.6 }],
  ["agent", "unnamed", "circle", { cx: 6, cy: 6, r: 4.6 }],
];

/** The kinds of the nodes, each with its name. */
export function kindsOf(nodes) {
  const drawn = new Set(nodes.map((node) => node.actor.kind));
  return SIGNS.filter(([kind]) => drawn.has(kind));
}

/** Shows in a list what the lines mean: for where the filters, which show it too, are folded away. */
export function lineKey(host) {
  fill(host, QUADS.map((_, quad) => make("li", {}, sampled(quad))), make("li", { class: "wide" }, DASHES_MEAN));
}

/** Shows in a list what the signs of the nodes mean. */
export function signs(host, nodes) {
  fill(host, kindsOf(nodes).map(([kind, name, tag, attributes]) => {
    const sign = makeSvg("svg", { width: 12, height: 12, viewBox: "0 0 12 12", "aria-hidden": "true" });
    sign.append(makeSvg(tag, { ...attributes, class: `sign-${kind}` }));
    return make("li", {}, sign, name);
  }));
}

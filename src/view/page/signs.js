// What the signs of actors mean: those that stand in the diagram, below it.

import { fill, make, makeSvg } from "./words.js";

/** Kind, its name, the tag and attributes of its sign; the colours are those of the diagram's own signs. */
const SIGNS = [
  ["state", "state", "circle", { cx: 6, cy: 6, r: 5 }],
  ["organization", "organization", "rect", { x: 1.5, y: 1.5, width: 9, height: 9 }],
  ["group", "group", "path", { d: "M6 0.5L11.5 6L6 11.5L0.5 6Z" }],
  ["institution", "institution", "rect", { x: 1.5, y: 1.5, width: 9, height: 9 }],
  ["person", "person", "circle", { cx: 6, cy: 6, r: 4.6 }],
  ["agent", "unnamed", "circle", { cx: 6, cy: 6, r: 4.6 }],
];

/** Shows in a list what the signs of the nodes mean. */
export function signs(host, nodes) {
  const drawn = new Set(nodes.map((node) => node.actor.kind));
  fill(host, SIGNS.filter(([kind]) => drawn.has(kind)).map(([kind, name, tag, attributes]) => {
    const sign = makeSvg("svg", { width: 12, height: 12, viewBox: "0 0 12 12", "aria-hidden": "true" });
    sign.append(makeSvg(tag, { ...attributes, class: `sign-${kind}` }));
    return make("li", {}, sign, name);
  }));
}

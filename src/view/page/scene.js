// What the diagram shows of a graph, and how it is drawn, by either pen.

import { QUADS, cut } from "./words.js";
import { bundles, dominant, strongest } from "./bundle.js";
import { around, layout } from "./layout.js";

/** Up to so many bundles each class has its own stripe; beyond, a tie is one line until looked at. */
export const DETAILED = 500;
/** Above so many actors all are placed once for good: a filter must not wait for a layout. */
const MANY = 250;
const LETTER = 6.6;
const LONGEST_NAME = 28;
/** A name that has no room is tried again as long as this. */
const SHORT = 14;
const MOST_NAMES = 90;
/** Room around the whole. */
const FRAME = 30;

/**
 * Places what the filters leave, whatever stretch of time is chosen: so that nothing moves while time plays. `guest` is an actor
 * of whom all ties are wanted, or -1.
 */
export function stageOf(model, edges, timeless, ties, guest, grounds) {
  const bundled = bundles(model, edges, timeless);
  const chosen = strongest(bundled, ties, guest);
  const rows = new Set([...chosen.pairs].flatMap((at) => [edges.pairs[at].source, edges.pairs[at].target]));
  if (guest >= 0) rows.add(guest);
  const order = [...rows].sort((a, b) => bundled.actors[b] - bundled.actors[a] || a - b);
  const points = order.length > MANY ? ground(model, edges, grounds) : place(model, edges, order, chosen.pairs);
  return { pairs: chosen.pairs, order, points, ties: chosen.ties, left: chosen.left, guest };
}

/** A place for every actor of a level. */
function ground(model, edges, grounds) {
  if (!grounds.has(edges)) {
    const weight = new Uint32Array(model.actors.length);
    for (const pair of edges.pairs) { weight[pair.source]++; weight[pair.target]++; }
    const order = model.actors.map((actor) => actor.row);
    order.sort((a, b) => weight[b] - weight[a] || a - b);
    grounds.set(edges, place(model, edges, order, edges.pairs.keys()));
  }
  return grounds.get(edges);
}

function place(model, edges, order, pairs) {
  const index = new Map(order.map((row, at) => [row, at]));
  const nodes = order.map((row) => ({
    // Of very many actors most names cannot be shown: they get no room.
    width: order.length > MANY ? 34 : Math.max(34, label(model.actors[row]).length * LETTER),
  }));
  const ties = new Map();
  for (const at of pairs) {
    const { source, target } = edges.pairs[at];
    const [a, b] = [index.get(source), index.get(target)].sort((one, other) => one - other);
    if (a !== b) ties.set(a * order.length + b, [a, b]);
  }
  const points = layout(nodes, [...ties.values()]);
  return new Map(order.map((row, at) => [row, points[at]]));
}

function label(actor) {
  return cut(actor.name, LONGEST_NAME);
}

/** What is drawn now: of the stage, what passes all filters. */
export function sceneOf(model, edges, passes, stage) {
  const bundled = bundles(model, edges, passes);
  const links = bundled.list.filter((bundle) => bundle.source !== bundle.target && stage.pairs.has(bundle.pair));
  links.sort((a, b) => a.count - b.count || a.pair - b.pair);
  // One event is as thick everywhere, unless the strongest bundle would then be a wall.
  let thickest = 1;
  for (const { quads } of links) for (let quad = 0; quad < 4; quad++) if (quads[quad] > thickest) thickest = quads[quad];
  const most = stage.order.reduce((max, row) => Math.max(max, bundled.actors[row]), 1);
  const nodes = stage.order.map((row) => ({
    row,
    actor: model.actors[row],
    label: label(model.actors[row]),
    count: bundled.actors[row],
    radius: 5 + 13 * Math.sqrt(bundled.actors[row] / most),
    point: stage.points.get(row),
  }));
  const near = new Map(nodes.map((node) => [node.row, new Set()]));
  for (const link of links) {
    near.get(link.source)?.add(link.target);
    near.get(link.target)?.add(link.source);
  }
  const thickness = Math.min(0.8, 5.5 / Math.sqrt(thickest));
  return { nodes, links, near, thickness, byRow: new Map(nodes.map((node) => [node.row, node])), bundled, detailed: links.length <= DETAILED };
}

/** The view that fits everything into a frame. */
export function fit(scene, width, height) {
  if (scene.nodes.length === 0) return { x: 0, y: 0, k: 1, width, height };
  const boxes = scene.nodes.map((node) => ({ width: node.label.length * LETTER }));
  const box = around(scene.nodes.map((_, at) => at), boxes, scene.nodes.map((node) => node.point));
  const k = Math.min(1.6, (width - 2 * FRAME) / (box.right - box.left), (height - 2 * FRAME) / (box.bottom - box.top));
  return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2, k: Math.max(0.02, k), width, height };
}

/** A place of the scene on the screen. */
export function onScreen(view, point) {
  return { x: (point.x - view.x) * view.k + view.width / 2, y: (point.y - view.y) * view.k + view.height / 2 };
}

/** How large signs are at a scale: smaller from far, but never in proportion. */
export function unitOf(view) {
  return Math.min(1.5, Math.max(0.45, Math.sqrt(view.k)));
}

/** The curves of one bundle on the screen: a stripe a class, and the middle of all for pointing at. */
export function stripes(link, scene, view) {
  const [from, to] = [scene.byRow.get(link.source), scene.byRow.get(link.target)];
  const unit = unitOf(view);
  const [p, q] = [onScreen(view, from.point), onScreen(view, to.point)];
  const length = Math.hypot(q.x - p.x, q.y - p.y) || 1;
  const normal = { x: (q.y - p.y) / length, y: (p.x - q.x) / length };
  const widths = [0, 1, 2, 3].filter((quad) => link.quads[quad] > 0);
  const thick = (quad) => (0.8 + scene.thickness * Math.sqrt(link.quads[quad])) * unit;
  const gap = 2.2 * unit;
  const total = widths.reduce((sum, quad) => sum + thick(quad) + gap, -gap);
  const bow = Math.min(0.2 * length, 7 * unit + 0.055 * length) + total / 2;
  const bend = { x: (p.x + q.x) / 2 + normal.x * bow * 2, y: (p.y + q.y) / 2 + normal.y * bow * 2 };
  const start = toward(p, bend, (from.radius + 2) * unit);
  const end = toward(q, bend, (to.radius + 3) * unit);
  let offset = -total / 2;
  const drawn = widths.map((quad) => {
    const width = thick(quad);
    const shift = offset + width / 2;
    offset += width + gap;
    return { quad, width, curve: [moved(start, normal, shift * 0.8), moved(bend, normal, shift * 1.2), moved(end, normal, shift * 0.8)] };
  });
  return { drawn, middle: [start, bend, end], total };
}

function toward(from, to, distance) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: from.x + ((to.x - from.x) / length) * distance, y: from.y + ((to.y - from.y) / length) * distance };
}

function moved(point, direction, by) {
  return { x: point.x + direction.x * by, y: point.y + direction.y * by };
}

/** Whether a link is looked at: nothing is, or an end of it is, or it belongs to the chosen pair. */
export function isLit(link, focus) {
  if (focus === null) return true;
  if (focus.other === undefined) return link.source === focus.actor || link.target === focus.actor;
  return (link.source === focus.actor && link.target === focus.other) || (link.source === focus.other && link.target === focus.actor);
}

/** Draws one bundle. */
export function drawLink(pen, link, scene, view, look) {
  const unit = unitOf(view);
  for (const { quad, width, curve } of stripes(link, scene, view).drawn) {
    const [, bend, tip] = curve;
    const head = 5 * unit + width * 1.1;
    const base = toward(tip, bend, head);
    const along = { x: (tip.x - base.x) / head, y: (tip.y - base.y) / head };
    const side = { x: -along.y, y: along.x };
    const colour = look.quads[quad];
    pen.curve([curve[0], bend, toward(tip, bend, head * 0.9)], colour, width, QUADS[quad].dash.map((dash) => dash * unit));
    const half = head * 0.46;
    pen.shape([tip, moved(base, side, half), moved(base, side, -half)], QUADS[quad].deed ? colour : look.paper, colour, 1.2 * unit);
    if (!QUADS[quad].conflict) continue;
    const bar = toward(base, bend, 3 * unit);
    pen.line(moved(bar, side, half), moved(bar, side, -half), colour, 1.7 * unit);
  }
}

/** Draws one bundle of very many: a plain line. */
export function drawPlain(pen, link, scene, view, look) {
  const [p, q] = [scene.byRow.get(link.source).point, scene.byRow.get(link.target).point];
  pen.line(onScreen(view, p), onScreen(view, q), look.quads[dominant(link.quads)], Math.min(3, 0.5 + 0.25 * Math.sqrt(link.count)));
}

/** Draws actors and their names; names only where there is room, those of the heaviest first. */
export function drawNodes(pen, scene, view, look, focus) {
  const unit = unitOf(view);
  const lit = (row) =>
    focus === null || row === focus.actor || row === focus.other || (focus.other === undefined && scene.near.get(focus.actor)?.has(row));
  for (const node of scene.nodes) {
    const at = onScreen(view, node.point);
    if (at.x < -50 || at.y < -50 || at.x > view.width + 50 || at.y > view.height + 50) continue;
    const draw = () => drawSign(pen, node.actor.kind, at, node.radius * unit, look);
    if (lit(node.row) && node.count > 0) draw();
    else pen.faint(0.25, draw);
    if (focus !== null && (node.row === focus.actor || node.row === focus.other)) {
      pen.disc(at, node.radius * unit + 4, null, look.accent, 2);
    }
  }
  // No name lies on the sign of another actor that has one.
  const taken = scene.nodes.filter((node) => node.count > 0 && scene.nodes.length <= MANY).map((node) => {
    const [at, reach] = [onScreen(view, node.point), node.radius * unit * 0.7];
    return { left: at.x - reach, right: at.x + reach, top: at.y - reach, bottom: at.y + reach };
  });
  const most = taken.length + MOST_NAMES;
  const chosen = (node) => focus !== null && (node.row === focus.actor || node.row === focus.other);
  const order = [...scene.nodes].sort((a, b) => chosen(b) - chosen(a) || lit(b.row) - lit(a.row) || b.count - a.count || a.row - b.row);
  for (const node of order) {
    if (taken.length > most) break;
    if (!lit(node.row) || node.count === 0) continue;
    const at = onScreen(view, node.point);
    if (at.x < -20 || at.y < -20 || at.x > view.width + 20 || at.y > view.height + 20) continue;
    const size = Math.max(10.5, Math.min(15, (11 + node.radius / 6) * Math.min(1.15, Math.max(0.8, unit))));
    const reach = node.radius * unit;
    const isFree = (box) => !taken.some((other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top);
    const names = node.label.length > SHORT ? [node.label, `${node.label.slice(0, SHORT - 1).trimEnd()}…`] : [node.label];
    const found = names.map((name) => places(name, at, reach, size, view).find(isFree)).find((box) => box !== undefined);
    const box = found ?? (chosen(node) ? places(names.at(-1), at, reach, size, view)[0] : undefined);
    if (box === undefined) continue;
    taken.push(box);
    pen.text(box.name, box, size, look.ink, { bold: node.radius > 11, halo: look.paper });
  }
}

/** Where a name may stand whole: below its actor, above, to the right, to the left; below and above it is moved in from an edge. */
function places(name, at, reach, size, view) {
  const half = (name.length * size * 0.57) / 2;
  const inward = Math.max(half + 3, Math.min(view.width - half - 3, at.x)) - at.x;
  const offsets = [[inward, reach + size + 1], [inward, -reach - 5], [half + reach + 5, size * 0.35], [-half - reach - 5, size * 0.35]];
  const boxes = offsets.map(([x, y]) => ({ name, x: at.x + x, y: at.y + y, left: at.x + x - half, right: at.x + x + half, top: at.y + y - size, bottom: at.y + y + 3 }));
  return boxes.filter((box) => box.left > 2 && box.right < view.width - 2 && box.top > 2 && box.bottom < view.height - 2);
}

/** The sign of an actor: filled for states and organizations, open for people; square for what is an office. */
export function drawSign(pen, kind, at, radius, look) {
  const square = (size) => [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([x, y]) => ({ x: at.x + x * size, y: at.y + y * size }));
  const diamond = [[0, -1], [1, 0], [0, 1], [-1, 0]].map(([x, y]) => ({ x: at.x + x * radius * 1.15, y: at.y + y * radius * 1.15 }));
  switch (kind) {
    case "state": return pen.disc(at, radius, look.ink, look.paper, 1.5);
    case "organization": return pen.shape(square(radius * 0.88), look.slate, look.paper, 1.5);
    case "group": return pen.shape(diamond, look.sand, look.ink, 1.2);
    case "institution": return pen.shape(square(radius * 0.88), look.paper, look.slate, 1.8);
    case "person": return pen.disc(at, radius, look.paper, look.ink, 1.8);
    default: return pen.disc(at, radius, look.paper, look.faint, 1.2);
  }
}

// The diagram on the screen: drawn on two canvases, ties below and actors above; looked at, pointed at, and walked by keyboard.

import { QUADS, counted, make, nameOf, clean } from "./words.js";
import { canvasPen } from "./pen.js";
import { drawLink, drawNodes, drawPlain, fit, isLit, onScreen, stripes, unitOf } from "./scene.js";

/** Strokes that are drawn at once; more follow in the next frames, the strongest having been first. */
const AT_ONCE = 1500;
/** With more strokes, a gesture moves what is drawn and draws anew when it ends. */
const HEAVY = 900;
const SETTLED = 140;

/**
 * Makes the diagram in an element. `on` has `actor(row)`, `pair(source, target)`, `clear()`, `zoom(view)`, `announce(text)`.
 */
export function diagram(host, model, on) {
  const lower = make("canvas", { class: "layer", "aria-hidden": "true" });
  const upper = make("canvas", {
    class: "layer", id: "diagram", tabindex: "0", role: "application", "aria-roledescription": "diagram",
    "aria-label": "Diagram of who did what to whom", "aria-describedby": "diagram-keys",
  });
  const tip = make("div", { class: "tip", hidden: true });
  host.append(lower, upper, tip);

  let scene = null, view = null, drawnView = null, look = null, focus = null, hovered = null, cursor = -1;
  let fitted = true, frame = 0, settle = 0, moving = 0, size = { width: 0, height: 0 };

  function resize() {
    const box = host.getBoundingClientRect();
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    const grown = box.width !== size.width || box.height !== size.height;
    size = { width: box.width, height: box.height };
    for (const layer of grown ? [lower, upper] : []) {
      layer.width = Math.round(box.width * ratio);
      layer.height = Math.round(box.height * ratio);
    }
    if (scene && view && grown) view = { ...view, ...size };
  }

  function contextOf(layer) {
    const context = layer.getContext("2d");
    const ratio = layer.width / Math.max(1, size.width);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    context.lineCap = "butt";
    context.globalAlpha = 1;
    return context;
  }

  /** Draws everything; what is too much for one frame in the frames after it. */
  function draw() {
    cancelAnimationFrame(frame);
    if (!scene || size.width === 0) return;
    drawnView = view;
    for (const layer of [lower, upper]) layer.style.transform = "";
    const seen = hovered ?? focus;
    const context = contextOf(lower);
    const pen = canvasPen(context);
    const detailed = scene.detailed;
    const lit = scene.links.filter((link) => isLit(link, seen));
    // Of very many ties those that are not looked at are left out rather than dimmed: they would be drawn for seconds.
    const dim = detailed ? scene.links.filter((link) => !isLit(link, seen)) : [];
    const fine = detailed || (seen !== null && lit.length <= 200);
    // The strongest lie over the others, but of very many they come first, and the rest in the next frames.
    const queue = fine ? [...dim, ...lit] : lit.reverse();
    const sheer = Math.max(0.12, Math.min(0.5, 22 / Math.sqrt(queue.length)));
    let at = 0;
    const some = () => {
      const until = Math.min(queue.length, at + AT_ONCE);
      for (; at < until; at++) {
        context.globalAlpha = at < dim.length ? 0.1 : fine ? 1 : sheer;
        if (fine) drawLink(pen, queue[at], scene, view, look);
        else drawPlain(pen, queue[at], scene, view, look);
      }
      if (at < queue.length) frame = requestAnimationFrame(some);
    };
    drawNodes(canvasPen(contextOf(upper)), scene, view, look, seen);
    drawCursor();
    some();
  }

  function drawCursor() {
    const node = scene.byRow.get(cursor);
    if (!node || document.activeElement !== upper) return;
    const at = onScreen(view, node.point);
    canvasPen(upper.getContext("2d")).disc(at, node.radius * unitOf(view) + 8, null, look.accent, 2.5);
  }

  /** Shows a view: at once, or, where that takes long, first by moving what is drawn. */
  function show(next) {
    view = next;
    fitted = false;
    clearTimeout(settle);
    if (scene.links.length <= HEAVY) draw();
    else {
      const k = view.k / drawnView.k;
      const x = size.width / 2 - (view.x - drawnView.x) * view.k - (size.width / 2) * k;
      const y = size.height / 2 - (view.y - drawnView.y) * view.k - (size.height / 2) * k;
      for (const layer of [lower, upper]) layer.style.transform = `translate(${x}px, ${y}px) scale(${k})`;
    }
    settle = setTimeout(() => {
      if (scene.links.length > HEAVY) draw();
      on.zoom({ x: view.x, y: view.y, k: view.k });
    }, SETTLED);
  }

  function zoomBy(factor, x = size.width / 2, y = size.height / 2) {
    const k = Math.min(12, Math.max(0.02, view.k * factor));
    const [dx, dy] = [x - size.width / 2, y - size.height / 2];
    show({ ...view, k, x: view.x + dx / view.k - dx / k, y: view.y + dy / view.k - dy / k });
  }

  /** What is under a point: { node } or { link } or nothing. */
  function under(x, y) {
    const unit = unitOf(view);
    let best = null, least = Infinity;
    for (const node of scene.nodes) {
      const at = onScreen(view, node.point);
      const distance = Math.hypot(at.x - x, at.y - y) - node.radius * unit;
      const onName = Math.abs(at.x - x) < node.label.length * 3 && y > at.y && y < at.y + node.radius * unit + 17 && scene.nodes.length < 120;
      if ((distance < 5 || onName) && distance < least) { best = { node }; least = distance; }
    }
    if (best) return best;
    least = 7;
    for (const link of scene.links) {
      const distance = scene.detailed ? distanceToCurve(link, x, y) : distanceToLine(link, x, y);
      if (distance < least) { best = { link }; least = distance; }
    }
    return best;
  }

  function distanceToCurve(link, x, y) {
    const { middle: [a, b, c], total } = stripes(link, scene, view);
    let least = Infinity;
    for (let t = 0.04; t < 1; t += 0.04) {
      const u = 1 - t;
      const [px, py] = [u * u * a.x + 2 * u * t * b.x + t * t * c.x, u * u * a.y + 2 * u * t * b.y + t * t * c.y];
      least = Math.min(least, Math.hypot(px - x, py - y));
    }
    return Math.max(0, least - total / 2);
  }

  function distanceToLine(link, x, y) {
    const [p, q] = [link.source, link.target].map((row) => onScreen(view, scene.byRow.get(row).point));
    const [dx, dy] = [q.x - p.x, q.y - p.y];
    const t = Math.min(1, Math.max(0, ((x - p.x) * dx + (y - p.y) * dy) / (dx * dx + dy * dy || 1)));
    return Math.hypot(p.x + t * dx - x, p.y + t * dy - y);
  }

  function point(found, x, y) {
    const next = !found ? null : found.node ? { actor: found.node.row } : { actor: found.link.source, other: found.link.target };
    upper.style.cursor = found ? "pointer" : "grab";
    if (JSON.stringify(next) !== JSON.stringify(hovered)) {
      hovered = next;
      // Of very many ties each change would take a frame or two: there, hovering tells by the tip alone.
      if (scene.links.length <= HEAVY) draw();
    }
    tip.hidden = !found;
    if (!found) return;
    tip.replaceChildren(...(found.node ? aboutNode(found.node) : aboutLink(found.link)));
    const box = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(4, Math.min(x + 14, size.width - box.width - 6))}px`;
    tip.style.top = `${y + box.height + 22 < size.height ? y + 16 : y - box.height - 10}px`;
  }

  function aboutNode(node) {
    return [make("strong", {}, nameOf(node.actor, 60)), make("span", {}, `${node.actor.kind}, ${counted(node.count, "event")}`)];
  }

  function aboutLink(link) {
    const [source, target] = [model.actors[link.source], model.actors[link.target]];
    const lines = QUADS.map((quad, at) => [quad, link.quads[at]]).filter(([, count]) => count > 0);
    return [
      make("strong", {}, nameOf(source, 40), " → ", nameOf(target, 40)),
      ...lines.map(([quad, count]) => make("span", {}, `${quad.name.toLowerCase()}: ${count}`)),
    ];
  }

  const pointers = new Map();
  let pressed = null;
  const place = (event) => {
    const box = host.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  upper.addEventListener("pointerdown", (event) => {
    if (!scene) return;
    const at = place(event);
    upper.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, at);
    pressed = { ...at, far: pointers.size > 1 };
  });
  upper.addEventListener("pointermove", (event) => {
    if (!scene) return;
    const at = place(event);
    const before = pointers.get(event.pointerId);
    if (!before) return point(under(at.x, at.y), at.x, at.y);
    if (Math.hypot(at.x - pressed.x, at.y - pressed.y) > 4) pressed.far = true;
    if (!pressed.far) return;
    tip.hidden = true;
    if (pointers.size === 2) {
      const other = [...pointers].find(([id]) => id !== event.pointerId)[1];
      const factor = Math.hypot(at.x - other.x, at.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
      pointers.set(event.pointerId, at);
      return zoomBy(factor, (at.x + other.x) / 2, (at.y + other.y) / 2);
    }
    pointers.set(event.pointerId, at);
    show({ ...view, x: view.x - (at.x - before.x) / view.k, y: view.y - (at.y - before.y) / view.k });
  });
  upper.addEventListener("pointerup", (event) => {
    const at = pointers.get(event.pointerId);
    pointers.delete(event.pointerId);
    if (!at || pressed.far) return;
    const found = under(at.x, at.y);
    hovered = null;
    tip.hidden = true;
    if (!found) on.clear();
    else if (found.node) on.actor(found.node.row);
    else on.pair(found.link.source, found.link.target);
  });
  upper.addEventListener("pointercancel", (event) => pointers.delete(event.pointerId));
  upper.addEventListener("pointerleave", () => scene && pointers.size === 0 && point(null));
  upper.addEventListener("wheel", (event) => {
    if (!scene) return;
    event.preventDefault();
    const at = place(event);
    zoomBy(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)), at.x, at.y);
  }, { passive: false });

  upper.addEventListener("keydown", (event) => {
    if (!scene || scene.nodes.length === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const arrows = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
    if (event.key in arrows) walk(arrows[event.key]);
    else if (event.key === "Enter" || event.key === " ") on.actor(cursorNode().row);
    else if (event.key === "Escape") on.clear();
    else if (event.key === "+" || event.key === "=") zoomBy(1.3);
    else if (event.key === "-") zoomBy(1 / 1.3);
    else if (event.key === "0") refit();
    else return;
    event.preventDefault();
  });
  upper.addEventListener("focus", () => {
    if (!scene || scene.nodes.length === 0) return;
    cursor = cursorNode().row;
    draw();
  });
  upper.addEventListener("blur", () => scene && draw());

  function cursorNode() {
    return scene.byRow.get(cursor) ?? scene.byRow.get(focus?.actor) ?? scene.nodes[0];
  }

  /** Goes to the neighbour that lies best in the direction; of an actor without neighbours there, to the next actor at all. */
  function walk([dx, dy]) {
    const here = cursorNode();
    const near = scene.near.get(here.row) ?? new Set();
    const ahead = (nodes) => {
      let best = null, least = Infinity;
      for (const node of nodes) {
        const [x, y] = [node.point.x - here.point.x, node.point.y - here.point.y];
        const [along, aside] = [x * dx + y * dy, Math.abs(x * dy - y * dx)];
        if (along <= 0 || aside > along * 2.2) continue;
        const cost = along + aside * 1.5;
        if (cost < least) { best = node; least = cost; }
      }
      return best;
    };
    const seen = scene.nodes.filter((node) => node !== here && node.count > 0);
    const next = ahead(seen.filter((node) => near.has(node.row))) ?? ahead(seen);
    if (next) cursor = next.row;
    const node = next ?? here;
    const at = onScreen(view, node.point);
    if (at.x < 30 || at.y < 30 || at.x > size.width - 30 || at.y > size.height - 30) show({ ...view, x: node.point.x, y: node.point.y });
    else draw();
    const tied = near.has(node.row) ? `, tied to ${clean(here.actor.name)}` : "";
    on.announce(`${node.actor.name}, ${node.actor.kind}, ${counted(node.count, "event")}, ${counted(scene.near.get(node.row).size, "neighbour")}${tied}`);
  }

  function refit() {
    view = fit(scene, size.width, size.height);
    fitted = true;
    draw();
    on.zoom(null);
  }

  /** Lets actors glide from where they were to where they are: the eye follows. */
  function glide(before, calm) {
    cancelAnimationFrame(moving);
    const start = performance.now();
    const ends = scene.nodes.map((node) => [node, before.get(node.row), node.point]).filter(([, from]) => from);
    if (calm || ends.length === 0 || scene.links.length > HEAVY) return draw();
    const step = (now) => {
      const t = Math.min(1, Math.max(0, (now - start) / 420));
      const s = t * t * (3 - 2 * t);
      for (const [node, from, to] of ends) node.point = { x: from.x + (to.x - from.x) * s, y: from.y + (to.y - from.y) * s };
      if (t === 1) for (const [node, , to] of ends) node.point = to;
      draw();
      if (t < 1) moving = requestAnimationFrame(step);
    };
    moving = requestAnimationFrame(step);
  }

  return {
    /** Shows a scene, what is chosen in it, and where it is looked at (null: all of it). */
    update(nextScene, nextFocus, zoom, nextLook, { relaid = false, calm = false } = {}) {
      cancelAnimationFrame(moving);
      if (size.width === 0) resize();
      const before = scene ? new Map(scene.nodes.map((node) => [node.row, node.point])) : new Map();
      [scene, focus, look, hovered] = [nextScene, nextFocus, nextLook, null];
      fitted = zoom === null && (fitted || relaid);
      view = zoom ? { ...zoom, ...size } : relaid || !view || fitted ? fit(scene, size.width, size.height) : { ...view, ...size };
      drawnView ??= view;
      tip.hidden = true;
      if (relaid) glide(before, calm);
      else draw();
    },
    resize() {
      const before = size;
      resize();
      if (scene && (before.width !== size.width || before.height !== size.height)) {
        if (fitted) view = fit(scene, size.width, size.height);
        draw();
      }
    },
    refit,
    zoomBy,
    focus: () => upper.focus(),
    /** Where an actor is drawn, for those who drive the page. */
    whereIs: (row) => onScreen(view, scene.byRow.get(row).point),
    view: () => view,
  };
}

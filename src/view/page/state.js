// What the reader has chosen: kept in the page's address, so that a link shows the same view.

import { STATUSES, fromIso, iso } from "./words.js";

export const VIEWS = ["diagram", "table", "sides"];
export const TIES = [25, 50, 100, 250, 1000, 100000];
/** The choices that decide which ties stand in the diagram, and so where. */
export const STAGED = ["level", "quads", "statuses", "roots", "publishers", "confidence", "also", "ties"];
const SHOWN_AT_FIRST = ["actual", "planned"];
const WAYS = ["both", "out", "in"];

/** The state at the beginning. */
export function initial(level) {
  return {
    level,
    view: "diagram",
    /** Id of the chosen actor; it stays the person's at the level of parties. */
    actor: null,
    /** Id of the other one, where a pair is chosen. */
    other: null,
    /** Which direction of the pair. */
    way: "both",
    from: null,
    to: null,
    quads: [],
    statuses: SHOWN_AT_FIRST,
    roots: [],
    publishers: [],
    confidence: 0,
    /** What a diagram leaves out unless asked: "unnamed", "within", "alone". */
    also: [],
    ties: 50,
    /** Where the diagram is looked at: x, y, scale; null fits all. */
    zoom: null,
  };
}

/** The state that an address tells; what it does not know it leaves at the beginning. */
export function fromHash(hash, level) {
  const state = initial(level);
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const one = (name, allowed) => allowed.includes(given.get(name)) ? given.get(name) : state[name];
  const list = (name) => given.has(name) ? given.get(name).split("~").filter(Boolean) : state[name];
  state.level = one("level", ["person", "party"]);
  state.view = one("view", VIEWS);
  state.actor = given.get("actor");
  state.other = given.get("other");
  state.way = one("way", WAYS);
  state.from = fromIso(given.get("from"));
  state.to = fromIso(given.get("to"));
  state.quads = list("quads").map(Number).filter((quad) => quad >= 1 && quad <= 4);
  state.statuses = list("statuses").filter((status) => STATUSES.includes(status));
  state.roots = list("roots");
  state.publishers = list("publishers");
  state.confidence = Math.min(100, Math.max(0, Number(given.get("confidence")) || 0));
  state.also = list("also").filter((name) => ["unnamed", "within", "alone"].includes(name));
  state.ties = TIES.includes(Number(given.get("ties"))) ? Number(given.get("ties")) : state.ties;
  const zoom = (given.get("zoom") ?? "").split("~").map(Number);
  state.zoom = zoom.length === 3 && zoom.every(Number.isFinite) && zoom[2] > 0 ? { x: zoom[0], y: zoom[1], k: zoom[2] } : null;
  return state;
}

/** The address of a state: only what differs from the beginning. */
export function toHash(state, level) {
  const told = new URLSearchParams();
  const start = initial(level);
  for (const [name, value] of Object.entries(state)) {
    if (JSON.stringify(value) === JSON.stringify(start[name])) continue;
    if (name === "zoom") told.set(name, [value.x.toFixed(1), value.y.toFixed(1), value.k.toFixed(3)].join("~"));
    else if (name === "from" || name === "to") told.set(name, iso(value));
    else told.set(name, Array.isArray(value) ? value.join("~") : String(value));
  }
  return told.toString();
}

/** A state that tells those who listen what has changed. */
export function store(first) {
  const listeners = [];
  let state = first;
  return {
    get: () => state,
    listen: (listener) => listeners.push(listener),
    /** Changes the state; each listener gets the new one and the names of what changed. */
    set(change) {
      const differs = (name) => JSON.stringify(change[name]) !== JSON.stringify(state[name]);
      // Where actors move, the place from which they were looked at means nothing.
      if (STAGED.some((name) => name in change && differs(name))) change = { zoom: null, ...change };
      const changed = Object.keys(change).filter(differs);
      if (changed.length === 0) return;
      state = { ...state, ...change };
      for (const listener of listeners) listener(state, new Set(changed));
    },
  };
}

/** A list with the item put in, or taken out where it was in. */
export function toggled(list, item) {
  return list.includes(item) ? list.filter((other) => other !== item) : [...list, item];
}

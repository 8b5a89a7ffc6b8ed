// What the reader has chosen: kept in the page's address, so that a link shows the same view.

import { STATUSES, fromIso, iso } from "./words.js";

export const VIEWS = ["answer", "diagram", "table", "sides"];
const BESIDES = ["unnamed", "within", "alone"];
export const TIES = [25, 50, 100, 250, 1000, 100000];
/** The choices that decide which ties stand in the diagram, and so where. */
export const STAGED = ["level", "quads", "statuses", "roots", "publishers", "confidence", "also", "ties"];
const SHOWN_AT_FIRST = ["actual", "planned"];
const WAYS = ["both", "out", "in"];

/** How the page of a model begins. That of an answer shows all of it: what was asked for has been filtered before. */
export function startOf({ level, answer, byId: known }) {
  if (!answer) return { level };
  const [actor = null, other = null] = answer.actors.filter((id) => known.has(id));
  return { level, view: "answer", actor, other, statuses: STATUSES, also: BESIDES };
}

/** The state at the beginning. */
export function initial(start) {
  return {
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
    ...start,
  };
}

/** The actors that an address tells and `known` has not. */
export function unknownIn(hash, known) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  return ["actor", "other"].map((name) => given.get(name)).filter((id) => id && !known.has(id));
}

/** The state that an address tells; what it, or `known` of the actors, does not know it leaves at the beginning. */
export function fromHash(hash, start, known) {
  const state = initial(start);
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const one = (name, allowed) => allowed.includes(given.get(name)) ? given.get(name) : state[name];
  const list = (name) => given.has(name) ? given.get(name).split("~").filter(Boolean) : state[name];
  state.level = one("level", ["person", "party"]);
  state.view = one("view", VIEWS);
  // A page of no question has no answer to show.
  if (state.view === "answer" && !start.view) state.view = "diagram";
  // Of a pair whose first is unknown the second alone would be another view than was meant.
  const chosen = unknownIn(hash, known).includes(given.get("actor")) ? new URLSearchParams() : given;
  const actor = (name) => chosen.has(name) ? chosen.get(name) || null : state[name];
  state.actor = actor("actor");
  state.other = known.has(actor("other")) ? actor("other") : null;
  state.way = one("way", WAYS);
  state.from = fromIso(given.get("from"));
  state.to = fromIso(given.get("to"));
  state.quads = list("quads").map(Number).filter((quad) => quad >= 1 && quad <= 4);
  state.statuses = list("statuses").filter((status) => STATUSES.includes(status));
  state.roots = list("roots");
  state.publishers = list("publishers");
  state.confidence = Math.min(100, Math.max(0, Number(given.get("confidence")) || 0));
  state.also = list("also").filter((name) => BESIDES.includes(name));
  state.ties = TIES.includes(Number(given.get("ties"))) ? Number(given.get("ties")) : state.ties;
  const zoom = (given.get("zoom") ?? "").split("~").map(Number);
  state.zoom = zoom.length === 3 && zoom.every(Number.isFinite) && zoom[2] > 0 ? { x: zoom[0], y: zoom[1], k: zoom[2] } : null;
  return state;
}

/** The address of a state: only what differs from the beginning. */
export function toHash(state, start) {
  const told = new URLSearchParams();
  const first = initial(start);
  for (const [name, value] of Object.entries(state)) {
    if (JSON.stringify(value) === JSON.stringify(first[name])) continue;
    if (value === null) told.set(name, "");
    else if (name === "zoom") told.set(name, [value.x.toFixed(1), value.y.toFixed(1), value.k.toFixed(3)].join("~"));
    else if (name === "from" || name === "to") told.set(name, iso(value));
    else told.set(name, Array.isArray(value) ? value.join("~") : value);
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

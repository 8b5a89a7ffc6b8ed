// The page's data as it is worked with: a column of numbers for each thing that is filtered or counted.

import { NO_DAY, STATUSES, clean } from "./words.js";

const VERSION = 1;

/** Of an edge: what a diagram leaves out unless asked. */
export const UNNAMED = 1;
export const WITHIN = 2;
export const ALONE = 4;

/** Reads the tables of `GraphTables`. Throws where they are of another version. */
export function readModel(tables) {
  if (tables.version !== VERSION) throw new Error(`this page reads data of version ${VERSION}, not ${tables.version}`);
  const actors = tables.actors.map(([id, name, code, kind, party], row) => ({ row, id, name: clean(name), code, kind, party }));
  const roots = Object.keys(tables.roots).sort();
  const types = tables.types.map(([code, name, root, plover, quad, goldstein]) => ({
    code, name, plover, goldstein, quad: quad - 1, root: roots.indexOf(root),
  }));
  const model = {
    title: tables.title,
    level: tables.level,
    answer: tables.answer,
    actors,
    byId: new Map(actors.map((actor) => [actor.id, actor])),
    byName: new Map(actors.map((actor) => [actor.name, actor])),
    types,
    roots: roots.map((code) => ({ code, name: tables.roots[code] })),
    labels: tables.labels,
    publishers: tables.publishers,
    tellings: tables.tellings,
  };
  model.levels = { party: readEdges(tables.party, model), person: readEdges(tables.person, model) };
  return model;
}

/** The actor that an actor counts as at a level: at the level of parties, whom it stands for. */
export function atLevel(model, actor, level) {
  return level === "party" && actor.party >= 0 ? model.actors[actor.party] : actor;
}

function readEdges(rows, model) {
  const count = rows.length;
  const edges = {
    count,
    source: new Int32Array(count),
    target: new Int32Array(count),
    type: new Uint16Array(count),
    quad: new Uint8Array(count),
    root: new Uint8Array(count),
    status: new Uint8Array(count),
    day: new Int32Array(count).fill(NO_DAY),
    precision: new Array(count),
    confidence: new Uint8Array(count),
    label: new Int32Array(count),
    left: new Uint8Array(count),
    tellings: new Array(count),
    pair: new Int32Array(count).fill(-1),
    pairs: [],
    first: null,
    last: null,
  };
  const pairs = new Map();
  for (let row = 0; row < count; row++) {
    const [source, target, type, status, day, precision, confidence, label, tellings] = rows[row];
    edges.source[row] = source;
    edges.target[row] = target;
    edges.type[row] = type;
    edges.quad[row] = model.types[type].quad;
    edges.root[row] = model.types[type].root;
    edges.status[row] = STATUSES.indexOf(status);
    if (day !== null) {
      edges.day[row] = day;
      edges.first = edges.first === null ? day : Math.min(edges.first, day);
      edges.last = edges.last === null ? day : Math.max(edges.last, day);
    }
    edges.precision[row] = precision;
    edges.confidence[row] = confidence;
    edges.label[row] = label;
    edges.tellings[row] = tellings;
    const unnamed = model.actors[source].code === "" || (target >= 0 && model.actors[target].code === "");
    edges.left[row] = (unnamed ? UNNAMED : 0) | (source === target ? WITHIN : 0) | (target < 0 ? ALONE : 0);
    if (target < 0) continue;
    const key = source * model.actors.length + target;
    let pair = pairs.get(key);
    if (pair === undefined) {
      pair = edges.pairs.length;
      pairs.set(key, pair);
      edges.pairs.push({ source, target, back: -1 });
    }
    edges.pair[row] = pair;
  }
  for (const pair of edges.pairs) pair.back = pairs.get(pair.target * model.actors.length + pair.source) ?? -1;
  return edges;
}

// Which edges pass, and what each filter would let pass if it alone were opened: the counts beside it.

import { ALONE, UNNAMED, WITHIN } from "./model.js";
import { NO_DAY, STATUSES } from "./words.js";

const QUAD = 1, STATUS = 2, ROOT = 4, PUBLISHER = 8, CONFIDENCE = 16, TIME = 32, ALSO = 64;
const EXACTNESS = ["day", "week", "month", "year"];

/**
 * One pass over all edges. An edge that fails one filter only is counted for that filter: so a count tells what pressing the
 * button would show.
 */
export function filter(model, edges, state) {
  const allowed = (size, chosen) => {
    const table = new Uint8Array(size).fill(chosen.length === 0 ? 1 : 0);
    for (const item of chosen) if (item >= 0) table[item] = 1;
    return table;
  };
  const quads = allowed(4, state.quads.map((quad) => quad - 1));
  const statuses = allowed(4, state.statuses.map((status) => STATUSES.indexOf(status)));
  const roots = allowed(model.roots.length, state.roots.map((code) => model.roots.findIndex((root) => root.code === code)));
  const publishers = allowed(model.publishers.length, state.publishers.map((name) => model.publishers.indexOf(name)));
  const anyPublisher = state.publishers.length === 0;
  const asked = (name, bit) => (state.also.includes(name) ? 0 : bit);
  const left = asked("unnamed", UNNAMED) | asked("within", WITHIN) | asked("alone", ALONE);
  const timed = state.from !== null || state.to !== null;
  const from = state.from ?? -Infinity;
  const to = state.to ?? Infinity;

  const result = {
    /** 1 where an edge passes. */
    passes: new Uint8Array(edges.count),
    /** 1 where it passes all but the choice of time. */
    timeless: new Uint8Array(edges.count),
    count: 0,
    undated: 0,
    /** From when to when: of what passes, and of what passes all but the choice of time. */
    span: stretch(),
    timelessSpan: stretch(),
    quads: new Uint32Array(4),
    statuses: new Uint32Array(4),
    roots: new Uint32Array(model.roots.length),
    publishers: new Uint32Array(model.publishers.length),
    also: { unnamed: 0, within: 0, alone: 0 },
    confidences: new Uint32Array(101),
  };
  for (let row = 0; row < edges.count; row++) {
    const day = edges.day[row];
    const told = anyPublisher || publishersOf(model, edges, row).some((at) => publishers[at]);
    const fails =
      (quads[edges.quad[row]] ? 0 : QUAD) |
      (statuses[edges.status[row]] ? 0 : STATUS) |
      (roots[edges.root[row]] ? 0 : ROOT) |
      (told ? 0 : PUBLISHER) |
      (edges.confidence[row] >= state.confidence ? 0 : CONFIDENCE) |
      (timed && (day === NO_DAY || day < from || day > to) ? TIME : 0) |
      (edges.left[row] & left ? ALSO : 0);
    if ((fails & ~QUAD) === 0) result.quads[edges.quad[row]]++;
    if ((fails & ~STATUS) === 0) result.statuses[edges.status[row]]++;
    if ((fails & ~ROOT) === 0) result.roots[edges.root[row]]++;
    if ((fails & ~PUBLISHER) === 0 && model.publishers.length > 0) for (const at of publishersOf(model, edges, row)) result.publishers[at]++;
    if ((fails & ~CONFIDENCE) === 0) result.confidences[edges.confidence[row]]++;
    if ((fails & ~ALSO) === 0) {
      if (edges.left[row] & UNNAMED && !(edges.left[row] & left & ~UNNAMED)) result.also.unnamed++;
      if (edges.left[row] & WITHIN && !(edges.left[row] & left & ~WITHIN)) result.also.within++;
      if (edges.left[row] & ALONE && !(edges.left[row] & left & ~ALONE)) result.also.alone++;
    }
    if ((fails & ~TIME) !== 0) continue;
    result.timeless[row] = 1;
    if (day === NO_DAY) result.undated++;
    widen(result.timelessSpan, day, edges.precision[row]);
    if (fails !== 0) continue;
    widen(result.span, day, edges.precision[row]);
    result.passes[row] = 1;
    result.count++;
  }
  return result;
}

/** The first and the last day of events, each with its precision; null where none is dated. */
export function stretch() {
  return { first: null, last: null };
}

/** Takes a day into a stretch; of equal days that which is known more exactly. */
export function widen(span, day, precision) {
  // Most events lie between the two, and there are many.
  if (day === NO_DAY || span.first !== null && day > span.first.day && day < span.last.day) return;
  const surer = (than) => day === than.day && EXACTNESS.indexOf(precision) < EXACTNESS.indexOf(than.precision);
  if (span.first === null || day < span.first.day || surer(span.first)) span.first = { day, precision };
  if (span.last === null || day > span.last.day || surer(span.last)) span.last = { day, precision };
}

/** Who published what tells of an edge, each once. */
export function publishersOf(model, edges, row) {
  const told = edges.tellings[row];
  if (told.length === 1) {
    const only = model.tellings[told[0]][2];
    return only < 0 ? [] : [only];
  }
  return [...new Set(told.map((telling) => model.tellings[telling][2]).filter((at) => at >= 0))];
}

/** The rows that pass and fit a test, by date; the undated last. */
export function rowsWhere(edges, passes, test) {
  const rows = [];
  for (let row = 0; row < edges.count; row++) if (passes[row] && test(row)) rows.push(row);
  const day = (row) => (edges.day[row] === NO_DAY ? Infinity : edges.day[row]);
  return rows.sort((a, b) => (day(a) === day(b) ? a - b : day(a) - day(b)));
}

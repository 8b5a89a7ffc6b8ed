// Bundles: all events of one actor on another, counted by class. What is drawn and listed is bundles, never single events.

/** Counts the edges that pass: a bundle for each ordered pair with any, and the events of each actor. */
export function bundles(model, edges, passes) {
  const counts = new Uint32Array(edges.pairs.length * 4);
  const actors = new Uint32Array(model.actors.length);
  for (let row = 0; row < edges.count; row++) {
    if (!passes[row]) continue;
    actors[edges.source[row]]++;
    if (edges.target[row] >= 0 && edges.target[row] !== edges.source[row]) actors[edges.target[row]]++;
    if (edges.pair[row] >= 0) counts[edges.pair[row] * 4 + edges.quad[row]]++;
  }
  const list = [];
  edges.pairs.forEach((pair, at) => {
    const quads = counts.subarray(at * 4, at * 4 + 4);
    const count = quads[0] + quads[1] + quads[2] + quads[3];
    if (count > 0) list.push({ pair: at, source: pair.source, target: pair.target, back: pair.back, quads, count });
  });
  return { list, actors, byPair: new Map(list.map((bundle) => [bundle.pair, bundle])) };
}

/** The strongest ties, a tie being the bundles of both directions; `must` names an actor of whom all are kept. */
export function strongest(bundled, most, must = -1) {
  const ties = [];
  for (const bundle of bundled.list) {
    if (bundle.source === bundle.target) continue;
    const back = bundle.back < 0 ? undefined : bundled.byPair.get(bundle.back);
    if (back === undefined || bundle.source < bundle.target) ties.push({ bundle, back, count: bundle.count + (back?.count ?? 0) });
  }
  ties.sort((a, b) => b.count - a.count || a.bundle.pair - b.bundle.pair);
  const kept = ties.filter((tie, at) => at < most || tie.bundle.source === must || tie.bundle.target === must);
  const chosen = new Set();
  for (const { bundle } of kept) {
    chosen.add(bundle.pair);
    if (bundle.back >= 0) chosen.add(bundle.back);
  }
  return { list: kept, pairs: chosen, ties: kept.length, left: ties.length - kept.length };
}

/** The class with most events. */
export function dominant(quads) {
  let best = 0;
  for (let quad = 1; quad < 4; quad++) if (quads[quad] > quads[best]) best = quad;
  return best;
}

/** The sum of two counts by class. */
export function sum(one, other) {
  return [0, 1, 2, 3].map((quad) => (one?.[quad] ?? 0) + (other?.[quad] ?? 0));
}

// Where actors stand: stress minimized by gradient descent on pairs (Zheng, Pawar, Goodman 2018), part by part, then room made
// for names. Only + - * / and the square root: the same graph is laid out the same in any browser.

const STEP = 150;
const ALL_PAIRS = 350;
const PIVOTS = 40;
const ROUNDS = 30;
const ROW = 44;
/** Room around a part. */
const APART = { x: 70, y: 50 };

/**
 * Places actors. `nodes` are { id, width } in order of weight, `ties` pairs of indices. Gives a point for each node.
 */
export function layout(nodes, ties) {
  const near = nodes.map(() => []);
  for (const [a, b] of ties) {
    near[a].push(b);
    near[b].push(a);
  }
  const points = nodes.map(() => ({ x: 0, y: 0 }));
  const parts = components(near);
  for (const part of parts) {
    placePart(part, near, points);
    separate(part, nodes, points);
  }
  pack(parts, nodes, points);
  return points;
}

/** The connected parts, the largest first. */
function components(near) {
  const seen = new Uint8Array(near.length);
  const parts = [];
  for (let start = 0; start < near.length; start++) {
    if (seen[start]) continue;
    seen[start] = 1;
    const part = [start];
    for (let at = 0; at < part.length; at++) {
      for (const next of near[part[at]]) if (!seen[next]) { seen[next] = 1; part.push(next); }
    }
    parts.push(part);
  }
  return parts.sort((a, b) => b.length - a.length);
}

function placePart(part, near, points) {
  const random = sequence(part.length);
  // On a spiral at first: the heaviest, which come first, in the middle.
  let [cos, sin] = [1, 0];
  part.forEach((node, at) => {
    const radius = STEP * 0.6 * Math.sqrt(at);
    points[node] = { x: radius * cos, y: radius * sin };
    // Turned by the golden angle.
    [cos, sin] = [-0.7373688 * cos - 0.6754903 * sin, 0.6754903 * cos - 0.7373688 * sin];
  });
  const terms = part.length <= ALL_PAIRS ? pairsOf(part, near) : pivotTerms(part, near);
  const last = 0.1;
  const longest = terms.reduce((most, term) => Math.max(most, term.d), 1);
  let rate = longest * longest;
  const cooling = rootOf(last / rate, ROUNDS);
  for (let round = 0; round < ROUNDS; round++, rate *= cooling) {
    shuffle(terms, random);
    for (const { a, b, d } of terms) {
      const [p, q] = [points[a], points[b]];
      const dx = p.x - q.x, dy = p.y - q.y;
      const length = Math.sqrt(dx * dx + dy * dy) || 1;
      const move = (Math.min(1, rate / (d * d)) * (length - d * STEP)) / 2 / length;
      p.x -= dx * move; p.y -= dy * move;
      q.x += dx * move; q.y += dy * move;
    }
  }
  // Wider than high, as screens are.
  for (const node of part) points[node].x *= 1.15;
}

/** The n-th root of a number below one, by halving: the power function differs between machines. */
function rootOf(value, n) {
  let [low, high] = [0, 1];
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    let power = 1;
    for (let at = 0; at < n; at++) power *= middle;
    if (power < value) low = middle; else high = middle;
  }
  return low;
}

function distancesFrom(start, near) {
  const distance = new Map([[start, 0]]);
  const queue = [start];
  for (let at = 0; at < queue.length; at++) {
    const next = distance.get(queue[at]) + 1;
    for (const node of near[queue[at]]) if (!distance.has(node)) { distance.set(node, next); queue.push(node); }
  }
  return distance;
}

/** Ends of many ties ask for more room around them. */
function pairsOf(part, near) {
  const terms = [];
  for (const a of part) {
    for (const [b, d] of distancesFrom(a, near)) {
      if (a < b) terms.push({ a, b, d: d === 1 ? 1 + Math.sqrt(Math.min(near[a].length, near[b].length)) / 12 : d });
    }
  }
  return terms;
}

/** In large parts: ties, and distances from some actors far from one another. */
function pivotTerms(part, near) {
  const terms = [];
  for (const a of part) for (const b of near[a]) if (a < b) terms.push({ a, b, d: 1 });
  const nearest = new Map(part.map((node) => [node, Infinity]));
  let pivot = part[0];
  for (let count = 0; count < PIVOTS; count++) {
    let farthest = pivot;
    for (const [node, d] of distancesFrom(pivot, near)) {
      if (d > 1) terms.push({ a: pivot, b: node, d: d * 1.4 });
      nearest.set(node, Math.min(nearest.get(node), d));
      if (nearest.get(node) > nearest.get(farthest)) farthest = node;
    }
    // Where all are near a pivot already, any other.
    pivot = farthest === pivot ? part[(count * 7919 + 1) % part.length] : farthest;
  }
  // Without these, all ends of one star would fall on one another.
  const random = sequence(part.length + 1);
  for (const a of part) {
    for (let count = 0; count < 12; count++) {
      const b = part[Math.floor(random() * part.length)];
      if (a !== b) terms.push({ a, b, d: 2.6 });
    }
  }
  return terms;
}

/** Makes room: no name on another, as far as a few rounds get. */
function separate(part, nodes, points) {
  const rounds = part.length <= ALL_PAIRS ? 60 : 12;
  const widest = part.reduce((most, node) => Math.max(most, nodes[node].width), 0) + 14;
  for (let round = 0; round < rounds; round++) {
    const order = [...part].sort((a, b) => points[a].y - points[b].y || a - b);
    let moved = false;
    for (let at = 0; at < order.length; at++) {
      const p = points[order[at]];
      for (let other = at + 1; other < order.length; other++) {
        const q = points[order[other]];
        const dy = q.y - p.y;
        if (dy >= ROW) break;
        const dx = q.x - p.x;
        if (Math.abs(dx) >= widest) continue;
        const room = (nodes[order[at]].width + nodes[order[other]].width) / 2 + 14;
        const [overX, overY] = [room - Math.abs(dx), ROW - dy];
        if (overX <= 0) continue;
        moved = true;
        if (overX < overY * 1.6) {
          const shift = (overX / 2 + 0.5) * (dx < 0 ? -1 : 1);
          p.x -= shift; q.x += shift;
        } else {
          p.y -= overY / 2 + 0.5; q.y += overY / 2 + 0.5;
        }
      }
    }
    if (!moved) break;
  }
}

/** Sets the parts beside one another, the largest in the middle, each as near to it as there is room. */
function pack(parts, nodes, points) {
  const taken = [];
  let turn = 0;
  for (const part of parts) {
    const box = around(part, nodes, points);
    const [width, height] = [box.right - box.left + APART.x, box.bottom - box.top + APART.y];
    let place = { x: 0, y: 0 };
    let [cos, sin] = [1, 0];
    for (let step = 0; step < 4000 && taken.some((other) => overlaps(other, place, width, height)); step++) {
      const radius = 9 * Math.sqrt(turn + step * 4);
      place = { x: 1.4 * radius * cos, y: radius * sin };
      [cos, sin] = [-0.7373688 * cos - 0.6754903 * sin, 0.6754903 * cos - 0.7373688 * sin];
    }
    // Parts of two or three begin to look for room near where the one before found it.
    if (part.length <= 3 && taken.length > 60) turn = Math.max(turn, ((place.x * place.x) / 1.96 + place.y * place.y) / 81 - 4000);
    const [dx, dy] = [place.x - (box.left + box.right) / 2, place.y - (box.top + box.bottom) / 2];
    for (const node of part) {
      points[node].x += dx; points[node].y += dy;
      // A small part may stand in a bay of a large one, so room is taken by actors and not by parts.
      taken.push({ x: points[node].x, y: points[node].y + 5, width: nodes[node].width, height: 50 });
    }
  }
}

/** The rectangle around nodes with their names. */
export function around(part, nodes, points) {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const node of part) {
    const half = nodes[node].width / 2;
    box.left = Math.min(box.left, points[node].x - half);
    box.right = Math.max(box.right, points[node].x + half);
    box.top = Math.min(box.top, points[node].y - 20);
    box.bottom = Math.max(box.bottom, points[node].y + 30);
  }
  return box;
}

function overlaps(other, place, width, height) {
  return Math.abs(other.x - place.x) * 2 < other.width + width && Math.abs(other.y - place.y) * 2 < other.height + height;
}

/** Numbers from 0 to 1 that look random and are the same each time. */
function sequence(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffle(list, random) {
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [list[at], list[other]] = [list[other], list[at]];
  }
}

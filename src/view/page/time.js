// Events over time: cooperation above the line, conflict below it, stacked by class; a stretch can be brushed, and played.

import { NO_DAY, QUADS, dated, dayOf, fromIso, iso, make, number, parts, period } from "./words.js";

const HEIGHT = 92;
const FOOT = 16;
/** Milliseconds that a bin takes when played. */
const PACE = 160;

/** Days at which bins begin: by day, week, month, quarter or year, whichever gives few enough of them. */
export function binStarts(first, last, most) {
  const [year, month] = parts(first);
  const monday = first - (((first + 3) % 7) + 7) % 7;
  const ways = [
    (at) => first + at,
    (at) => monday + 7 * at,
    (at) => dayOf(year, month + at, 1),
    (at) => dayOf(year, month - (month % 3) + 3 * at, 1),
    (at) => dayOf(year + at, 0, 1),
    (at) => dayOf(year - (year % 10) + 10 * at, 0, 1),
  ];
  for (const way of ways) {
    const starts = [];
    for (let at = 0; starts.length <= most && way(at) <= last; at++) starts.push(way(at));
    if (starts.length <= most) return { starts, end: way(starts.length) };
  }
  return { starts: [first], end: last + 1 };
}

/** Counts by bin and class of the edges that pass. */
export function binned(edges, passes, { starts }) {
  const counts = new Uint32Array(starts.length * 4);
  for (let row = 0; row < edges.count; row++) {
    if (!passes[row] || edges.day[row] === NO_DAY) continue;
    counts[binOf(starts, edges.day[row]) * 4 + edges.quad[row]]++;
  }
  return counts;
}

function binOf(starts, day) {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= day) low = middle; else high = middle - 1;
  }
  return low;
}

/** Makes the histogram in an element. Gives what brings it up to date. */
export function timeline(host, state, isCalm) {
  const canvas = make("canvas", { class: "bars", "aria-hidden": "true" });
  const brush = make("div", { class: "brush", hidden: true });
  const from = make("input", { type: "date", "aria-label": "From", onchange: () => choose(fromIso(from.value), state.get().to) });
  const to = make("input", { type: "date", "aria-label": "To", onchange: () => choose(state.get().from, fromIso(to.value)) });
  const play = make("button", { type: "button", id: "play", onclick: () => (timer ? stop() : start()) }, "Play");
  const all = make("button", { type: "button", class: "quiet", onclick: () => { stop(); state.set({ from: null, to: null }); } }, "all time");
  const told = make("span", { class: "told" });
  const field = make("div", { class: "field" }, canvas, brush);
  host.append(make("div", { class: "time-head" }, play, from, make("span", {}, "–"), to, all, told), field);

  let bins = null, counts = null, look = null, width = 0, timer = 0;

  function choose(first, last) {
    stop();
    if (first !== null && last !== null && first > last) [first, last] = [last, first];
    state.set({ from: first, to: last });
  }

  const whole = () => [bins.starts[0], bins.end - 1];
  const xOf = (day) => ((day - bins.starts[0]) / (bins.end - bins.starts[0])) * width;
  const dayAt = (x) => Math.round(bins.starts[0] + (x / width) * (bins.end - bins.starts[0]));
  const snapped = (day) => bins.starts[binOf(bins.starts, Math.max(bins.starts[0], Math.min(bins.end - 1, day)))];
  const endOf = (start) => (bins.starts[binOf(bins.starts, start) + 1] ?? bins.end) - 1;

  function draw() {
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(HEIGHT * ratio);
    if (!bins || width === 0) return;
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const sums = (quads) => bins.starts.map((_, at) => quads.reduce((all, quad) => all + counts[at * 4 + quad], 0));
    const [up, down] = [Math.max(1, ...sums([0, 1])), Math.max(1, ...sums([2, 3]))];
    const scale = (HEIGHT - FOOT - 6) / (up + down);
    const base = 3 + up * scale;
    const { from: first, to: last } = state.get();
    bins.starts.forEach((start, at) => {
      const [left, right] = [xOf(start), xOf(bins.starts[at + 1] ?? bins.end)];
      const inside = (first === null || (bins.starts[at + 1] ?? bins.end) > first) && (last === null || start <= last);
      context.globalAlpha = inside ? 1 : 0.25;
      let [top, bottom] = [base, base];
      for (const quad of [1, 0, 3, 2]) {
        const height = counts[at * 4 + quad] * scale;
        if (height === 0) continue;
        context.fillStyle = look.quads[quad];
        const thin = Math.max(1, right - left - (right - left > 4 ? 1 : 0));
        if (quad < 2) { top -= height; context.fillRect(left, top, thin, Math.max(0.8, height - 0.4)); }
        else { context.fillRect(left, bottom + 1, thin, Math.max(0.8, height - 0.4)); bottom += height; }
      }
    });
    context.globalAlpha = 1;
    context.fillStyle = look.line;
    context.fillRect(0, base, width, 1);
    ticks(context);
    const chosen = first !== null || last !== null;
    brush.hidden = !chosen;
    if (!chosen) return;
    const [left, right] = [xOf(first ?? bins.starts[0]), xOf((last ?? bins.end - 1) + 1)];
    const edge = Math.max(0, Math.min(width - 2, left));
    brush.style.left = `${edge}px`;
    brush.style.width = `${Math.max(2, Math.min(width, right) - edge)}px`;
  }

  /** Years, or where there are few of them, months, or days. */
  function ticks(context) {
    const [first, last] = whole();
    const [year, month] = parts(first);
    const days = last - first + 1;
    const room = 56;
    context.fillStyle = look.faint;
    context.font = '11px system-ui, sans-serif';
    context.textAlign = "left";
    const perYear = (365.25 / days) * width;
    const marks = [];
    if (perYear > room * 12) for (let at = 0; dayOf(year, month + at, 1) <= last; at++) marks.push([dayOf(year, month + at, 1), "month"]);
    else if (perYear > room * 2.2) for (let at = 0; dayOf(year, 3 * at, 1) <= last; at++) marks.push([dayOf(year, 3 * at, 1), at % 4 === 0 ? "year" : "month"]);
    else {
      const every = [1, 2, 5, 10, 20, 50, 100].find((years) => years * perYear > room) ?? 200;
      for (let at = year - (year % every); dayOf(at, 0, 1) <= last; at += every) marks.push([dayOf(at, 0, 1), "year"]);
    }
    if (marks.filter(([day]) => day >= first).length < 2) marks.splice(0, marks.length, [first, "day"], [last, "day"]);
    let free = -Infinity;
    for (const [day, precision] of marks) {
      const words = dated(day, precision);
      const size = context.measureText(words).width;
      const x = Math.min(xOf(day), width - size - 2);
      if (day < first || x < free) continue;
      context.fillRect(xOf(day), HEIGHT - FOOT + 1, 1, 3);
      context.fillText(words, x + 3, HEIGHT - 3);
      free = x + size + 12;
    }
  }

  // Dragging on the field brushes; dragging the brush moves it; its edges are where dragging begins anew.
  let drag = null;
  const at = (event) => Math.max(0, Math.min(width, event.clientX - field.getBoundingClientRect().left));
  field.addEventListener("pointerdown", (event) => {
    if (!bins) return;
    stop();
    field.setPointerCapture(event.pointerId);
    const x = at(event);
    const { from: first, to: last } = state.get();
    const [left, right] = [xOf(first ?? bins.starts[0]), xOf((last ?? bins.end - 1) + 1)];
    const chosen = first !== null || last !== null;
    if (chosen && Math.abs(x - left) < 7) drag = { fixed: last ?? bins.end - 1 };
    else if (chosen && Math.abs(x - right) < 7) drag = { fixed: first ?? bins.starts[0] };
    else if (chosen && x > left && x < right) drag = { x, first: first ?? bins.starts[0], last: last ?? bins.end - 1 };
    else drag = { fixed: snapped(dayAt(x)), from: x };
  });
  field.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const x = at(event);
    if (drag.first !== undefined) {
      const by = dayAt(x) - dayAt(drag.x);
      const start = snapped(Math.max(bins.starts[0], Math.min(bins.end - 1 - (drag.last - drag.first), drag.first + by)));
      state.set({ from: start, to: endOf(Math.min(bins.end - 1, start + drag.last - drag.first - 1)) });
    } else if (drag.from === undefined || Math.abs(x - drag.from) > 3) {
      const day = dayAt(x);
      const [first, last] = day < drag.fixed ? [day, drag.fixed] : [drag.fixed, day];
      state.set({ from: snapped(first), to: endOf(snapped(last)) });
      drag.moved = true;
    }
  });
  field.addEventListener("pointerup", () => {
    if (drag && drag.from !== undefined && !drag.moved) state.set({ from: null, to: null });
    drag = null;
  });

  /** Plays: the chosen stretch moves on; without one, time fills up from the beginning. */
  function start() {
    if (!bins) return;
    const { from: first, to: last } = state.get();
    const [begin, end] = whole();
    const growing = first === null || (first <= begin && (last ?? end) >= end);
    const length = growing ? 1 : binOf(bins.starts, last ?? end) - binOf(bins.starts, first) + 1;
    let head = growing ? 0 : binOf(bins.starts, last ?? end) >= bins.starts.length - 1 ? length - 1 : binOf(bins.starts, last ?? end);
    const step = () => {
      const tail = growing ? 0 : Math.max(0, head - length + 1);
      state.set({ from: bins.starts[tail], to: (bins.starts[head + 1] ?? bins.end) - 1 });
      if (++head >= bins.starts.length) stop();
    };
    play.textContent = "Pause";
    // Who asked for less motion gets few, slow steps.
    timer = setInterval(step, isCalm() ? PACE * 6 : PACE);
    step();
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    play.textContent = "Play";
  }

  return {
    /** To be called when the field may have another width: to ask for it at each change would cost a layout of the page. */
    resize() { width = field.clientWidth; },
    update(edges, result, nextLook) {
      look = nextLook;
      host.hidden = edges.first === null;
      if (host.hidden) return;
      // Where nothing that passes is dated, the whole stays, so that a chosen time can be left again.
      const plainly = (day) => ({ day, precision: "day" });
      const { first: begin, last: end } = result.timelessSpan.first === null ? { first: plainly(edges.first), last: plainly(edges.last) } : result.timelessSpan;
      bins = binStarts(begin.day, end.day, Math.max(12, Math.min(150, Math.floor(width / 5))));
      counts = binned(edges, result.timeless, bins);
      const { from: first, to: last } = state.get();
      from.value = iso(first ?? begin.day);
      to.value = iso(last ?? end.day);
      for (const input of [from, to]) { input.min = iso(begin.day); input.max = iso(end.day); }
      all.hidden = first === null && last === null;
      const missing = result.undated > 0 ? `${number(result.undated)} undated${all.hidden ? "" : " left out"}` : "";
      told.textContent = missing;
      canvas.title = `${period(begin, end)}. Above the line: ${QUADS[0].name.toLowerCase()} and ${QUADS[1].name.toLowerCase()}; below: conflict.`;
      draw();
    },
    stop,
  };
}

// The page as a whole: reads the data, keeps the state, and brings each part up to date with it.

import { clean, counted, cut, fill, make, period } from "./words.js";
import { atLevel, readModel } from "./model.js";
import { STAGED, VIEWS, fromHash, startOf, store, toHash, unknownIn } from "./state.js";
import { filter, rowsWhere } from "./filter.js";
import { sceneOf, stageOf } from "./scene.js";
import { diagram } from "./diagram.js";
import { ask, heldEvidence, servedEvidence } from "./evidence.js";
import { facets } from "./facets.js";
import { lineKey, signs } from "./signs.js";
import { timeline } from "./time.js";
import { panel } from "./panel.js";
import { table } from "./table.js";
import { answer } from "./answer.js";
import { sides } from "./sides.js";
import { search } from "./search.js";
import { asCsv, asJson, asPng, asSvg, download, noteOf, recordsOf } from "./save.js";

const byId = (id) => document.getElementById(id);
/** How often a served page asks whether there is something new, in milliseconds. */
const NEWS = 2000;

/** When the address is written after a change, in milliseconds: not with each step of a brush. */
const WRITTEN_AFTER = 60;

async function begin() {
  const held = byId("graph");
  if (!held && location.protocol === "file:") {
    fill(byId("panel"), make("p", { class: "error" }, "This graph is too large for one file. Run “diplograph serve” with the folder of this file, and open the address that it tells."));
    return;
  }
  try {
    // Asked before the graph, so that no change in between goes unseen.
    const version = held ? null : (await ask("api/version")).version;
    const tables = held ? JSON.parse(held.textContent) : await ask("api/graph");
    const evidence = held ? heldEvidence(byId("evidence")) : servedEvidence();
    show(readModel(tables), evidence);
    if (!held) watch(version);
  } catch (error) {
    fill(byId("panel"), make("p", { class: "error" }, `The graph could not be read: ${error.message}. Build it anew with “diplograph build”.`));
  }
}

/** Loads a served page anew when the output is no longer of the version shown. */
function watch(shown) {
  setInterval(async () => {
    try {
      const { version } = await ask("api/version");
      if (version !== shown) location.reload();
    } catch {
      // The server is gone, or is reading: what is shown stays right, and the next turn asks again.
    }
  }, NEWS);
}

function show(model, evidence) {
  const start = startOf(model);
  const state = store(fromHash(location.hash, start, model.byId));
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const announce = (text) => { byId("announce").textContent = text; };
  const grounds = new Map();
  let edges, result, base, stage, scene, look = looks();

  const chart = diagram(byId("chart"), model, {
    actor: (row) => state.set({ actor: model.actors[row].id, other: null, way: "both" }),
    pair: (source, target) => state.set({ actor: model.actors[source].id, other: model.actors[target].id, way: "both" }),
    clear: () => state.set({ actor: null, other: null }),
    zoom: (zoom) => state.set({ zoom }),
    announce,
  });
  const updateFacets = facets(byId("facets"), model, state);
  const time = timeline(byId("time"), state, () => calm.matches);
  const updatePanel = panel(byId("panel"), model, state, evidence);
  const updateTable = table(byId("table"), model, state);
  const updateSides = sides(byId("sides"), model, state, evidence);
  if (model.answer) {
    document.querySelector('button[data-view="answer"]').hidden = false;
    answer(byId("answer"), model.answer, (id) => state.set({ actor: id, other: null, way: "both" }));
  }
  search(byId("search"), byId("found"), model, evidence, {
    weight: (row) => scene.bundled.actors[row],
    choose: (actor) => {
      // An actor that stands in the other level alone is shown there.
      const shown = (level) => model.levels[level].pairs.some((pair) => [pair.source, pair.target].includes(atLevel(model, actor, level).row));
      const level = shown(state.get().level) || !shown("person") ? state.get().level : "person";
      state.set({ actor: actor.id, other: null, way: "both", level });
      announce(`${actor.name} chosen`);
    },
    tell: (telling) => {
      const [source, target] = model.tellings[telling];
      state.set({ actor: model.actors[source].id, other: target >= 0 && target !== source ? model.actors[target].id : null, way: "both" });
    },
  });

  /** The chosen actors as rows of this level; null where none is chosen. */
  function focus() {
    const [actor, other] = [state.get().actor, state.get().other].map((id) => model.byId.get(id));
    if (!actor) return null;
    const row = atLevel(model, actor, state.get().level).row;
    return other ? { actor: row, other: atLevel(model, other, state.get().level).row } : { actor: row };
  }

  function update(now, changed) {
    const any = (...names) => changed === null || names.some((name) => changed.has(name));
    if (any("level")) edges = model.levels[now.level];
    const filtered = any("from", "to", ...STAGED);
    if (filtered) result = filter(model, edges, now);
    const asked = focus();
    if (any(...STAGED)) base = stageOf(model, edges, result.timeless, now.ties, -1, grounds);
    const guest = guestOf(asked);
    const restaged = any(...STAGED) || guest !== stage.guest;
    const before = stage?.order.join();
    if (restaged) stage = guest < 0 ? base : stageOf(model, edges, result.timeless, now.ties, guest, grounds);
    const relaid = restaged && stage.order.join() !== before;
    if (filtered || restaged) scene = sceneOf(model, edges, result.passes, stage);
    if (filtered) { updateFacets(result); time.update(edges, result, look); byId("period").textContent = spanned(); }
    if (any("view")) showView(now.view);
    if (now.view === "diagram" && any("view", "zoom", "actor", "other", "from", "to", ...STAGED)) {
      const ownZoom = changed?.size === 1 && changed.has("zoom") && now.zoom !== null;
      if (!ownZoom) chart.update(scene, asked, now.zoom, look, { relaid, calm: calm.matches || changed === null });
    }
    if (now.view === "table" && any("view", "actor", "other", "from", "to", ...STAGED)) updateTable(edges, result, scene.bundled);
    if (now.view === "sides" && any("view", "actor", "other", "from", "to", ...STAGED)) updateSides(edges, result, scene.bundled);
    if (any("actor", "other", "way", "from", "to", ...STAGED)) updatePanel(edges, result, scene.bundled);
    if (any("actor", "other")) {
      document.body.classList.toggle("chosen", now.actor !== null);
      if (changed !== null) byId("panel").scrollTop = 0;
    }
    for (const button of document.querySelectorAll("[data-level]")) button.setAttribute("aria-pressed", String(button.dataset.level === now.level));
    byId("left-out").textContent = leftOut();
    if (filtered || restaged) signs(byId("signs"), scene.nodes);
  }

  /** The chosen actor, where it or its tie is not among the strongest: it comes in with all its ties. -1 where there is none. */
  function guestOf(asked) {
    if (asked === null || (asked.other === undefined && base.points.has(asked.actor))) return -1;
    const joins = ({ source, target }) => [source, target].includes(asked.actor) && [source, target].includes(asked.other);
    return [...base.pairs].some((at) => joins(edges.pairs[at])) ? -1 : asked.actor;
  }

  /** From when to when the shown events are. */
  function spanned() {
    const { first, last } = result.span;
    return first === null ? "" : period(first, last);
  }

  function leftOut() {
    if (scene.nodes.length === 0) return "No tie passes the filters.";
    return stage.left > 0 ? `The ${counted(stage.ties, "strongest tie")}; ${counted(stage.left, "weaker one")} not drawn.` : "";
  }

  function showView(view) {
    for (const name of VIEWS) byId(`view-${name}`).hidden = name !== view;
    for (const button of document.querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === view));
    document.body.dataset.view = view;
  }

  // The address follows the state, and the state the address.
  let written = location.hash, writing = 0;
  const write = () => {
    clearTimeout(writing);
    writing = setTimeout(() => {
      written = `#${toHash(state.get(), start)}`;
      history.replaceState(null, "", written === "#" ? location.pathname + location.search : written);
    }, WRITTEN_AFTER);
  };
  state.listen((now, changed) => {
    byId("notice").hidden = true;
    update(now, changed);
    write();
  });
  window.addEventListener("hashchange", () => {
    if (location.hash === written) return;
    const unknown = unknownIn(location.hash, model.byId);
    state.set(fromHash(location.hash, start, model.byId));
    tellUnknown(unknown);
  });

  /** Says which actors of the address the graph does not have, and takes them out of it. */
  function tellUnknown(unknown) {
    if (unknown.length === 0) return;
    byId("notice").textContent = `No actor ${unknown.map((id) => cut(clean(id), 60)).join(" and no actor ")} in this graph.`;
    byId("notice").hidden = false;
    announce(byId("notice").textContent);
    write();
  }

  for (const button of document.querySelectorAll("[data-level]")) button.addEventListener("click", () => state.set({ level: button.dataset.level, zoom: null }));
  for (const button of document.querySelectorAll("[data-view]")) button.addEventListener("click", () => state.set({ view: button.dataset.view }));
  byId("zoom-in").addEventListener("click", () => chart.zoomBy(1.35));
  byId("zoom-out").addEventListener("click", () => chart.zoomBy(1 / 1.35));
  byId("zoom-all").addEventListener("click", () => chart.refit());
  byId("skip").addEventListener("click", () => { state.set({ view: "table" }); byId("table").querySelector("button").focus(); });
  byId("filters-toggle").addEventListener("click", ({ currentTarget }) => {
    currentTarget.setAttribute("aria-expanded", String(byId("facets").classList.toggle("open")));
  });
  byId("theme").addEventListener("click", () => turnTheme());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !event.target.closest?.("input, details")) state.set({ actor: null, other: null });
  });
  const resized = new ResizeObserver(() => { chart.resize(); time.resize(); time.update(edges, result, look); });
  for (const id of ["chart", "time"]) resized.observe(byId(id));
  const repaint = () => { look = looks(); update(state.get(), new Set(["from", "zoom", "actor"])); };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);

  function turnTheme() {
    const { theme } = document.documentElement.dataset;
    const dark = theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    document.documentElement.dataset.theme = dark ? "light" : "dark";
    try { localStorage.setItem("diplograph-theme", document.documentElement.dataset.theme); } catch { /* A page from disk may not be allowed to. */ }
    repaint();
  }

  const ways = {
    svg: () => download("graph.svg", asSvg(scene, focus(), look, model.title, note()), "image/svg+xml"),
    png: async () => download("graph.png", await asPng(scene, focus(), look, model.title, note())),
    csv: async () => download("events.csv", asCsv(await recordsOf(model, edges, shown(), evidence)), "text/csv"),
    json: async () => download("graph.json", await asJson(model, edges, shown(), state.get().level, evidence), "application/json"),
  };
  const note = () => noteOf(result, stage, spanned());
  // As in the picture: all that passes the filters, whoever is chosen.
  const shown = () => rowsWhere(edges, result.passes, () => true);
  for (const button of document.querySelectorAll("[data-save]")) {
    button.addEventListener("click", async () => {
      byId("save").open = false;
      try { await ways[button.dataset.save](); } catch (error) { announce(`Not saved: ${error.message}`); }
    });
  }
  document.addEventListener("click", (event) => { if (!byId("save").contains(event.target)) byId("save").open = false; });

  fill(byId("title"), unbroken(model.title));
  time.resize();
  lineKey(byId("lines"));
  update(state.get(), null);
  tellUnknown(unknownIn(location.hash, model.byId));
  document.body.dataset.ready = "true";
}

/** A title whose dates are not broken at their hyphens. */
function unbroken(title) {
  return title.split(/(\s+)/).map((word) => (/\d-\d/.test(word) && word.length < 30 ? make("span", { class: "unbroken" }, word) : word));
}

/** The colours of the page, for what is drawn. */
function looks() {
  // A colour that depends on the theme is known only where it is worn.
  const probe = make("i", { hidden: true });
  document.body.append(probe);
  const colour = (name) => { probe.style.color = `var(--${name})`; return getComputedStyle(probe).color; };
  const all = (names) => Object.fromEntries(names.map((name) => [name, colour(name)]));
  const found = { ...all(["paper", "ink", "faint", "line", "accent", "slate", "sand"]), quads: [1, 2, 3, 4].map((quad) => colour(`q${quad}`)) };
  probe.remove();
  return found;
}

try {
  const theme = localStorage.getItem("diplograph-theme");
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
} catch { /* A page from disk may not be allowed to remember. */ }
begin();

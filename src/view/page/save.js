// Saving what is shown: as a picture (SVG, PNG) or as records (CSV, JSON).

import { DASHES_MEAN, NO_DAY, QUADS, STATUSES, counted, iso } from "./words.js";
import { canvasPen, svgPen } from "./pen.js";
import { drawLink, drawNodes, drawPlain, drawSign, fit, isLit } from "./scene.js";
import { pieces } from "./evidence.js";
import { kindsOf } from "./signs.js";

const PICTURE = { width: 1400, height: 900 };
const PNG_SCALE = 2;
const HEAD_ROOM = 64;
const LEGEND_ROOM = 66;
/** Width of a letter in the legend, more or less. */
const LEGEND_LETTER = 7;

/** Draws the whole scene with title and legend. */
function picture(pen, scene, focus, look, title, note) {
  const view = fit(scene, PICTURE.width, PICTURE.height - HEAD_ROOM - LEGEND_ROOM);
  // The frame of the scene stands between title and legend.
  const framed = { ...view, height: PICTURE.height + HEAD_ROOM - LEGEND_ROOM };
  for (const link of scene.links) {
    const draw = () => (scene.detailed ? drawLink : drawPlain)(pen, link, scene, framed, look);
    if (isLit(link, focus)) draw(); else pen.faint(0.12, draw);
  }
  drawNodes(pen, scene, framed, look, focus);
  pen.text(title, { x: 28, y: 36 }, 20, look.ink, { bold: true, align: "left" });
  pen.text(note, { x: 28, y: 57 }, 13, look.faint, { align: "left" });
  drawLegend(pen, kindsOf(scene.nodes), look);
}

/** Draws what lines and signs mean. */
function drawLegend(pen, kinds, look) {
  const [lines, shapes] = [PICTURE.height - 44, PICTURE.height - 20];
  QUADS.forEach((quad, at) => {
    const [x, y] = [28 + at * 254, lines];
    pen.curve([{ x, y }, { x: x + 15, y }, { x: x + 30, y }], look.quads[at], 2, quad.dash);
    pen.shape([{ x: x + 36, y }, { x: x + 28, y: y - 4 }, { x: x + 28, y: y + 4 }], quad.deed ? look.quads[at] : look.paper, look.quads[at], 1.3);
    if (quad.conflict) pen.line({ x: x + 24, y: y - 4 }, { x: x + 24, y: y + 4 }, look.quads[at], 1.6);
    pen.text(`${quad.name} (${quad.line})`, { x: x + 44, y: y + 4 }, 13, look.ink, { align: "left" });
  });
  let x = 28;
  for (const [kind, name] of kinds) {
    drawSign(pen, kind, { x: x + 6, y: shapes }, 6, look);
    pen.text(name, { x: x + 18, y: shapes + 4 }, 13, look.ink, { align: "left" });
    x += 18 + name.length * LEGEND_LETTER + 22;
  }
  pen.text(DASHES_MEAN, { x: Math.max(x, 28 + 2 * 254), y: shapes + 4 }, 13, look.faint, { align: "left" });
}

/** The scene as an SVG file. */
export function asSvg(scene, focus, look, title, note) {
  const pen = svgPen();
  picture(pen, scene, focus, look, title, note);
  return pen.finish(PICTURE.width, PICTURE.height, `${title}. ${note}`, look.paper);
}

/** The scene as a PNG file. */
export function asPng(scene, focus, look, title, note) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [PICTURE.width * PNG_SCALE, PICTURE.height * PNG_SCALE];
  const context = canvas.getContext("2d");
  context.scale(PNG_SCALE, PNG_SCALE);
  context.fillStyle = look.paper;
  context.fillRect(0, 0, PICTURE.width, PICTURE.height);
  picture(canvasPen(context), scene, focus, look, title, note);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

/** Each shown event as a record, with the first place that tells it. */
export async function recordsOf(model, edges, rows, evidence) {
  const told = await evidence.load(rows.map((row) => edges.tellings[row][0]));
  return rows.map((row, at) => {
    const type = model.types[edges.type[row]];
    const [source, target] = [model.actors[edges.source[row]], edges.target[row] >= 0 ? model.actors[edges.target[row]] : null];
    const { id, text, marks, speaker, rule, title, url } = told[at];
    const publisher = model.tellings[edges.tellings[row][0]][2];
    return {
      id, date: edges.day[row] === NO_DAY ? null : iso(edges.day[row]), date_precision: edges.precision[row],
      source: source.id, source_name: source.name, source_code: source.code,
      target: target?.id ?? null, target_name: target?.name ?? null, target_code: target?.code ?? null,
      type: type.code, type_name: type.name, plover: type.plover, quad: type.quad + 1, goldstein: type.goldstein,
      status: STATUSES[edges.status[row]], confidence: edges.confidence[row] / 100, label: model.labels[edges.label[row]],
      sentence: text, trigger: pieces(text, marks).filter(([, role]) => role === "trigger").map(([words]) => words).join(" "),
      speaker, rule, title, url, publisher: publisher >= 0 ? model.publishers[publisher] : null, told: edges.tellings[row].length,
    };
  });
}

/** Records as CSV. A cell that a spreadsheet would run as a formula gets an apostrophe before it. */
export function asCsv(records) {
  const columns = ["id", "date", "date_precision", "source", "source_name", "source_code", "target", "target_name", "target_code", "type", "type_name",
    "plover", "quad", "goldstein", "status", "confidence", "label", "sentence", "trigger", "speaker", "rule", "title", "url", "publisher", "told"];
  const cell = (value) => {
    if (typeof value === "number") return String(value);
    const text = value ?? "";
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  };
  return [columns, ...records.map((record) => columns.map((column) => record[column]))].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

/** The version of graph.json that the program reads. */
const FORM = 1;
/** What whoever reads the file must know: the page holds less than the program's own graph.json. */
const HELD_LESS = "Saved from the page. Spans count from the beginning of the sentence, not of the article; each telling has type, status and date of its "
  + "edge; modes, places, contexts and sizes, and how names were linked, the page does not hold.";

/** The shown events as the program's own graph.json, which it reads back: actors as nodes, events as edges, those without a target beside them. */
export async function asJson(model, edges, rows, level, evidence) {
  const told = await evidence.load(rows.flatMap((row) => edges.tellings[row]));
  let at = 0;
  const records = rows.map((row) => edgeOf(model, edges, row, told.slice(at, (at += edges.tellings[row].length)), level));
  const [drawn, solo] = [true, false].map((aimed) => records.filter((record) => (record.target !== null) === aimed));
  const days = drawn.map((record) => record.date).filter((date) => date !== null).sort();
  const stood = new Map(records.flatMap((record) => record.events).flatMap(({ source, target }) => [source, target])
    .filter((side) => side !== null && side.party !== side.actor).map(({ actor, party }) => [`${actor}\n${party}`, { actor, party }]));
  const represents = [...stood.keys()].sort().map((key) => stood.get(key));
  const listed = (ids) => model.actors.filter((actor) => ids.has(actor.id));
  const ends = new Set(records.flatMap(({ source, target }) => [source, target]));
  const graph = {
    version: FORM, title: model.title, level, from: days[0] ?? null, to: days.at(-1) ?? null, counts: countsOf(drawn),
    parties: listed(new Set(represents.map(({ party }) => party))).map((actor) => actorOf(model, actor)), represents, solo, note: HELD_LESS,
  };
  const alone = new Map();
  for (const record of solo) {
    if (!alone.has(record.source)) alone.set(record.source, []);
    alone.get(record.source).push(record);
  }
  const nodes = listed(ends).map((actor) => ({ ...actorOf(model, actor), solo: countsOf(alone.get(actor.id) ?? []) }));
  return JSON.stringify({ directed: true, multigraph: true, graph, nodes, edges: drawn }, null, 1) + "\n";
}

function actorOf(model, { id, name, code, kind, party }) {
  return { id, name, code, kind, party: party >= 0 ? model.actors[party].id : null };
}

function countsOf(records) {
  const quads = [0, 0, 0, 0];
  for (const { quad } of records) quads[quad - 1]++;
  return { events: records.length, quads, goldstein_tenths: records.reduce((all, { type }) => all + Math.round(type.goldstein * 10), 0) };
}

/** Whom an actor stands for: itself where nobody else. */
function partyOf(model, actor) {
  return actor.party >= 0 ? model.actors[actor.party].id : actor.id;
}

/** An edge with all that tells of it; `sentence` and `quad` are there for other programs' ease. */
function edgeOf(model, edges, row, told, level) {
  const { code, name, root, plover, quad, goldstein } = model.types[edges.type[row]];
  const dated = edges.day[row] === NO_DAY ? {} : { date: iso(edges.day[row]), date_precision: edges.precision[row] };
  const ends = [edges.source[row], edges.target[row]].map((end) => model.actors[end] ?? null);
  const parties = ends.map((end) => end && (level === "party" ? end.id : partyOf(model, end)));
  const shared = {
    type: { cameo: code, name, root: model.roots[root].code, plover, mode: null, quad: quad + 1, goldstein },
    status: STATUSES[edges.status[row]], date: null, date_precision: null, ...dated,
  };
  const label = model.labels[edges.label[row]];
  return {
    source: ends[0].id, target: ends[1]?.id ?? null, key: told[0].id, source_party: parties[0], target_party: parties[1], label, ...shared,
    confidence: edges.confidence[row] / 100, quad: quad + 1, sentence: told[0].text,
    events: told.map((telling, at) => eventOf(model, edges.tellings[row][at], telling, parties, label, shared)),
  };
}

/** What one place in an article tells of an edge, as the program's own record of an event. */
function eventOf(model, row, told, parties, label, shared) {
  const { id, text, marks, speaker, confidence, rule, article, title, url, place } = told;
  const words = (mark) => ({ text: mark ? text.slice(...mark) : "", span: mark ? mark.map((at) => bytes(text.slice(0, at))) : [0, 0] });
  const side = (actor, party, mark) => actor && {
    actor: actor.id, name: actor.name, code: actor.code, party, ...words(mark), linked: actor.code === "" ? "none" : "dictionary",
  };
  const [source, target, publisher] = model.tellings[row];
  return {
    id, ...shared, source: side(model.actors[source], parties[0], marks[1]), target: side(model.actors[target] ?? null, parties[1], marks[2]),
    attribution: speaker ? speakerOf(model, speaker) : null, confidence: confidence / 100,
    evidence: { article, title, url, publisher: model.publishers[publisher] ?? null, sentence: place, text, trigger: words(marks[0]), rule, label },
  };
}

/** Who says so: an actor of that name, where there is one; the words alone otherwise. */
function speakerOf(model, speaker) {
  const known = model.byName.get(speaker);
  const id = known?.id ?? speaker.toLowerCase().replace(/\s+/g, "-");
  const { code, party } = known ? { code: known.code, party: partyOf(model, known) } : { code: "", party: id };
  return { actor: id, name: speaker, code, party, text: speaker, span: [0, 0], linked: code === "" ? "none" : "dictionary" };
}

function bytes(text) {
  return new TextEncoder().encode(text).length;
}

/** Hands a file to the reader. */
export function download(name, content, type) {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = document.createElement("a");
  [link.href, link.download] = [address, name];
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/** What a picture says below its title. */
export function noteOf(result, stage, when) {
  const ties = stage.left > 0 ? `, the ${counted(stage.ties, "strongest tie")} of ${stage.ties + stage.left}` : "";
  return `${counted(result.count, "event")}${when && `, ${when}`}${ties}`;
}

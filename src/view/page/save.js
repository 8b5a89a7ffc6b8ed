// Saving what is shown: as a picture (SVG, PNG) or as records (CSV, JSON).

import { NO_DAY, QUADS, STATUSES, counted, iso } from "./words.js";
import { canvasPen, svgPen } from "./pen.js";
import { drawLink, drawNodes, drawPlain, fit, isLit } from "./scene.js";
import { pieces } from "./evidence.js";

const PICTURE = { width: 1400, height: 900 };
const PNG_SCALE = 2;
const HEAD_ROOM = 64;
const LEGEND_ROOM = 44;

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
  QUADS.forEach((quad, at) => {
    const [x, y] = [28 + at * 200, PICTURE.height - 22];
    pen.curve([{ x, y }, { x: x + 15, y }, { x: x + 30, y }], look.quads[at], 2, quad.dash);
    pen.shape([{ x: x + 36, y }, { x: x + 28, y: y - 4 }, { x: x + 28, y: y + 4 }], quad.deed ? look.quads[at] : look.paper, look.quads[at], 1.3);
    if (quad.conflict) pen.line({ x: x + 24, y: y - 4 }, { x: x + 24, y: y + 4 }, look.quads[at], 1.6);
    pen.text(quad.name, { x: x + 44, y: y + 4 }, 13, look.ink, { align: "left" });
  });
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

/** Records as node-link JSON: actors as nodes, events as edges, those without a target beside them. */
export function asJson(model, records, title) {
  const ids = new Set(records.flatMap((record) => [record.source, record.target]).filter((id) => id !== null));
  const nodes = model.actors.filter((actor) => ids.has(actor.id)).map(({ id, name, code, kind, party }) => ({
    id, name, code, kind, party: party >= 0 ? model.actors[party].id : null,
  }));
  const edge = ({ id, ...record }) => ({ key: id, ...record });
  const edges = records.filter((record) => record.target !== null).map(edge);
  const solo = records.filter((record) => record.target === null).map(edge);
  return JSON.stringify({ directed: true, multigraph: true, graph: { title, solo }, nodes, edges }, null, 1) + "\n";
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
export function noteOf(result, stage, from, to) {
  const ties = stage.left > 0 ? `, the ${counted(stage.ties, "strongest tie")} of ${stage.ties + stage.left}` : "";
  return `${counted(result.count, "event")}${from ? `, ${from}` : ""}${to && to !== from ? ` to ${to}` : ""}${ties}`;
}

// Words, numbers and dates as the page writes them, and the making of elements.

/** The four classes of acts; `dash`, in words `line`, and the arrowhead tell them apart without colour. */
export const QUADS = [
  { name: "Verbal cooperation", short: "words for", dash: [7, 4], line: "dashed", deed: false, conflict: false },
  { name: "Material cooperation", short: "deeds for", dash: [], line: "solid", deed: true, conflict: false },
  { name: "Verbal conflict", short: "words against", dash: [2, 3.5], line: "dotted", deed: false, conflict: true },
  { name: "Material conflict", short: "deeds against", dash: [12, 3, 2, 3], line: "dash-dotted", deed: true, conflict: true },
];

/** Stands with each legend, as the dashes of other pictures mean something else. */
export const DASHES_MEAN = "Dashes tell the sort of act, not whether it happened.";

export const STATUSES = ["actual", "planned", "possible", "negated"];

/** Stands for "no day" in columns of days. */
export const NO_DAY = -2147483648;

const DAY = 86400000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A new element. Text only ever gets in as text: nothing on this page is made from markup. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A new element of a drawing. */
export function makeSvg(tag, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** Puts children in place of what an element held. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
}

/** A name in one line: no control characters, and none that turn the direction of the text around it. */
export function clean(text) {
  return text.replace(/[\p{Cc}\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069\uFEFF]+/gu, " ").replace(/\s+/g, " ").trim() || "(no name)";
}

/** A name cut to a number of signs. */
export function cut(text, most) {
  const signs = [...text.slice(0, 4 * most)];
  return signs.length > most ? signs.slice(0, most - 1).join("").trimEnd() + "…" : text;
}

/** A name that may be of any script and length, kept apart from the text around it. */
export function nameOf(actor, most = 80) {
  return make("bdi", actor.name.length > most ? { title: actor.name.slice(0, 500) } : {}, cut(actor.name, most));
}

/** 12345 as "12,345". */
export function number(count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** "1 event", "2 events". */
export function counted(count, thing) {
  return `${number(count)} ${thing}${count === 1 ? "" : "s"}`;
}

/** Year, month from 0 and day of a day since 1970. */
export function parts(day) {
  const date = new Date(day * DAY);
  return [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
}

/** The day since 1970 of a date. */
export function dayOf(year, month, date) {
  const made = new Date(0);
  made.setUTCFullYear(year, month, date);
  return Math.round(made.getTime() / DAY);
}

/** A day as "2009-09-21". */
export function iso(day) {
  const [year, month, date] = parts(day);
  return `${String(year).padStart(4, "0")}-${String(month + 1).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}

/** The day of "2009-09-21"; null where it is none. */
export function fromIso(text) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text ?? "");
  if (!found) return null;
  const day = dayOf(Number(found[1]), Number(found[2]) - 1, Number(found[3]));
  return iso(day) === text ? day : null;
}

/** A day as "21 Sep 2009", or no more exactly than it is known. */
export function dated(day, precision = "day") {
  if (day === NO_DAY || day === null) return "undated";
  const [year, month, date] = parts(day);
  if (precision === "year") return String(year);
  if (precision === "month") return `${MONTHS[month]} ${year}`;
  const whole = `${date} ${MONTHS[month]} ${year}`;
  return precision === "week" ? `week of ${whole}` : whole;
}

/** A stretch of time in words: of days, each with its precision. */
export function period(first, last) {
  const [from, to] = [first, last].map(({ day, precision }) => dated(day, precision));
  return from === to ? from : `${from} – ${to}`;
}

/** A number with one decimal, and zero without a sign. */
export function tenth(value) {
  const text = value.toFixed(1).replace("-", "−");
  return text === "−0.0" ? "0.0" : text;
}

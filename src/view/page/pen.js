// Two pens with the same strokes: one draws on a canvas, one writes SVG. So what is saved is what is seen.

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

export function fontOf(size, bold) {
  return `${bold ? "600 " : ""}${size}px ${FONT}`;
}

/** Names with a halo, drawn once: outlines of letters are what takes longest in a picture. */
const names = new Map();
const MOST_KEPT = 3000;
const SHARP = 2;

function haloed(words, size, colour, bold, halo) {
  const key = [words, size, colour, bold, halo].join("\n");
  if (names.has(key)) return names.get(key);
  if (names.size > MOST_KEPT) names.clear();
  const image = document.createElement("canvas");
  const context = image.getContext("2d");
  context.font = fontOf(size, bold);
  const [width, height, rise] = [Math.ceil(context.measureText(words).width) + 8, Math.ceil(size * 1.7), Math.ceil(size * 1.2)];
  [image.width, image.height] = [width * SHARP, height * SHARP];
  context.scale(SHARP, SHARP);
  context.font = fontOf(size, bold);
  context.textAlign = "center";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = halo;
  context.strokeText(words, width / 2, rise);
  context.fillStyle = colour;
  context.fillText(words, width / 2, rise);
  const name = { image, width, height, rise };
  names.set(key, name);
  return name;
}

/** Draws on a canvas. Points of a curve: from, the point it bends to, to. */
export function canvasPen(context) {
  const stroke = (colour, width, dash) => {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.setLineDash(dash ?? []);
    context.stroke();
  };
  return {
    curve([a, b, c], colour, width, dash) {
      context.beginPath();
      context.moveTo(a.x, a.y);
      context.quadraticCurveTo(b.x, b.y, c.x, c.y);
      stroke(colour, width, dash);
    },
    line(a, b, colour, width) {
      context.beginPath();
      context.moveTo(a.x, a.y);
      context.lineTo(b.x, b.y);
      stroke(colour, width);
    },
    shape(points, filled, colour, width, closed = true) {
      context.beginPath();
      points.forEach((point, at) => (at === 0 ? context.moveTo(point.x, point.y) : context.lineTo(point.x, point.y)));
      if (closed) context.closePath();
      if (filled) { context.fillStyle = filled; context.fill(); }
      if (width > 0) stroke(colour, width);
    },
    disc(at, radius, filled, colour, width) {
      context.beginPath();
      context.arc(at.x, at.y, radius, 0, 2 * Math.PI);
      if (filled) { context.fillStyle = filled; context.fill(); }
      if (width > 0) stroke(colour, width);
    },
    text(words, at, size, colour, { bold = false, halo = null, align = "center" } = {}) {
      if (halo) {
        const name = haloed(words, Math.round(size * 2) / 2, colour, bold, halo);
        context.drawImage(name.image, at.x - name.width / 2, at.y - name.rise, name.width, name.height);
        return;
      }
      context.font = fontOf(size, bold);
      context.textAlign = align;
      context.textBaseline = "alphabetic";
      context.fillStyle = colour;
      context.fillText(words, at.x, at.y);
    },
    faint(alpha, draw) {
      const before = context.globalAlpha;
      context.globalAlpha = before * alpha;
      draw();
      context.globalAlpha = before;
    },
  };
}

/** Writes SVG; `finish` gives the file. */
export function svgPen() {
  const out = [];
  const near = (value) => String(Math.round(value * 10) / 10);
  const at = (point) => `${near(point.x)} ${near(point.y)}`;
  const line = (colour, width, dash) =>
    `stroke="${colour}" stroke-width="${near(width)}"${dash?.length ? ` stroke-dasharray="${dash.join(" ")}"` : ""}`;
  return {
    curve([a, b, c], colour, width, dash) {
      out.push(`<path d="M${at(a)}Q${at(b)} ${at(c)}" fill="none" ${line(colour, width, dash)}/>`);
    },
    line(a, b, colour, width) {
      out.push(`<path d="M${at(a)}L${at(b)}" ${line(colour, width)}/>`);
    },
    shape(points, filled, colour, width, closed = true) {
      const path = `M${points.map(at).join("L")}${closed ? "Z" : ""}`;
      out.push(`<path d="${path}" fill="${filled || "none"}"${width > 0 ? ` ${line(colour, width)}` : ""}/>`);
    },
    disc(point, radius, filled, colour, width) {
      const edge = width > 0 ? ` ${line(colour, width)}` : "";
      out.push(`<circle cx="${near(point.x)}" cy="${near(point.y)}" r="${near(radius)}" fill="${filled || "none"}"${edge}/>`);
    },
    text(words, point, size, colour, { bold = false, halo = null, align = "center" } = {}) {
      const anchor = { center: "middle", left: "start", right: "end" }[align];
      const around = halo ? ` stroke="${halo}" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke"` : "";
      const weight = bold ? ' font-weight="600"' : "";
      out.push(
        `<text x="${near(point.x)}" y="${near(point.y)}" font-size="${near(size)}" fill="${colour}" text-anchor="${anchor}"${weight}${around}>` +
          `${escapeXml(words)}</text>`,
      );
    },
    faint(alpha, draw) {
      out.push(`<g opacity="${alpha}">`);
      draw();
      out.push("</g>");
    },
    finish(width, height, title, paper) {
      const size = `width="${near(width)}" height="${near(height)}" viewBox="0 0 ${near(width)} ${near(height)}"`;
      const head = `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" font-family="${escapeXml(FONT)}">`;
      return `${head}\n<title>${escapeXml(title)}</title>\n<rect width="100%" height="100%" fill="${paper}"/>\n${out.join("\n")}\n</svg>\n`;
    },
  };
}

/** Text as it may stand in XML, also in quotes. */
export function escapeXml(text) {
  const signs = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  // What XML has no way to write is left out.
  return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "").replace(/[&<>"']/g, (sign) => signs[sign]);
}

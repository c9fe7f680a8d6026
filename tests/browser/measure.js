// Runs in the page that `run` makes. Measures every picture as the browser lays it out, and compares it with resvg's.
'use strict';

// A text may stand this far over, in px: hinting moves edges by fractions.
const SLACK = 0.75;
// How much a channel may differ before a pixel counts as different.
const THRESHOLD = 96;

/** The lines of every text, as boxes of what is inked: from the base line up to the height of capitals. */
function linesOf(svg) {
  const out = [];
  for (const text of svg.querySelectorAll('text')) {
    const rows = [...text.children].filter(c => c.localName === 'tspan' && c.hasAttribute('y'));
    for (const row of rows.length ? rows : [text]) {
      const words = row.textContent;
      if (!words.trim()) continue;
      const size = parseFloat(getComputedStyle(text).fontSize);
      const box = row.getBBox();
      const base = parseFloat(row.getAttribute('y') ?? text.getAttribute('y'));
      out.push({ text, words, x: box.x, w: box.width, y: base - 0.72 * size, h: 0.72 * size });
    }
  }
  return out;
}

function corners(l) {
  const x0 = l.x + SLACK, x1 = l.x + l.w - SLACK, y0 = l.y + SLACK, y1 = l.y + l.h - SLACK;
  return [[x0, y0], [x1, y0], [x0, y1], [x1, y1]];
}

/** A point in the coordinates of one element, in those of another. */
function local(from, to, x, y) {
  return new DOMPoint(x, y).matrixTransform(to.getScreenCTM().inverse().multiply(from.getScreenCTM()));
}

function measure(picture, host) {
  const faults = [];
  const fault = (kind, words) => faults.push(`${kind}: ${words}`);
  host.innerHTML = picture.svg;
  const svg = host.querySelector('svg');
  const lines = linesOf(svg);

  // No text leaves its box: a node's outline, a container's frame, the picture.
  const { width, height } = svg.viewBox.baseVal;
  for (const line of lines) {
    const owner = line.text.closest('g[data-id]');
    const shapes = owner ? [...owner.querySelectorAll('.n, .f, .g0, .g1')].filter(s => s.isPointInFill) : [];
    for (const [x, y] of corners(line)) {
      const held = shapes.length
        ? shapes.some(s => s.isPointInFill(local(svg, s, x, y)))
        : x >= 0 && y >= 0 && x <= width && y <= height;
      if (!held) {
        fault('text outside its box', line.words);
        break;
      }
    }
  }

  // No text stands on another.
  for (let a = 0; a < lines.length; a++) {
    for (let b = a + 1; b < lines.length; b++) {
      const [p, q] = [lines[a], lines[b]];
      const w = Math.min(p.x + p.w, q.x + q.w) - Math.max(p.x, q.x);
      const h = Math.min(p.y + p.h, q.y + q.h) - Math.max(p.y, q.y);
      if (w > SLACK && h > SLACK) fault('text over text', `${p.words} | ${q.words}`);
    }
  }

  // Nothing covers a text: it is what a click on it would meet.
  const frame = svg.getBoundingClientRect();
  for (const line of lines) {
    for (const t of [0.1, 0.35, 0.65, 0.9]) {
      const x = frame.left + line.x + line.w * t, y = frame.top + line.y + line.h / 2;
      const hit = document.elementFromPoint(x, y);
      if (hit && !line.text.contains(hit) && hit.localName !== 'svg' && line.text.compareDocumentPosition(hit) & 4) {
        fault('text under a shape', `${line.words} under ${hit.localName}.${hit.getAttribute('class')}`);
        break;
      }
    }
  }

  // No glyph stands on a text.
  for (const glyph of svg.querySelectorAll('.i')) {
    const box = glyph.getBBox(), at = local(glyph, svg, box.x, box.y), to = local(glyph, svg, box.x + box.width, box.y + box.height);
    for (const l of lines) {
      const w = Math.min(to.x, l.x + l.w) - Math.max(at.x, l.x), h = Math.min(to.y, l.y + l.h) - Math.max(at.y, l.y);
      if (w > SLACK && h > SLACK) fault('glyph on text', l.words);
    }
  }

  // No line runs through a text, but for one on a badge, which covers the line.
  const open = lines.filter(l => l.text.parentNode.getAttribute('role') !== 'img');
  for (const path of svg.querySelectorAll('.e')) {
    const length = path.getTotalLength();
    for (let at = 0; at <= length; at += 2) {
      const p = path.getPointAtLength(at);
      const met = open.find(l => p.x > l.x && p.x < l.x + l.w && p.y > l.y && p.y < l.y + l.h);
      if (met) {
        fault('line through text', met.words);
        break;
      }
    }
  }

  // Every edge is drawn as it was written.
  for (const [index, edge] of picture.edges.entries()) {
    const path = svg.querySelector(`[id$="-e${index}"] .e`);
    if (!path) {
      if (edge.stroke !== 'invisible') fault('edge missing', `${edge.start} to ${edge.end}`);
      continue;
    }
    const style = getComputedStyle(path);
    const dashed = style.strokeDasharray !== 'none';
    // An author's own style may say otherwise.
    const written = JSON.stringify([edge.style ?? [], edge.classes ?? []]);
    const styled = /stroke-dasharray/.test(written) || edge.classes?.length;
    if (!styled && dashed !== (edge.stroke === 'dotted')) fault('dashes', `${edge.start} to ${edge.end}`);
    if (edge.stroke === 'invisible') fault('invisible edge drawn', `${edge.start} to ${edge.end}`);
    const wide = parseFloat(style.strokeWidth) >= 2.5;
    if (!/stroke-width/.test(written) && !edge.classes?.length && wide !== (edge.stroke === 'thick')) {
      fault('weight', `${edge.start} to ${edge.end}`);
    }
    if (style.fill !== 'none') fault('filled edge', `${edge.start} to ${edge.end}`);
  }
  host.replaceChildren();
  return { id: picture.id, texts: lines.length, faults };
}

/** The share of pixels that differ between the browser's picture and resvg's. */
function difference(id) {
  const pixels = kind => {
    const image = document.getElementById(`${kind}-${id}`);
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.naturalWidth * (kind === 'svg' ? 2 : 1), image.naturalHeight * (kind === 'svg' ? 2 : 1)];
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return context.getImageData(0, 0, canvas.width, canvas.height);
  };
  const [a, b] = [pixels('svg'), pixels('png')];
  if (a.width !== b.width || a.height !== b.height) return 1;
  let differ = 0;
  for (let i = 0; i < a.data.length; i += 4) {
    const most = Math.max(...[0, 1, 2].map(k => Math.abs(a.data[i + k] - b.data[i + k])));
    if (most > THRESHOLD) differ++;
  }
  return differ / (a.width * a.height);
}

window.addEventListener('load', () => {
  const out = { pictures: [], differences: {} };
  try {
    const pictures = JSON.parse(document.getElementById('pictures').textContent);
    const host = document.getElementById('host');
    for (const picture of pictures) out.pictures.push(measure(picture, host));
    for (const image of document.querySelectorAll('img.png')) {
      const id = image.id.slice(4);
      out.differences[id] = difference(id);
    }
  } catch (error) {
    out.error = String(error.stack ?? error);
  }
  document.body.innerHTML = '';
  const result = document.createElement('script');
  result.type = 'application/json';
  result.id = 'result';
  result.textContent = JSON.stringify(out).replaceAll('<', '\\u003c');
  document.body.append(result);
});

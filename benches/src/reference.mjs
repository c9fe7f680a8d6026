// Parses with the reference, in one process that stays warm. The folder whose node_modules hold mermaid and jsdom is the argument.
// The first line of the input is a JSON array of texts; each further line asks for one round and gets one line of JSON back.
import { createRequire } from 'node:module';
import path from 'node:path';
import readline from 'node:readline';
import { pathToFileURL } from 'node:url';

const folder = path.resolve(process.argv[2]);
const require = createRequire(path.join(folder, 'x.js'));
const load = async (name) => import(pathToFileURL(path.join(folder, 'node_modules', name)).href);

const { JSDOM } = require('jsdom');
const { window } = new JSDOM('<!doctype html><html><body></body></html>', { pretendToBeVisual: true });
const names = ['document', 'Element', 'HTMLElement', 'Node', 'NodeFilter', 'DOMParser', 'SVGElement', 'DocumentFragment', 'HTMLTemplateElement', 'HTMLFormElement', 'NamedNodeMap'];
for (const [name, value] of [['window', window], ...names.map((n) => [n, window[n]])]) {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
globalThis.CSSStyleSheet ??= class { insertRule() {} cssRules = []; };

const mermaid = (await load('mermaid/dist/mermaid.core.mjs')).default;
const purifier = (await load('dompurify/dist/purify.es.mjs')).default;
mermaid.initialize({ startOnLoad: false, securityLevel: 'loose', logLevel: 'fatal' });
for (const level of ['warn', 'error', 'info', 'debug']) console[level] = () => {};

// In jsdom, sanitizing labels is dear, and siteplan has no use for it: a second figure goes without.
const sanitize = purifier.sanitize.bind(purifier);

let texts;
for await (const line of readline.createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const order = JSON.parse(line);
  if (Array.isArray(order)) {
    texts = order;
    continue;
  }
  let sanitizings = 0;
  purifier.sanitize = order.sanitized ? (...a) => { sanitizings++; return sanitize(...a); } : (text) => { sanitizings++; return text; };
  const begin = process.cpuUsage();
  let rejected = 0;
  for (const text of texts) {
    try {
      await mermaid.mermaidAPI.parse(text);
    } catch {
      rejected++;
    }
  }
  const { user, system } = process.cpuUsage(begin);
  process.stdout.write(JSON.stringify({ microseconds: user + system, rejected, sanitizings }) + '\n');
}

// npm run suivre -- <id> [folder or file …]
// Shows, in the order of time, every log line that names a sale (or a cart, a request, a trace), and the other lines
// of the traces that these belong to. Without a place it reads what `npm start` and `npm run pile` write.
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const [id = '', ...places] = process.argv.slice(2);
if (!/^[\w-]{8,64}$/.test(id)) {
  console.error('Usage: npm run suivre -- <id> [folder or file …]');
  process.exit(2);
}

const DEFAULTS = ['.data/journaux', '.data/pile/journaux', '.data/pile/nginx/acces.log'];

/** @param {string} place @returns {string[]} */
const filesOf = (place) => {
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [place];
  return readdirSync(place)
    .filter((name) => name.endsWith('.log'))
    .map((name) => join(place, name));
};

/**
 * @typedef {Record<string, unknown> & { time?: string; traceId?: string; service?: string }} Line
 * @param {string} file
 * @param {(text: string) => boolean} wanted looks at the text, which is cheaper than to parse it
 */
async function* linesOf(file, wanted) {
  for await (const text of createInterface({ input: createReadStream(file) })) {
    if (!text.startsWith('{') || !wanted(text)) continue;
    try {
      yield /** @type {Line} */ (JSON.parse(text));
    } catch {
      // A line that a crash cut short.
    }
  }
}

const files = (places.length > 0 ? places : DEFAULTS).flatMap(filesOf);
const traces = new Set();
for (const file of files) {
  for await (const { traceId } of linesOf(file, (text) => text.includes(id))) {
    if (traceId) traces.add(traceId);
  }
}

/** @type {Line[]} */
const found = [];
const named = [id, ...traces];
for (const file of files) {
  const wanted = (/** @type {string} */ text) => named.some((name) => text.includes(name));
  for await (const line of linesOf(file, wanted)) found.push(line);
}
const when = (/** @type {Line} */ { time }) => new Date(time ?? 0).getTime();
found.sort((a, b) => when(a) - when(b));

for (const { time, service, level, msg, ...rest } of found) {
  const details = Object.entries(rest)
    .filter(([, value]) => value !== id && value !== '' && value !== '-')
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const short = new Date(String(time)).toISOString().slice(11, 23);
  console.log([short, String(service).padEnd(10), level, msg, ...details].join('  '));
}
const services = new Set(found.map(({ service }) => service));
console.log(
  `\n${id}: ${found.length} lines of ${services.size} services, ${traces.size} traces, in ${files.length} files`,
);
if (found.length === 0) process.exitCode = 1;

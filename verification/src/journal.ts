import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

import { z } from 'zod';

const sale = z.object({ venteId: z.uuid(), total: z.int(), numero: z.string() });
const creditNote = z.object({ annulationId: z.uuid(), total: z.int() });
const line = z.union([sale, creditNote]);

/** What a till was told: that a sale is done, or a return. Cents. */
export type Acknowledged = z.infer<typeof line>;

/**
 * Reads a journal of acknowledgements, one JSON object a line. A last line that was cut short, because its
 * writer was killed, is ignored: nobody was told anything by it.
 *
 * @throws Error at any other line that is not an acknowledgement
 */
export function readJournal(path: string): AsyncIterable<Acknowledged> {
  return { [Symbol.asyncIterator]: () => readLines(path) };
}

async function* readLines(path: string): AsyncGenerator<Acknowledged> {
  let broken: string | undefined;
  let count = 0;
  for await (const text of createInterface({ input: createReadStream(path, 'utf8') })) {
    if (broken !== undefined) throw new Error(broken);
    count += 1;
    if (text.trim() === '') continue;
    const parsed = line.safeParse(parse(text));
    if (parsed.success) yield parsed.data;
    else broken = `Line ${count} of ${path} is not an acknowledgement: ${text.slice(0, 200)}`;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Cuts a sequence into arrays of at most `size`. */
export async function* chunks<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  size: number,
): AsyncGenerator<Item[]> {
  let chunk: Item[] = [];
  for await (const item of items) {
    chunk.push(item);
    if (chunk.length === size) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}

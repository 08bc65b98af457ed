/** The lines of a file or of standard input, numbered from one, in memory that does not grow with the file. */
import { createReadStream } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { Refusal } from '../refusal.ts';

export type Line = { readonly number: number; readonly text: string };

const NEWLINE = 0x0a;
const CHUNK = 256 * 1024;
const LONGEST = 64 * 1024 * 1024;

/** Empty lines are counted and left out. `-` is standard input. */
export async function* linesOf(file: string): AsyncGenerator<Line> {
  const stream = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: CHUNK });
  let rest: Buffer[] = [];
  let held = 0;
  let number = 0;
  for await (const chunk of stream) {
    const bytes = chunk as Buffer;
    let from = 0;
    for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, from)) {
      const text = textOf(rest, bytes.subarray(from, at));
      [rest, held, from] = [[], 0, at + 1];
      number++;
      if (text !== '') yield { number, text };
    }
    rest.push(bytes.subarray(from));
    held += bytes.length - from;
    if (held > LONGEST)
      throw new Refusal(`Line ${number + 1} of ${file} is longer than ${LONGEST / 1024 / 1024} MB: this is no file of JSON lines.`);
    // What was handed out so far is being written; let its sockets have their turn.
    await setImmediate();
  }
  const text = textOf(rest, Buffer.alloc(0));
  if (text !== '') yield { number: number + 1, text };
}

function textOf(before: readonly Buffer[], last: Buffer): string {
  const bytes = before.length === 0 ? last : Buffer.concat([...before, last]);
  return bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trim();
}

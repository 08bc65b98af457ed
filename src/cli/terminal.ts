/** The terminal a command talks to: standard input, output and error of this process. */
import { fstatSync } from 'node:fs';
import type { Terminal } from './command.ts';

/** A program that starts us may leave a pipe open and never write to it. */
const PATIENCE_MS = 2_000;

async function readPiped(): Promise<string | undefined> {
  const stdin = fstatSync(0);
  if (!stdin.isFIFO() && !stdin.isFile() && !stdin.isSocket()) return undefined;
  const chunks: Buffer[] = [];
  const timer = setTimeout(() => chunks.length === 0 && process.stdin.destroy(), PATIENCE_MS);
  try {
    for await (const chunk of process.stdin) {
      chunks.push(chunk as Buffer);
      if ((chunk as Buffer).includes('\n')) break;
    }
  } catch (error) {
    if (chunks.length > 0) throw error;
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

// A reader that went away, such as `head`, is no fault of the command.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

export const standardTerminal: Terminal = {
  out: (line) => void process.stdout.write(`${line}\n`),
  error: (line) => void process.stderr.write(`${line}\n`),
  isRead: process.stderr.isTTY === true,
  input: readPiped,
};

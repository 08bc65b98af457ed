/** The server's log, from a least level on: one JSON object a line for programs, one sentence a line at a terminal. */
import { inspect } from 'node:util';
import type { Terminal } from './command.ts';

const LEVELS: Readonly<Record<string, number>> = { debug: 20, info: 30, warn: 40, error: 50, silent: 100 };

export type Log = (line: Readonly<Record<string, unknown>>) => void;

/** A log in the form that suits who reads it. */
export function logTo({ error: write, isRead = false }: Pick<Terminal, 'error' | 'isRead'>, least: string): Log {
  const from = LEVELS[least] ?? LEVELS.info ?? 0;
  const form = isRead ? asText : asJson;
  return (line) => {
    const level = LEVELS[String(line.level ?? 'info')] ?? 30;
    if (level >= from) write(form({ time: new Date().toISOString(), level: 'info', ...line }));
  };
}

type Line = Readonly<Record<string, unknown>> & { readonly time: string };

const asJson = (line: Line): string => JSON.stringify(line);

/** `21:15:02.123 info  request  GET /dataset 200 …`; a cause keeps its lines. */
function asText({ time, level, msg, error, method, path, status, milliseconds, ...rest }: Line): string {
  const request = [method, path, status, milliseconds === undefined ? undefined : `${String(milliseconds)} ms`];
  const others = Object.entries(rest).map(([name, value]) => `${name}=${typeof value === 'string' ? value : inspect(value)}`);
  const words = [time.slice(11, 23), String(level).padEnd(5), msg, ...request, ...others].filter((word) => word !== undefined);
  return `${plain(words.join(' '))}${error === undefined ? '' : `\n  ${plain(String(error)).replaceAll('\n', '\n  ')}`}`;
}

/** What comes from outside must not move the cursor or clear the screen. */
const plain = (text: string): string => text.replace(/[^\P{Cc}\n]/gu, '\u{FFFD}');

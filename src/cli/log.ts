/** The server's log: one JSON object a line, from a least level on. */

const LEVELS: Readonly<Record<string, number>> = { debug: 20, info: 30, warn: 40, error: 50, silent: 100 };

export type Log = (line: Readonly<Record<string, unknown>>) => void;

export function jsonLog(least: string, write: (line: string) => void): Log {
  const from = LEVELS[least] ?? LEVELS.info ?? 0;
  return (line) => {
    const level = LEVELS[String(line.level ?? 'info')] ?? 30;
    if (level >= from) write(JSON.stringify({ time: new Date().toISOString(), ...line }));
  };
}

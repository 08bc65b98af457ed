// Which process of the system is a PostgreSQL of a given cluster. A number alone
// proves nothing: numbers are reused, and those of a container mean nothing
// outside. A dead process nobody has collected has no command line, so it counts
// as gone.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';

/** True when the process is the PostgreSQL server of this cluster. */
export function isPostmaster(pid: number, clusterDir: string): boolean {
  if (process.platform !== 'linux') return commandOf(pid).includes(`postgres -D ${clusterDir} `);
  const words = commandLineOf(pid);
  const isPostgres = words[0]?.endsWith('/postgres') ?? false;
  return isPostgres && (words[words.indexOf('-D') + 1] === clusterDir || standsIn(pid, clusterDir));
}

/**
 * Ends the backends a killed server left behind; busy ones would not notice for
 * as long as their query runs. Only Linux tells whose they are.
 */
export function dismissOrphans(clusterDir: string): void {
  if (process.platform !== 'linux') return;
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid) || !commandLineOf(pid)[0]?.startsWith('postgres: ')) continue;
    if (standsIn(pid, clusterDir)) process.kill(pid, 'SIGQUIT');
  }
}

function commandLineOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

// PostgreSQL's processes stand in their cluster; holds even if it was renamed.
function standsIn(pid: number, clusterDir: string): boolean {
  try {
    const here = statSync(`/proc/${pid}/cwd`);
    const there = statSync(clusterDir);
    return here.dev === there.dev && here.ino === there.ino;
  } catch {
    return false;
  }
}

function commandOf(pid: number): string {
  try {
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

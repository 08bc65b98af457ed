// Runs a script with Node 24, from whatever Node started us: in this process if
// that is new enough, else in a child that this process stands for: its signals
// go to the child, the child's end is its end, and the child notices its death
// (launched.js). Plain JavaScript that old versions of Node can run.
import { spawn } from 'node:child_process';
import { fstatSync } from 'node:fs';
import { constants } from 'node:os';
import { isatty } from 'node:tty';
import { fileURLToPath } from 'node:url';
import { isAlpine, isNewEnough, nodeFromPackage, nodeFromPath } from './find-node.js';

const sameSignalMs = 500;

/** Runs the script at a file URL with these arguments. */
export async function launch(script, args) {
  if (isNewEnough(process.versions.node)) return runHere(script, args);
  const node = nodeFromPackage() ?? nodeFromPath();
  if (node === undefined) return giveUp();
  standFor(spawnScript(node, script, args));
}

async function runHere(script, args) {
  const emitWarning = process.emitWarning;
  process.emitWarning = (warning, ...rest) => {
    const kind = typeof rest[0] === 'object' ? rest[0]?.type : rest[0];
    if (kind !== 'ExperimentalWarning') Reflect.apply(emitWarning, process, [warning, ...rest]);
  };
  process.argv = [process.argv[0], fileURLToPath(script), ...args];
  await import(script.href);
}

function giveUp() {
  const database = isAlpine() ? ', and set DATABASE_URL to an outside PostgreSQL' : '';
  console.error(
    `Kokanee needs Node 24.12 or later and found none for ${process.platform}-${process.arch} (this is ${process.versions.node}): install it from https://nodejs.org${database}.`,
  );
  process.exit(1);
}

// A process group of its own: a Ctrl-C in the terminal reaches the child once,
// through us, and not a second time from the terminal.
function spawnScript(node, script, args) {
  const own = ['--disable-warning=ExperimentalWarning', '--import', new URL('launched.js', import.meta.url).href];
  return spawn(node, [...process.execArgv, ...own, fileURLToPath(script), ...args], {
    detached: true,
    env: { ...process.env, KOKANEE_LAUNCHED: '1' },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
}

function standFor(child) {
  const forward = forwarder(child);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];
  for (const signal of signals) process.on(signal, forward);
  child.on('error', (error) => {
    console.error(`Kokanee could not start ${child.spawnfile} (${error.message}): install Node 24.12 or later.`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    for (const name of signals) process.off(name, forward);
    endAs(code, signal);
  });
}

// npm sends a second signal for each Ctrl-C; together they are one.
function forwarder(child) {
  const last = new Map();
  const ignoresHangup = isUnderNohup(); // asked now, for a terminal that hung up is none any more
  return (signal) => {
    const now = Date.now();
    if (now - (last.get(signal) ?? 0) < sameSignalMs) return;
    last.set(signal, now);
    if (signal === 'SIGHUP' && ignoresHangup) return;
    child.kill(signal);
  };
}

// Node forgets that it was told to ignore SIGHUP, but not what nohup did to its
// input and output.
function isUnderNohup() {
  if ([0, 1, 2].some((descriptor) => isatty(descriptor))) return false;
  return fstatSync(0).isCharacterDevice() && fstatSync(1).isFile();
}

function endAs(code, signal) {
  if (signal === null) process.exit(code);
  const isPlain = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'].includes(signal);
  if (isPlain) process.kill(process.pid, signal);
  // A crash of the child is not to be dumped again as ours.
  else process.exit(128 + (constants.signals[signal] ?? 0));
}

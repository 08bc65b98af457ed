/** The Python that has `ckanapi`; without one, suites are skipped by name unless it is required. */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';

const python = process.env.KOKANEE_PYTHON;
const required = (process.env.KOKANEE_REQUIRE ?? '').split(',').includes('python');

/** For a test's `skip`: the reason, or false where there is a Python or one must be. */
export const skip: string | false = python === undefined && !required ? 'KOKANEE_PYTHON names no Python with ckanapi' : false;

const run = promisify(execFile);

/** Runs a script with `ckan`, a RemoteCKAN of the address, and gives its lines. The key may be empty. */
export async function script(url: string, key: string, text: string): Promise<readonly string[]> {
  assert.ok(python !== undefined, 'KOKANEE_PYTHON must name a Python with ckanapi');
  const connect = `import json, io, ckanapi\nckan = ckanapi.RemoteCKAN('${url}'${key === '' ? '' : `, apikey='${key}'`})\n`;
  const { stdout } = await run(python, ['-c', connect + text], { timeout: 60_000 });
  return stdout.trimEnd().split('\n');
}

export type Ended = { readonly code: number; readonly stdout: string; readonly stderr: string };

/** Runs the program `ckanapi` that stands beside the Python; its workers find it on the path. */
export async function program(words: readonly string[], input = ''): Promise<Ended> {
  assert.ok(python !== undefined, 'KOKANEE_PYTHON must name a Python with ckanapi');
  const folder = dirname(python);
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH ?? ''}` };
  const child = spawn(join(folder, 'ckanapi'), words, { env, timeout: 60_000 });
  child.stdin.end(input);
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: Number(code), stdout, stderr };
}

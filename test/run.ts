/**
 * Runs all tests: those beside the code and those under test/. Prints failures in full, what was
 * skipped by name, the count of recordings, and last the plain line that counts.
 *
 *   npm test                    everything
 *   npm test -- search schema   only files whose path contains one of the words
 */
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { run } from 'node:test';
import { holdServer } from './support/database.ts';

const PATTERNS = [
  'src/**/*.test.ts',
  'bin/*.test.ts',
  'test/{house,contract,visibility,real-records,clients,browser,fuzz,safety}/**/*.test.ts',
];
const wanted = process.argv.slice(2);
const files = globSync(PATTERNS)
  .filter((file) => wanted.length === 0 || wanted.some((word) => file.includes(word)))
  .sort();

/** One more than there are processors: files also wait, for browsers, disks and other processes. */
const AT_ONCE = Math.max(2, availableParallelism()) + 1;
const counts = { passed: 0, failed: 0, skipped: 0 };
const skipped: string[] = [];
const closing: string[] = [];
const started = performance.now();

const release = await holdServer();
const stream = run({ files, concurrency: AT_ONCE, timeout: 600_000 });
stream.on('test:pass', ({ name, skip, details, file }) => {
  if (details.type === 'suite') return;
  if (skip === undefined || skip === false) counts.passed++;
  else {
    counts.skipped++;
    skipped.push(`${file === undefined ? '' : relative('.', file)}: ${name}${typeof skip === 'string' ? ` (${skip})` : ''}`);
  }
});
stream.on('test:fail', ({ name, details, file }) => {
  if (details.type === 'suite') return;
  counts.failed++;
  const { error } = details;
  const cause = error.cause instanceof Error ? (error.cause.stack ?? error.cause.message) : String(error.cause ?? error.message);
  console.log(`\nFAILED ${file === undefined ? '' : relative('.', file)}: ${name}\n${cause}\n`);
});
stream.on('test:stdout', ({ message }) => {
  for (const line of message.split('\n')) if (line.startsWith('recordings:')) closing.push(line);
});
stream.on('test:stderr', ({ message }) => process.stderr.write(message));
for await (const _ of stream) {
  // the listeners do the work
}
await release();

for (const line of skipped) console.log(`skipped ${line}`);
for (const line of closing) console.log(line);
console.log(`${files.length} files in ${Math.round((performance.now() - started) / 1000)} s`);
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(counts.failed > 0 || counts.passed === 0 ? 1 : 0);

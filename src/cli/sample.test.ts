// The sample catalogue with what the documentation says of it.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { importFile } from './import/import-file.ts';
import { anOpenedCatalogue } from './test-opened.ts';

const SAMPLE = fileURLToPath(new URL('../../sample', import.meta.url));
const opened = await anOpenedCatalogue();
for (const file of ['organizations.jsonl', 'groups.jsonl', 'datasets.jsonl'])
  await importFile(opened, { file: join(SAMPLE, file), files: join(SAMPLE, 'files'), onMessage: () => {} });
const door = await opened.app.door();
const textOf = async (url: string): Promise<string> => (await door.inject({ url })).text;
const hrefsIn = (html: string, start: string): readonly string[] =>
  [...html.matchAll(/ href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&')).filter((href) => href.startsWith(start));
const countIn = (json: string): number => (JSON.parse(json) as { result: { count: number } }).result.count;

test('every example of how to write a search finds something, and programs find the same by its link', async () => {
  const examples = hrefsIn(await textOf('/help/search'), '/dataset?q=');
  assert.ok(examples.length > 10);
  for (const example of examples) {
    const page = await textOf(example);
    const count = Number(/<strong>([\d,]+) datasets?<\/strong> found/.exec(page)?.[1]?.replaceAll(',', ''));
    assert.ok(count > 0, `${decodeURIComponent(example)} finds nothing`);
    const [json = ''] = hrefsIn(page, '/api/3/action/package_search');
    assert.equal(countIn(await textOf(json)), count, decodeURIComponent(json));
  }
});

test('every search of the common calls finds something', async () => {
  const searches = hrefsIn(await textOf('/help/api/common-calls'), '/api/3/action/package_search?');
  assert.ok(searches.length > 3);
  for (const search of searches) assert.ok(countIn(await textOf(search)) > 0, decodeURIComponent(search));
});

test('what the sample says in codes is shown in words', async () => {
  const page = await textOf('/dataset/children-and-family-services-caseloads');

  assert.match(page, /<th scope="row">Security class<\/th><td><span>Public<\/span>/);
  assert.match(page, /<th scope="row">Resource status<\/th><td><span>Ongoing<\/span>/);
});

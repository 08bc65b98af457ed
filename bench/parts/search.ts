/** `package_search` of everything with five facets among a hundred thousand records, at the action itself. */
import { systemActor } from '#domain/actor.ts';
import { openCatalogue } from '../../src/cli/open-catalogue.ts';
import { readSettings } from '../../src/cli/settings/read-settings.ts';
import { type Figure, within } from '../figure.ts';
import { prepared } from '../prepared.ts';

const CALLS = 40;
const CACHED_CALLS = 1_000;
const TIMES = 5;
const FACETS = ['organization', 'groups', 'tags', 'res_format', 'license_id'];

export async function search(): Promise<Figure[]> {
  const { folder } = await prepared(100_000);
  const settings = readSettings({ flags: { data: folder }, flagSettings: {}, variables: {} });
  const { app, close } = await openCatalogue(settings, { serving: true, log: (line) => console.error(JSON.stringify(line)) });
  try {
    await app.start();
    await app.indexReady;
    const action = app.site.actions.get('package_search');
    if (action === undefined) throw new Error('no package_search');
    let asked = 0;
    const once = async (fresh: boolean): Promise<number> => {
      // Another limit is another question, and the same work.
      const input = { q: '*:*', rows: 20, facet: 'true', 'facet.field': FACETS, 'facet.limit': fresh ? 50 + ++asked : 50 };
      const start = performance.now();
      await app.execute(action, input, systemActor('bench'));
      return performance.now() - start;
    };
    const medians = (calls: number, fresh: boolean): Promise<number[]> =>
      times(TIMES, async () => middle(await times(calls, () => once(fresh))));
    await medians(CALLS, true);
    return [
      within('search of 100,000, 5 facets, not cached: p50', await medians(CALLS, true), { unit: 'ms', target: 8 }),
      within('search of 100,000, 5 facets, cached: p50', await medians(CACHED_CALLS, false), { unit: 'ms', target: 0.1 }),
    ];
  } finally {
    await close();
  }
}

async function times(count: number, work: () => Promise<number>): Promise<number[]> {
  const results: number[] = [];
  for (let time = 0; time < count; time++) results.push(await work());
  return results;
}

const middle = (values: number[]): number => values.sort((a, b) => a - b)[values.length >>> 1] ?? 0;

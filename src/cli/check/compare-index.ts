/**
 * Whether this process's index holds exactly what is stored. Writes go on meanwhile, so only a
 * difference that outlives a second look counts.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { App } from '#app';
import { revisionsInStore } from '#store/bulk-check.ts';

const SECOND_LOOK_MS = 1_500;

/** Sentences, one for each dataset that differs. */
export async function compareIndex(app: App): Promise<string[]> {
  await app.store.follower.catchUp();
  const first = await differences(app);
  if (first.size === 0) return [];
  await pause(SECOND_LOOK_MS);
  const second = await differences(app);
  return [...second].flatMap(([id, what]) => (first.has(id) ? [what] : []));
}

async function differences({ store, site, indexRevisions }: App): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const stored = await revisionsInStore(store.pool, !site.settings['ckan.search.remove_deleted_packages']);
  for (const { id, rev } of indexRevisions()) {
    const wanted = stored.get(id);
    if (wanted === undefined) found.set(id, `dataset ${id} is in the index and not in the store`);
    else if (wanted !== rev) found.set(id, `dataset ${id} is indexed at revision ${rev} and stored at ${wanted}`);
    stored.delete(id);
  }
  for (const id of stored.keys()) found.set(id, `dataset ${id} is not in the index`);
  return found;
}

/** Whether every file that a resource or a picture uses lies there with its bytes, and which files nobody uses. */
import type { App } from '#app';
import { filesInUse, keysInUse } from '#store/file-tables.ts';

/** A younger file may belong to an upload whose record is not written yet. */
export const ORPHAN_AGE_MS = 10 * 60_000;
const PAGE = 500;

/** Sentences about files that are missing or not what they were. */
export async function faultyFiles({ store, files }: App): Promise<{ readonly checked: number; readonly faults: string[] }> {
  const faults: string[] = [];
  let checked = 0;
  for await (const { user, key, sha256, size } of filesInUse(store.pool)) {
    checked++;
    const [facts, hash] = await Promise.all([files.stat(key), files.hash(key)]);
    // The record may have changed since the page was read; then its old file is rightly gone.
    const stillInUse = facts !== undefined || (await keysInUse(store.pool, [key])).has(key);
    if (facts === undefined || hash === undefined) {
      if (stillInUse) faults.push(`${user}: its file ${key} is missing`);
    } else if (facts.size !== size || hash !== sha256)
      faults.push(`${user}: its file ${key} has ${facts.size} bytes with hash ${hash}; ${size} bytes with ${sha256} were stored`);
  }
  return { checked, faults };
}

/** Keys of files that no record uses; those that may still get one are counted apart. */
export async function orphanFiles({ store, files }: App): Promise<{ readonly old: string[]; readonly young: number }> {
  const old: string[] = [];
  let young = 0;
  const sift = async (keys: readonly string[]): Promise<void> => {
    const used = await keysInUse(store.pool, keys);
    for (const key of keys) {
      const facts = used.has(key) ? undefined : await files.stat(key);
      if (facts === undefined) continue;
      if (Date.now() - facts.modified.getTime() > ORPHAN_AGE_MS) old.push(key);
      else young++;
    }
  };
  let page: string[] = [];
  for await (const key of files.list()) {
    page.push(key);
    if (page.length < PAGE) continue;
    await sift(page);
    page = [];
  }
  await sift(page);
  return { old, young };
}

/**
 * Files that survive a form's errors. A page holds a file before it hands it to an action: if the
 * action refuses, the file stays for its sender alone; if it keeps the file, the runner lets go of it
 * in the same statement. What nobody comes back for goes after a day.
 */
import { newId } from '#domain/ids.ts';
import { Upload } from '#domain/upload.ts';
import { type FileStore, START_BYTES } from '#files/storage.ts';
import { type Job, defineJob } from '#jobs/job.ts';
import { expireHeld, findHeld, insertHeld } from '#store/held-upload.ts';
import type { Store } from '#store/store.ts';
import type { Catalogue } from './catalogue.ts';
import { sayingNotNow } from './not-now.ts';

/** Of one user at a time; more would be a way to fill the disk. */
const MOST = 20;
const KEPT_HOURS = 24;

export function heldUploads(store: Store, files: FileStore): Pick<Catalogue, 'holdUpload' | 'heldUpload'> {
  return {
    holdUpload: sayingNotNow(async (upload, actor) => {
      if (actor.kind !== 'user' || upload.held !== undefined) return upload;
      const { fileName, contentType, file, start } = upload;
      const id = newId();
      const held = insertHeld(store.pool, { id, userId: actor.id, name: fileName, type: contentType, file }, MOST);
      const gone = await held.catch(async (error: unknown) => {
        await files.remove(file.key);
        throw error;
      });
      await removeAll(files, gone);
      return new Upload(fileName, contentType, file, start, id);
    }),
    heldUpload: sayingNotNow(async (id, actor) => {
      if (actor.kind !== 'user' || id.includes('\0')) return undefined;
      const held = await findHeld(store.pool, id, actor.id);
      const start = held && (await startOf(files, held.file.key));
      return held && start && new Upload(held.name, held.type, held.file, start, held.id);
    }),
  };
}

/** Those that cannot be removed now are nobody's any more; `check` finds them. */
async function removeAll(files: FileStore, keys: readonly string[]): Promise<void> {
  await Promise.allSettled(keys.map((key) => files.remove(key)));
}

async function startOf(files: FileStore, key: string): Promise<Uint8Array | undefined> {
  const stream = await files.open(key, { start: 0, end: START_BYTES - 1 });
  if (stream === undefined) return undefined;
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

/** The name of the job. */
export const END_HELD_UPLOADS = 'end-held-uploads';

export const endHeldUploads = (files: FileStore): Job =>
  defineJob({
    name: END_HELD_UPLOADS,
    about: `Removes files that came with a form and were not used within ${KEPT_HOURS} hours`,
    every: 3600,
    run: async (store) => {
      await removeAll(files, await expireHeld(store.pool, KEPT_HOURS));
    },
  });

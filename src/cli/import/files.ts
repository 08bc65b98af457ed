/**
 * Uploaded files of an import: what lies at `<resource id>/<file name>` in the given folder goes
 * into the file store, unless the very same bytes are there already.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from '#app';
import type { StoredFile } from '#domain/dataset.ts';
import type { NewDataset } from '#store/dataset.ts';
import type { NewResource } from '#store/resource.ts';

export type Attached = {
  readonly rows: NewDataset;
  /** Files that are new in the store. */
  readonly put: readonly StoredFile[];
  /** Names of files that are nowhere. */
  readonly missing: readonly string[];
};

export const hasUploads = (rows: NewDataset): boolean => rows.resources.some((resource) => resource.uploadName !== null);

/** Gives each uploaded resource its file. */
export async function attachFiles(store: App['files'], folder: string | undefined, rows: NewDataset): Promise<Attached> {
  const put: StoredFile[] = [];
  const missing: string[] = [];
  const resources: NewResource[] = [];
  for (const resource of rows.resources) {
    const path = pathOf(folder, resource);
    const file = path === undefined ? resource.file : await takeIn(store, path, resource.file);
    if (file === null && resource.uploadName !== null) missing.push(`${resource.id}/${resource.uploadName}`);
    if (file !== null && file !== resource.file) put.push(file);
    resources.push({ ...resource, file });
  }
  return { rows: { ...rows, resources }, put, missing };
}

/** Ids are UUIDs; names of files come from outside. */
function pathOf(folder: string | undefined, { id, uploadName }: NewResource): string | undefined {
  if (
    folder === undefined ||
    uploadName === null ||
    uploadName === '' ||
    uploadName === '.' ||
    uploadName === '..' ||
    /[/\\\0]/.test(uploadName)
  )
    return undefined;
  return join(folder, id, uploadName);
}

async function takeIn(store: App['files'], path: string, held: StoredFile | null): Promise<StoredFile | null> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) return held;
  if (held !== null && held.size === found.size && held.sha256 === (await hashOf(path))) return held;
  return (await store.put(createReadStream(path), { maxBytes: Number.MAX_SAFE_INTEGER })).file;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** From what the validators let through to what the store keeps: one JSON text per dataset and per resource. */
import { isDeepStrictEqual } from 'node:util';
import type { Doc, Resource, StoredFile } from '#domain/dataset.ts';
import { newId } from '#domain/ids.ts';
import { tagId } from '#domain/tag.ts';
import { Upload } from '#domain/upload.ts';
import type { CleanDataset } from '#schema/types/dataset.ts';
import type { CleanResource } from '#schema/types/resource.ts';
import type { NewResource } from '#store/resource.ts';

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A dataset's own text. What is spliced around it when shown is not part of it. */
export function datasetDoc(clean: CleanDataset, id: string, creator: string | null): Doc {
  const tags = clean.tags.map((tag) => ({
    display_name: tag.name,
    id: tagId(tag),
    name: tag.name,
    state: 'active',
    vocabulary_id: tag.vocabulary_id,
  }));
  return {
    id,
    creator_user_id: creator,
    ...clean.doc,
    num_tags: tags.length,
    tags: tags.sort((a, b) => byText(a.name, b.name)),
    // CKAN: up to 2.11 extras are shown by key
    extras: clean.extras.map(({ key, value }) => ({ key, value })).sort((a, b) => byText(a.key, b.key)),
    relationships_as_subject: [],
    relationships_as_object: [],
  };
}

export type StoredResource = NewResource & { readonly changed: boolean };

/** A resource's own text and file, in place of `stored` where there is one. */
export function resourceForm(
  clean: Pick<CleanResource, 'doc' | 'upload' | 'clearUpload' | 'id'>,
  now: string,
  stored?: Resource,
): StoredResource {
  const id = clean.id ?? newId();
  const isUpload = clean.doc.url_type === 'upload';
  const { url, ...rest } = clean.doc;
  const doc = { id, ...rest, ...(isUpload ? {} : { url: withScheme(url) }), state: 'active' };
  const uploadName = isUpload ? fileNameIn(url) : null;
  const file = fileOf(clean, isUpload, stored);
  if (stored !== undefined && stored.uploadName === uploadName && stored.file?.key === file?.key && sameButTime(stored.doc, doc))
    return { id, doc: stored.doc, uploadName, file, changed: stored.state !== 'active' };
  return { id, doc: { ...doc, metadata_modified: now }, uploadName, file, changed: true };
}

function fileOf(clean: Pick<CleanResource, 'upload' | 'clearUpload'>, isUpload: boolean, stored: Resource | undefined): StoredFile | null {
  if (clean.upload instanceof Upload) return clean.upload.file;
  return isUpload && !clean.clearUpload ? (stored?.file ?? null) : null;
}

function sameButTime(stored: Doc, fresh: Doc): boolean {
  const { metadata_modified: _time, ...rest } = stored;
  return isDeepStrictEqual(rest, fresh);
}

/** CKAN: an address without a scheme is shown with `http://` (seen in package_show). */
function withScheme(url: unknown): unknown {
  if (typeof url !== 'string' || url === '' || /^[a-z][a-z0-9+.-]*:/i.test(url)) return url;
  return `http://${url.replace(/^\/+/, '')}`;
}

/** CKAN: of an upload's address only the part after the last slash is kept. */
const fileNameIn = (url: unknown): string =>
  String(url ?? '')
    .split('/')
    .at(-1) ?? '';

/** Keys of files that were in use before and are not any more. */
export function droppedFiles(before: readonly Resource['file'][], after: readonly Resource['file'][]): readonly string[] {
  const kept = new Set(after.map((file) => file?.key));
  return before.flatMap((file) => (file !== null && !kept.has(file.key) ? [file.key] : []));
}

/**
 * What is written: names that tell who writes the thing, and texts that all say the same version,
 * so that a mixture of two versions shows.
 */
import { createHash } from 'node:crypto';

export type Doc = Readonly<Record<string, unknown>>;

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const datasetKey = (name: string): string => `dataset ${name}`;
export const resourceKey = (dataset: string, name: string): string => `resource ${dataset}/${name}`;
export const organizationKey = (name: string): string => `organization ${name}`;

export const datasetFields = (name: string, version: string): Doc => ({
  title: `Title ${version} of ${name}`,
  notes: `Notes ${version} of ${name}: ${'salmon '.repeat(version.length + (name.length % 40))}`,
  extras: [{ key: 'edition', value: version }],
});

/** The version that all fields agree on, or what they are instead. */
export function datasetVersion(name: string, doc: Doc): string {
  const version = String((doc.extras as readonly Doc[] | undefined)?.[0]?.value);
  const wanted = datasetFields(name, version);
  return doc.title === wanted.title && doc.notes === wanted.notes
    ? version
    : `a mixture: ${JSON.stringify([doc.title, doc.notes, doc.extras])}`;
}

export const linkOf = (version: string): string => `https://example.org/${version}`;
export const linkFields = (name: string, version: string): Doc => ({ name, description: version, url: linkOf(version), url_type: '' });

/** The value of a resource: its version, and for an upload the hash of its bytes. */
export const resourceValue = (version: string, hash?: string): string =>
  hash === undefined ? `${version} link` : `${version} file ${hash}`;

export type ResourceRow = {
  readonly dataset: string;
  readonly id: string;
  readonly doc: Doc;
  readonly uploadName: string | null;
  readonly hash: string | null;
};

export function resourceVersion({ doc, uploadName, hash }: ResourceRow): string {
  const version = String(doc.description);
  if (uploadName !== null) return resourceValue(version, hash ?? 'none');
  return doc.url === linkOf(version) && hash === null
    ? resourceValue(version)
    : `a mixture: ${JSON.stringify([doc.description, doc.url, hash])}`;
}

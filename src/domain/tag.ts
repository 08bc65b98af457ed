/** Tags. A free tag has no row of its own: its id is made from its name, so every dataset shows the same one. */
import { createHash } from 'node:crypto';

export type Tag = { readonly name: string; readonly vocabulary_id: string | null };

const known = new Map<string, string>();

/** The id of a tag: a name-based UUID (version 5) of its vocabulary and name. */
export function tagId({ name, vocabulary_id }: Tag): string {
  const key = `${vocabulary_id ?? ''}\n${name}`;
  const seen = known.get(key);
  if (seen !== undefined) return seen;
  const hash = createHash('sha1').update(`kokanee:tag:${key}`).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
  if (known.size < 100_000) known.set(key, id);
  return id;
}

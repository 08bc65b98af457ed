/** Reads a backup from its first byte to its last and compares every digest, before anybody acts on it. */
import { createHash, hash } from 'node:crypto';
import { Refusal } from '../refusal.ts';
import { type ArchiveReader, Broken, type ReadEntry } from './archive-reader.ts';
import type { Part } from './archive-writer.ts';
import { fileLine, HEAD, type Head, keyOfEntry, MANIFEST, type Manifest, parsed, readHead, SEAL, SECRETS, tableOfPart } from './format.ts';
import { RowDigest } from './row-digest.ts';
import { areSecrets, type SiteSecrets } from './secrets.ts';

export type Backup = { readonly head: Head; readonly manifest: Manifest; readonly secrets: SiteSecrets };

/** Larger ones are no heads, secrets or manifests of ours. */
const LARGEST_NOTE = 64 * 1024 * 1024;

type Seen = {
  readonly parts: Part[];
  readonly files: RowDigest;
  head?: Head;
  secrets?: SiteSecrets;
  manifest?: Buffer;
  seal?: string;
};

/** Refuses what is broken, foreign or from a newer version. */
export async function verifyBackup(archive: ArchiveReader, known: ReadonlySet<string>): Promise<Backup> {
  const seen: Seen = { parts: [], files: new RowDigest() };
  try {
    for await (const entry of archive.entries()) await look(entry, seen, known);
    return whole(seen);
  } catch (error) {
    throw error instanceof Broken ? new Refusal(brokenText(error.message)) : error;
  }
}

const brokenText = (reason: string): string =>
  reason.startsWith('it is no backup') ? 'This is no backup of Kokanee.' : `The backup cannot be used: ${reason}. Nothing was changed.`;

async function look(entry: ReadEntry, seen: Seen, known: ReadonlySet<string>): Promise<void> {
  const { name } = entry;
  if (seen.head === undefined && name !== HEAD) throw new Broken('it is no backup of Kokanee');
  if (name === HEAD) seen.head = readHead((await note(entry, seen)).toString('utf8'), known);
  else if (name === SECRETS) seen.secrets = parsed((await note(entry, seen)).toString('utf8')) as SiteSecrets;
  else if (name === MANIFEST) seen.manifest = await small(entry);
  else if (name === SEAL) seen.seal = (await small(entry)).toString('utf8');
  else if (tableOfPart(name) !== undefined) seen.parts.push({ name, bytes: entry.size, sha256: await digestOf(entry) });
  else {
    const key = keyOfEntry(name);
    if (key === undefined) throw new Broken(`it holds ${JSON.stringify(name)}, which no backup holds`);
    seen.files.add(fileLine(key, entry.size, await digestOf(entry)));
  }
}

async function note(entry: ReadEntry, { parts }: Seen): Promise<Buffer> {
  const content = await small(entry);
  parts.push({ name: entry.name, bytes: entry.size, sha256: hash('sha256', content) });
  return content;
}

async function small(entry: ReadEntry): Promise<Buffer> {
  if (entry.size > LARGEST_NOTE) throw new Broken('it is damaged');
  return entry.whole();
}

export async function digestOf(entry: ReadEntry): Promise<string> {
  const digest = createHash('sha256');
  for await (const chunk of entry.bytes()) digest.update(chunk);
  return digest.digest('hex');
}

/** Its seal says that it is as it was written, not by whom. */
const isManifest = (value: Manifest | undefined): value is Manifest =>
  Array.isArray(value?.parts) && Array.isArray(value.tables) && Array.isArray(value.files?.missing);

function whole({ head, secrets, manifest: text, seal, parts, files }: Seen): Backup {
  if (text === undefined || seal === undefined) throw new Broken('it is not whole, its end is missing');
  if (seal !== `${hash('sha256', text)}  ${MANIFEST}\n`) throw new Broken('its manifest was altered');
  const manifest = parsed(text.toString('utf8')) as Manifest | undefined;
  if (head === undefined || !areSecrets(secrets) || !isManifest(manifest)) throw new Broken('it is damaged');
  for (const [index, stated] of manifest.parts.entries()) {
    const found = parts[index];
    if (found?.name !== stated.name) throw new Broken(`${stated.name} is missing or out of place`);
    if (found.sha256 !== stated.sha256) throw new Broken(`${stated.name} was altered`);
  }
  if (parts.length !== manifest.parts.length) throw new Broken('it holds more than its manifest says');
  if (files.rows !== manifest.files.count || files.text() !== manifest.files.digest)
    throw new Broken('the stored files in it are not those that its manifest speaks of');
  return { head, manifest, secrets };
}

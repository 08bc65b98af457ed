/**
 * The site's secret: a setting, else a file of the data folder made at the first start. A
 * catalogue on a PostgreSQL of its own may have many processes in many places, so there the
 * setting is required.
 */
import { randomBytes } from 'node:crypto';
import { linkSync, lchownSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../refusal.ts';
import type { Settings } from './read-settings.ts';

const BYTES = 32;

export function siteSecret({ site, dataDir }: Settings): string {
  if (site.SECRET_KEY !== '') return site.SECRET_KEY;
  if (site['kokanee.database_url'] !== '')
    throw new Refusal(
      'With a database of your own the site secret must be given: set CKAN___SECRET_KEY, or SECRET_KEY in kokanee.ini, to a long random text.',
      2,
    );
  const file = join(dataDir, 'secret');
  return readSecret(file) ?? makeSecret(dataDir, file);
}

function readSecret(file: string): string | undefined {
  try {
    const text = readFileSync(file, 'utf8').trim();
    if (text === '')
      throw new Refusal(
        `${file} is empty: bring the site secret back, or delete the file to make a new one (all tokens then stop working).`,
      );
    return text;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Written aside and linked into place: of two processes starting at once, one wins and both read the same. */
function makeSecret(dataDir: string, file: string): string {
  mkdirSync(dataDir, { recursive: true });
  const aside = join(dataDir, `secret.${process.pid}.${randomBytes(4).toString('hex')}`);
  writeFileSync(aside, `${randomBytes(BYTES).toString('base64url')}\n`, { mode: 0o600, flush: true });
  const owner = statSync(dataDir);
  try {
    // Whoever owns the folder may start the next time, even where root did the first.
    if (process.getuid?.() === 0) lchownSync(aside, owner.uid, owner.gid);
    linkSync(aside, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
  return readFileSync(file, 'utf8').trim();
}

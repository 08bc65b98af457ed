/** The secrets of a site as a backup carries them: without them its tokens and account keys are worth nothing. */
import { randomBytes } from 'node:crypto';
import { existsSync, lchownSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { REPLACED_FACT } from '#store/replace-all.ts';
import { secretText } from '#store/secrets.ts';
import { Refusal } from '../refusal.ts';
import type { Settings } from '../settings/read-settings.ts';
import { siteSecret } from '../settings/secret.ts';

const NAMES = ['SECRET_KEY', 'api_token.jwt.encode.secret', 'api_token.jwt.decode.secret'] as const;

export type SiteSecrets = Readonly<Record<(typeof NAMES)[number], string>>;

export const areSecrets = (value: SiteSecrets | undefined): value is SiteSecrets =>
  NAMES.every((name) => typeof value?.[name] === 'string');

export function secretsOfSite(settings: Settings): SiteSecrets {
  const tokens = (name: (typeof NAMES)[number]): string => secretText(settings.site[name]);
  return {
    SECRET_KEY: siteSecret(settings),
    'api_token.jwt.encode.secret': tokens('api_token.jwt.encode.secret'),
    'api_token.jwt.decode.secret': tokens('api_token.jwt.decode.secret'),
  };
}

/** The secret of this data folder can be replaced; one that is configured can only be compared. */
const isConfigured = (settings: Settings, name: (typeof NAMES)[number]): boolean =>
  name !== 'SECRET_KEY' || settings.site.SECRET_KEY !== '' || settings.site['kokanee.database_url'] !== '';

export function refuseOtherSecrets(settings: Settings, held: SiteSecrets, file: string): void {
  const other = NAMES.filter((name) => isConfigured(settings, name) && secretsHere(settings, name) !== held[name]);
  if (other.length === 0) return;
  throw new Refusal(
    `The backup was made with another ${other.join(' and ')}, so that its tokens and account keys would not work here. ` +
      `Configure what "tar -xOf ${file} secrets.json" shows, or say --keep-secret to go on without them.`,
  );
}

const secretsHere = (settings: Settings, name: (typeof NAMES)[number]): string =>
  name === 'SECRET_KEY' ? siteSecret(settings) : secretText(settings.site[name]);

/** Where a restored secret waits until the tables it belongs to are committed. */
const WAITING = 'secret.restored';

/** Lays the backup's secret beside ours, under the mark of this restore. */
export function laySecretBeside(settings: Settings, held: SiteSecrets, mark: string): void {
  if (isConfigured(settings, 'SECRET_KEY') || held.SECRET_KEY === siteSecret(settings)) return;
  writeForOwner(settings.dataDir, WAITING, `${mark}\n${held.SECRET_KEY}\n`);
}

/** Takes a waiting secret over if its restore was committed, and throws it away if it was not. */
export async function adoptSecret({ dataDir }: Settings, client: pg.Client): Promise<void> {
  const waiting = join(dataDir, WAITING);
  if (!existsSync(waiting)) return;
  const [mark = '', secret = ''] = readFileSync(waiting, 'utf8').split('\n');
  const { rows: tables } = await client.query<{ there: boolean }>("select to_regclass('fact') is not null as there");
  const { rows } =
    tables[0]?.there === true
      ? await client.query('select 1 from fact where name = $1 and value = $2', [REPLACED_FACT, mark])
      : { rows: [] };
  if (rows.length > 0) writeForOwner(dataDir, 'secret', `${secret}\n`);
  rmSync(waiting, { force: true });
}

export const hasWaitingSecret = ({ dataDir }: Settings): boolean => existsSync(join(dataDir, WAITING));

/** Whole or not at all, readable by the owner of the data folder alone. */
function writeForOwner(dataDir: string, name: string, text: string): void {
  const aside = join(dataDir, `${name}.${process.pid}.${randomBytes(4).toString('hex')}`);
  writeFileSync(aside, text, { mode: 0o600, flush: true });
  const owner = statSync(dataDir);
  if (process.getuid?.() === 0) lchownSync(aside, owner.uid, owner.gid);
  renameSync(aside, join(dataDir, name));
}

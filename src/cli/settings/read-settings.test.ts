/** Where settings come from, and which source wins. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Flag } from '../flag.ts';
import { configLines } from '../commands/config.ts';
import { settingOfVariable } from './environment.ts';
import { parseIni } from './ini.ts';
import { readSettings, type Settings } from './read-settings.ts';
import { siteSecret } from './secret.ts';

const folder = mkdtempSync(join(tmpdir(), 'kokanee-settings-'));
after(() => rmSync(folder, { recursive: true }));
const port: Flag = { kind: 'text', about: '', setting: 'kokanee.port' };

function read(ini: string, variables: Record<string, string> = {}, flags: Record<string, string | true> = {}): Settings {
  writeFileSync(join(folder, 'kokanee.ini'), ini);
  return readSettings({ flags: { data: folder, ...flags }, flagSettings: { port }, variables });
}

test('defaults give way to the ini file, that to the environment, and that to flags', () => {
  const values = [
    read(''),
    read('kokanee.port = 1'),
    read('kokanee.port = 1', { KOKANEE__PORT: '2' }),
    read('kokanee.port = 1', { KOKANEE__PORT: '2' }, { port: '3' }),
  ];

  assert.deepEqual(
    values.map(({ site }) => site['kokanee.port']),
    [5000, 1, 2, 3],
  );
  assert.deepEqual(
    values.map(({ sources }) => sources['kokanee.port']),
    [undefined, 'kokanee.ini', 'environment', 'flag'],
  );
});

test('the ini file has comments, sections of others and values over several lines', () => {
  const ini =
    '# a\n; b\nckan.site_title = Fish = Water\n[server:main]\nport = 9\n[app:main]\nsearch.facets = tags\n  groups\nckan.site_id=x\n';

  assert.deepEqual(parseIni(ini), { 'ckan.site_title': 'Fish = Water', 'search.facets': 'tags\ngroups', 'ckan.site_id': 'x' });
});

test('a line that is no setting is refused with its number', () => {
  assert.throws(() => parseIni('ckan.site_id = x\nnonsense\n'), /line 2/);
  assert.throws(() => read('nonsense'), /kokanee\.ini cannot be read: line 1/);
});

test('variables are named by the rule of ckanext-envvars', () => {
  const known = new Map([['secret_key', 'SECRET_KEY']]);
  const names = [
    'CKAN__SITE_URL',
    'CKAN___SEARCH__FACETS',
    'CKAN___SECRET_KEY',
    'KOKANEE__POOL_SIZE',
    'CKAN__AUTH__ANON_CREATE_DATASET',
    'DATABASE_URL',
    'KOKANEE_LAUNCHED',
    'CKAN_SITE_URL',
    'PATH',
  ];

  assert.deepEqual(
    names.map((name) => settingOfVariable(name, known)),
    [
      'ckan.site_url',
      'search.facets',
      'SECRET_KEY',
      'kokanee.pool_size',
      'ckan.auth.anon_create_dataset',
      'kokanee.database_url',
      undefined,
      undefined,
      undefined,
    ],
  );
});

test('an unknown setting is a warning that names the one that may be meant', () => {
  const { warnings } = read('ckan.site_titel = x', { KOKANEE__BANANA: '1' });

  assert.deepEqual(warnings, [
    'warning: unknown setting ckan.site_titel (kokanee.ini); did you mean ckan.site_title?',
    'warning: unknown setting kokanee.banana (environment)',
  ]);
});

test('a value that does not fit is one sentence', () => {
  assert.throws(() => read('', {}, { port: 'many' }), {
    message: 'The setting kokanee.port must be a whole number, not "many".',
    exitCode: 2,
  });
  assert.throws(() => read('kokanee.profile = bcdc'), /There is no profile "bcdc"/);
});

test('config shows each setting with its source, and no secret', () => {
  const lines = configLines(read('SECRET_KEY = hush', { KOKANEE__PORT: '7' })).join('\n');

  assert.match(lines, /kokanee\.port = 7 +# environment/);
  assert.match(lines, /ckan\.site_id = default +# default/);
  assert.match(lines, /SECRET_KEY = \*+ +# kokanee\.ini/);
  assert.doesNotMatch(lines, /hush/);
});

test('the secret is made once, for its owner alone, and a setting wins over it', () => {
  const made = siteSecret(read(''));

  assert.equal(siteSecret(read('')), made);
  assert.equal(readFileSync(join(folder, 'secret'), 'utf8').trim(), made);
  assert.equal(statSync(join(folder, 'secret')).mode & 0o777, 0o600);
  assert.equal(siteSecret(read('SECRET_KEY = given')), 'given');
});

test('a database of your own needs a secret of your own', () => {
  assert.throws(() => siteSecret(read('', { DATABASE_URL: 'postgres://x' })), /CKAN___SECRET_KEY/);
});

/** The unmodified `ckanapi` of Python's package index, over a real port, with an account key and without. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { anonymous } from '#domain/actor.ts';
import { aCatalogue } from '#support/catalogue.ts';
import { script, skip } from './python.ts';

const ORGANIZATION = 'a1a9c5cc-b601-4190-b206-13ba08c54292';
const RECORD = 'b67255a7-8040-43c0-935c-d74f168af215';

const { app, run, aUser } = await aCatalogue();
const ann = await aUser('ann');
await run('organization_create', {
  id: ORGANIZATION,
  name: 'information-management-cfd',
  title: 'Information Management',
  users: [{ name: 'ann', capacity: 'editor' }],
});
await run('package_create', {
  id: RECORD,
  name: 'service-areas',
  owner_org: ORGANIZATION,
  resources: ['first', 'second', 'third'].map((name) => ({ name, url: `http://example.org/${name}` })),
});
await run('package_create', { name: 'not-public', owner_org: ORGANIZATION, private: true });
const { url, close } = skip === false ? await app.listen({ host: '127.0.0.1', port: 0 }) : { url: '', close: async () => {} };
after(() => close());
const key = await app.accountKey(ann);
const as = (text: string): Promise<readonly string[]> => script(url, key, text);
const nobody = (text: string): Promise<readonly string[]> => script(url, '', text);

const NAME_TO_ID = "org = ckan.action.organization_show(id='information-management-cfd')\nprint(org['name'], org['id'])";
const RECORDS = `for r in ckan.action.package_search(fq='owner_org:${ORGANIZATION}', rows=1000)['results']:\n    print(r['name'], r['id'])`;
const RESOURCES = `for r in ckan.action.package_show(id='${RECORD}')['resources']:\n    print(r['name'], r['id'])`;

test('a key tells the id of an organization by its name, and so does no key', { skip }, async () => {
  const expected = [`information-management-cfd ${ORGANIZATION}`];

  assert.deepEqual(await as(NAME_TO_ID), expected);
  assert.deepEqual(await nobody(NAME_TO_ID), expected);
});

test('records of an organization are listed by a filter on its id', { skip }, async () => {
  assert.deepEqual(await nobody(RECORDS), [`service-areas ${RECORD}`]);
  assert.deepEqual(
    await as(RECORDS.replace('rows=1000', 'rows=1000, include_private=True, sort="name asc"')).then((lines) =>
      lines.map((line) => line.split(' ')[0]),
    ),
    ['not-public', 'service-areas'],
  );
});

test('resources of a record are listed in their order', { skip }, async () => {
  const { resources } = await run<{ resources: { name: string; id: string }[] }>('package_show', { id: RECORD });

  const lines = resources.map(({ name, id }) => `${name} ${id}`);

  assert.deepEqual(await nobody(RESOURCES), lines);
  assert.deepEqual(await as(RESOURCES), lines);
  assert.deepEqual(
    lines.map((line) => line.split(' ')[0]),
    ['first', 'second', 'third'],
  );
});

test('a search by a field of the record works without a key, and by GET', { skip }, async () => {
  const found = await nobody(
    "print(ckan.call_action('package_search', {'q': 'name:service-areas'}, requests_kwargs={})['count'])\nprint(ckanapi.RemoteCKAN(ckan.address, get_only=True).action.package_search(q='title:service*')['count'])",
  );

  assert.deepEqual(found, ['1', '1']);
});

test('an editor makes, changes and deletes a record with an uploaded file by his key', { skip }, async () => {
  const lines = await as(`
record = ckan.action.package_create(name='made-by-ckanapi', title='Made', owner_org='information-management-cfd', tags=[{'name': 'lake'}])
print(record['name'], record['num_tags'])
print(ckan.action.package_patch(id=record['id'], notes='Öffnung')['notes'])
file = ckan.action.resource_create(package_id=record['id'], name='table', format='csv', upload=('table.csv', io.BytesIO(b'a,b\\n1,2\\n')))
print(file['format'], file['url_type'], file['url'].rsplit('/', 1)[1])
print(ckan.session.get(file['url'].replace('http://kokanee.test', ckan.address)).text.strip().replace('\\n', '|'))
print(ckan.action.resource_patch(id=file['id'], description='two columns')['url_type'])
print(ckan.action.resource_delete(id=file['id']))
print(ckan.action.package_delete(id=record['id']))
print([r['name'] for r in ckan.action.package_search(q='name:made*')['results']])
`);

  assert.deepEqual(lines, ['made-by-ckanapi 1', 'Öffnung', 'CSV upload table.csv', 'a,b|1,2', 'upload', 'None', 'None', '[]']);
});

test('refusals arrive as the exceptions that ckanapi has for them', { skip }, async () => {
  const lines = await nobody(`
for name, call in [('show', lambda: ckan.action.package_show(id='not-public')), ('gone', lambda: ckan.action.package_show(id='no-such')), ('create', lambda: ckan.action.package_create(name='x'))]:
    try:
        call()
    except ckanapi.errors.CKANAPIError as error:
        print(name, type(error).__name__)
`);
  const invalid = await as(
    "try:\n    ckan.action.package_create(name='X y', owner_org='information-management-cfd')\nexcept ckanapi.ValidationError as error:\n    print(sorted(error.error_dict))",
  );

  assert.deepEqual(lines, ['show NotAuthorized', 'gone NotFound', 'create NotAuthorized']);
  assert.deepEqual(invalid, ["['__type', 'name']"]);
});

test('what a key may do ends when another is made in its place', { skip }, async () => {
  const old = await app.accountKey(ann);

  const fresh = await app.accountKey(ann, true);

  assert.deepEqual(await script(url, old, "print(ckan.action.package_search(include_private=True)['count'])"), ['1']);
  assert.deepEqual(await script(url, fresh, "print(ckan.action.package_search(include_private=True)['count'])"), ['2']);
  await assert.rejects(run('package_show', { id: 'not-public' }, anonymous));
});

/**
 * A catalogue with records that some may not see. Every field of a hidden record holds a word of
 * its own, by which it is recognised wherever it turns up.
 */
import assert from 'node:assert/strict';
import type { InjectedAnswer, InjectedRequest } from '#http/server.ts';
import { extensions } from '#extensions-in-use';
import { aCatalogue } from '#support/catalogue.ts';

export const READERS = ['member', 'editor', 'admin', 'parentAdmin', 'sysadmin'] as const;
export const OTHERS = ['anonymous', 'outsider', 'neighbour'] as const;
export type Person = (typeof READERS)[number] | (typeof OTHERS)[number];

/** A record: `word` is in all of its fields and its file, `bait` in those of every record. */
export type Kept = { readonly word: string; readonly name: string; readonly id: string; readonly resource: string };

export const BAIT = 'watershed';
export const ORGANIZATION = 'ministry-of-lakes';
export const GROUP = 'water';

/** How each hidden record is hidden. */
const HIDDEN: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  qprivate: { private: true },
  qdraft: { state: 'draft' },
  qdeleted: { state: 'deleted' },
  qprivatedraft: { private: true, state: 'draft' },
};

export type World = {
  readonly open: Kept;
  /** Empty until `hide` was called. */
  readonly hidden: Kept[];
  readonly creator: string;
  readonly ask: (request: InjectedRequest, person: Person) => Promise<InjectedAnswer>;
  readonly hide: () => Promise<void>;
  readonly actions: readonly string[];
  readonly app: Awaited<ReturnType<typeof aCatalogue>>['app'];
};

const PARTS = (word: string): Record<string, unknown> => ({
  name: `${word}-name`,
  title: `${word}title ${BAIT}`,
  notes: `About ${word}notes. ${BAIT}`,
  author: `${word}author`,
  maintainer: `${word}maintainer`,
  version: `${word}version`,
  url: `http://example.org/${word}url`,
  tags: [{ name: `${word}tag` }, { name: `${BAIT}s` }],
  extras: [{ key: `${word}key`, value: `${word}value ${BAIT}` }],
});

export async function aWorld(): Promise<World> {
  const { app, run, aUser } = await aCatalogue({ extensions });
  const people = ['outsider', 'neighbour', 'member', 'editor', 'admin', 'parentAdmin', 'sysadmin'] as const;
  const tokens = new Map<Person, string>();
  for (const person of people) {
    await aUser(person.toLowerCase(), { sysadmin: person === 'sysadmin' });
    tokens.set(person, (await run<{ token: string }>('api_token_create', { user: person.toLowerCase(), name: 'door' })).token);
  }
  const as = (name: string, capacity: string): unknown => ({ name: name.toLowerCase(), capacity });
  await run('organization_create', { name: 'ministry', title: 'Ministry', users: [as('parentAdmin', 'admin')] });
  await run('organization_create', {
    name: ORGANIZATION,
    title: 'Ministry of Lakes',
    groups: [{ name: 'ministry' }],
    users: [as('member', 'member'), as('editor', 'editor'), as('admin', 'admin')],
  });
  await run('organization_create', { name: 'next-door', title: 'Next door', users: [as('neighbour', 'admin')] });
  await run('group_create', { name: GROUP, title: 'Water', users: [as('editor', 'member'), as('neighbour', 'admin')] });
  const door = await app.door();

  const ask = (request: InjectedRequest, person: Person): Promise<InjectedAnswer> => {
    const token = tokens.get(person);
    return door.inject({ ...request, headers: { ...request.headers, ...(token !== undefined && { authorization: token }) } });
  };
  const make = async (word: string): Promise<Kept> => {
    const dataset = await told<{ id: string; name: string }>(
      await ask(
        post('package_create', { ...PARTS(word), owner_org: ORGANIZATION, groups: [{ name: GROUP }], private: word !== 'qopen' }),
        'editor',
      ),
    );
    const upload = [
      ['package_id', dataset.id],
      ['name', `${word}resource`],
      ['description', `${word}description ${BAIT}`],
      ['format', `${word}format`],
    ] as const;
    const { id } = await told<{ id: string }>(
      await ask(multipart('resource_create', upload, `${word}file.csv`, `${word}content\n`), 'editor'),
    );
    return { word, id: dataset.id, name: dataset.name, resource: id };
  };
  const open = await make('qopen');
  const hidden: Kept[] = [];
  return {
    open,
    hidden,
    creator: 'editor',
    ask,
    app,
    actions: [...app.site.actions.keys()],
    hide: async () => {
      for (const [word, how] of Object.entries(HIDDEN)) {
        const kept = await make(word);
        await told(await ask(post('package_patch', { id: kept.id, private: false, ...how }), 'editor'));
        hidden.push(kept);
      }
      await ask(post('package_search', { rows: 0 }), 'sysadmin');
    },
  };
}

async function told<Result>({ status, text }: InjectedAnswer): Promise<Result> {
  assert.equal(status, 200, text);
  return (JSON.parse(text) as { result: Result }).result;
}

/** A call of an action. */
export const post = (action: string, input: unknown): InjectedRequest => ({
  method: 'POST',
  url: `/api/3/action/${action}`,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(input),
});

export const get = (url: string): InjectedRequest => ({ method: 'GET', url });

export const submit = (url: string, fields: Readonly<Record<string, string>> = {}): InjectedRequest => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
});

function multipart(action: string, fields: readonly (readonly [string, string])[], fileName: string, content: string): InjectedRequest {
  const texts = fields.map(([name, value]) => `--edge\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('');
  const file = `--edge\r\nContent-Disposition: form-data; name="upload"; filename="${fileName}"\r\nContent-Type: text/csv\r\n\r\n${content}\r\n--edge--\r\n`;
  return {
    method: 'POST',
    url: `/api/3/action/${action}`,
    headers: { 'content-type': 'multipart/form-data; boundary=edge' },
    body: texts + file,
  };
}

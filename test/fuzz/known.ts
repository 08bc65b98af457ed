/** What a fuzzing run knows of the catalogue it plays with: ids and names that exist, and those it may make. */
import type { TestCatalogue } from '#support/catalogue.ts';

export type Person = 'anonymous' | 'outsider' | 'editor' | 'sysadmin';

export const PEOPLE: readonly Person[] = ['anonymous', 'outsider', 'editor', 'sysadmin'];

export type Known = {
  readonly datasets: string[];
  readonly resources: string[];
  readonly organizations: string[];
  readonly groups: string[];
  /** Users that may come to harm; those who call are not among them. */
  readonly users: string[];
  readonly tokens: string[];
  readonly vocabularies: string[];
  /** Names of tags, and the vocabularies they are in. */
  readonly tags: (readonly [tag: string, vocabulary: string])[];
  readonly actions: readonly string[];
  /** Headers by which each person calls. */
  readonly credentials: Readonly<Record<Person, Readonly<Record<string, string>>>>;
};

type Made = { readonly id: string };

/** Fills an empty catalogue with a little of everything. */
export async function aKnownWorld({ app, run, aUser }: TestCatalogue): Promise<Known> {
  await aUser('outsider');
  await aUser('editor');
  await aUser('root', { sysadmin: true });
  const tokenOf = async (user: string): Promise<Record<string, string>> => ({
    authorization: (await run<{ token: string }>('api_token_create', { user, name: 'fuzz' })).token,
  });
  const known: Known = {
    datasets: [],
    resources: [],
    organizations: [],
    groups: [],
    users: [],
    tokens: [],
    vocabularies: [],
    tags: [],
    actions: [...app.site.actions.keys()],
    credentials: { anonymous: {}, outsider: await tokenOf('outsider'), editor: await tokenOf('editor'), sysadmin: await tokenOf('root') },
  };
  for (let n = 0; n < 3; n++) known.users.push((await aUser(`bystander-${n}`)).id);
  for (let n = 0; n < 8; n++) {
    known.organizations.push(
      (await run<Made>('organization_create', { name: `office-${n}`, users: [{ name: 'editor', capacity: 'editor' }] })).id,
    );
    known.groups.push((await run<Made>('group_create', { name: `theme-${n}`, users: [{ name: 'editor', capacity: 'admin' }] })).id);
  }
  for (let n = 0; n < 12; n++) {
    const dataset = {
      name: `record-${n}`,
      owner_org: known.organizations[n % 3],
      private: n % 4 === 0,
      notes: `About lake ${n}`,
      tags: [{ name: 'lake' }],
      resources: [{ url: 'http://example.org/a' }],
    };
    const { id, resources } = await run<Made & { resources: Made[] }>('package_create', dataset);
    known.datasets.push(id);
    known.resources.push(...resources.map((resource) => resource.id));
  }
  for (let n = 0; n < 3; n++) {
    const { id } = await run<Made>('vocabulary_create', { name: `words-${n}`, tags: [{ name: `word ${n}` }] });
    known.vocabularies.push(id);
    known.tags.push([`word ${n}`, id]);
  }
  known.tokens.push((await run<{ token: string }>('api_token_create', { user: 'bystander-0', name: 'lost' })).token);
  return known;
}

/** Takes in what a call made, and gives up what it took away. */
export function learn(known: Known, action: string, input: Readonly<Record<string, unknown>>, result: unknown): void {
  const id = typeof result === 'object' && result !== null && 'id' in result && typeof result.id === 'string' ? result.id : undefined;
  const add = (list: string[]): void => {
    if (id !== undefined && !list.includes(id)) list.push(id);
    if (list.length > 40) list.splice(3, 1);
  };
  if (action === 'package_create') add(known.datasets);
  if (action === 'resource_create') add(known.resources);
  if (action === 'organization_create') add(known.organizations);
  if (action === 'group_create') add(known.groups);
  if (action === 'user_create') add(known.users);
  if (action === 'vocabulary_create') add(known.vocabularies);
  if (action === 'tag_create') learnTag(known, result);
  if (action === 'api_token_create' && typeof result === 'object' && result !== null && 'token' in result)
    known.tokens.push(String(result.token));
  if (action === 'dataset_purge') remove(known.datasets, input['id']);
  if (/^organization_(delete|purge)$/.test(action)) remove(known.organizations, input['id']);
  if (/^group_(delete|purge)$/.test(action)) remove(known.groups, input['id']);
  if (action === 'user_delete') remove(known.users, input['id']);
  if (action === 'vocabulary_delete') remove(known.vocabularies, input['id']);
  if (action === 'resource_delete') remove(known.resources, input['id']);
  if (action === 'api_token_revoke') remove(known.tokens, input['token']);
}

function learnTag({ tags }: Known, result: unknown): void {
  const { name, vocabulary_id: vocabulary } = result as { name: string; vocabulary_id: string };
  tags.push([name, vocabulary]);
  if (tags.length > 40) tags.shift();
}

function remove(list: string[], value: unknown): void {
  const at = typeof value === 'string' ? list.indexOf(value) : -1;
  if (at >= 0) list.splice(at, 1);
}

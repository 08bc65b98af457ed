/** Answers the pages' questions from the sample files, with a search as simple as will do for looking at pages. */
import { readFileSync } from 'node:fs';
import type { Actor } from '#domain/actor.ts';
import { NotAuthorized, NotFound, SearchError, SearchQueryError } from '#domain/errors.ts';
import { LICENSES } from '#domain/licenses.ts';
import type { Answers } from '../../../src/web/test-catalogue.ts';

type Dict = Record<string, unknown>;
type Input = Readonly<Record<string, unknown>>;

const read = (name: string): Dict[] =>
  readFileSync(new URL(`../../../sample/${name}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Dict);

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): Dict[] => (Array.isArray(value) ? (value as Dict[]) : []);

export type World = { readonly datasets: readonly Dict[]; readonly organizations: readonly Dict[]; readonly groups: readonly Dict[] };

/** The sample as the API would show it under an address. */
export function sampleWorld(siteUrl: string): World {
  const organizations = read('organizations');
  const groups = read('groups');
  const named = (all: Dict[], name: unknown): Dict | undefined => all.find((one) => one.name === name || one.id === name);
  const datasets = read('datasets').map((dataset): Dict => {
    const license = LICENSES.find(({ id }) => id === dataset.license_id);
    const resources = list(dataset.resources).map((resource) => ({
      ...resource,
      url:
        resource.url_type === 'upload'
          ? `${siteUrl}/dataset/${text(dataset.id)}/resource/${text(resource.id)}/download/${text(resource.url)}`
          : resource.url,
    }));
    return {
      ...dataset,
      resources,
      license_title: license?.title,
      license_url: license?.url,
      isopen: license?.od_conformance === 'approved',
      organization: named(organizations, dataset.owner_org),
      groups: list(dataset.groups).map((group) => named(groups, group.name) ?? group),
    };
  });
  return { datasets, organizations, groups };
}

const FIELDS: Readonly<Record<string, (dataset: Dict) => string[]>> = {
  organization: (dataset) => [text((dataset.organization as Dict | undefined)?.name)],
  owner_org: (dataset) => [text(dataset.owner_org)],
  groups: (dataset) => list(dataset.groups).map(({ name }) => text(name)),
  tags: (dataset) => list(dataset.tags).map(({ name }) => text(name)),
  res_format: (dataset) => [...new Set(list(dataset.resources).map(({ format }) => text(format)))],
  license_id: (dataset) => [text(dataset.license_id)],
  dataset_type: (dataset) => [text(dataset.type)],
  creator_user_id: () => ['nobody'],
};

function passes(dataset: Dict, filter: string): boolean {
  const [, field = '', rest = ''] = /^(\w+):(.*)$/s.exec(filter) ?? [];
  const values = [...rest.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, value = '']) => value.replace(/\\(.)/g, '$1'));
  return (FIELDS[field]?.(dataset) ?? []).some((value) => (values.length === 0 ? value === rest : values.includes(value)));
}

export function sampleAnswers(world: World): Answers {
  const maySee = (dataset: Dict, actor: Actor): boolean =>
    actor.kind === 'user' || (dataset.private !== true && dataset.state === 'active');
  const titleOf = (field: string, name: string): string => {
    const all = field === 'organization' ? world.organizations : field === 'groups' ? world.groups : [];
    return (
      text(all.find((one) => one.name === name)?.title) || (LICENSES.find(({ id }) => field === 'license_id' && id === name)?.title ?? name)
    );
  };
  const search = (input: Input, actor: Actor): unknown => {
    const q = text(input.q);
    if (q.includes('(')) throw new SearchError('Query error: the bracket is not closed');
    if (text(input.sort) !== '' && !/^\w+ (asc|desc)(, ?\w+ (asc|desc))*$/.test(text(input.sort)))
      throw new SearchQueryError('Cannot sort by that');
    const filters = [
      ...(Array.isArray(input.fq_list) ? (input.fq_list as string[]) : []),
      ...(text(input.fq) === '' ? [] : [text(input.fq)]),
    ];
    const words = q === '*:*' ? [] : q.toLowerCase().split(/\s+/);
    const found = world.datasets.filter(
      (dataset) =>
        maySee(dataset, actor) &&
        filters.every((filter) => passes(dataset, filter)) &&
        words.every((word) => `${text(dataset.title)} ${text(dataset.notes)}`.toLowerCase().includes(word)),
    );
    found.sort((a, b) => (text(a.metadata_modified) < text(b.metadata_modified) ? 1 : -1));
    const fields = Array.isArray(input['facet.field']) ? (input['facet.field'] as string[]) : [];
    const facets = fields.map((field): [string, { title: string; items: { name: string; display_name: string; count: number }[] }] => {
      const counts = new Map<string, number>();
      for (const dataset of found)
        for (const value of FIELDS[field]?.(dataset) ?? []) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
      return [field, { title: field, items: [...counts].map(([name, count]) => ({ name, display_name: titleOf(field, name), count })) }];
    });
    const start = Number(input.start ?? 0);
    return {
      count: found.length,
      results: found.slice(start, start + Number(input.rows ?? 10)),
      facets: Object.fromEntries(
        facets.map(([field, { items }]) => [field, Object.fromEntries(items.map(({ name, count }) => [name, count]))]),
      ),
      search_facets: Object.fromEntries(facets),
    };
  };
  const countIn = (name: unknown, field: 'organization' | 'groups', actor: Actor): number =>
    world.datasets.filter((dataset) => maySee(dataset, actor) && (FIELDS[field]?.(dataset) ?? []).includes(text(name))).length;
  const groupActions = (kind: 'organization' | 'group'): Answers => {
    const all = kind === 'organization' ? world.organizations : world.groups;
    const dressed = (one: Dict, actor: Actor): Dict => ({
      ...one,
      package_count: countIn(one.name, kind === 'group' ? 'groups' : 'organization', actor),
    });
    return {
      [`${kind}_list`]: (input, actor) =>
        input.all_fields === true
          ? all.slice(Number(input.offset), Number(input.offset) + Number(input.limit)).map((one) => dressed(one, actor))
          : all.map(({ name }) => name),
      [`${kind}_show`]: (input, actor) => {
        const found = all.find((one) => one.name === input.id || one.id === input.id);
        if (found === undefined) throw new NotFound();
        return dressed(found, actor);
      },
    };
  };
  const user = {
    id: 'id-of-joe',
    name: 'joe',
    fullname: 'Joe Sockeye',
    display_name: 'Joe Sockeye',
    email: 'joe@example.org',
    about: 'Looks after the *snow* records.',
    created: '2024-02-03T10:00:00',
    sysadmin: false,
    number_created_packages: 3,
  };
  const tokens = [
    { id: 'jti-1', name: 'nightly upload of snow survey tables', created_at: '2026-01-05T10:00:00', last_access: '2026-11-01T03:00:00' },
    { id: 'jti-2', name: 'notebook', created_at: '2026-10-05T10:00:00', last_access: null },
  ];
  return {
    package_show: (input, actor) => {
      const found = world.datasets.find((one) => one.name === input.id || one.id === input.id);
      if (found === undefined) throw new NotFound();
      if (!maySee(found, actor)) throw new NotAuthorized();
      return found;
    },
    package_search: search,
    ...groupActions('organization'),
    ...groupActions('group'),
    user_show: (input) => {
      if (input.id !== user.id && input.id !== user.name) throw new NotFound();
      return user;
    },
    user_patch: () => user,
    api_token_list: () => tokens,
    'page organizations of a user': () => [],
    'page groups of a user': () => [],
    api_token_create: () => ({ token: 'eyJhbGciOiJIUzI1NiJ9.eyJqdGkiOiJhYmMifQ.c2lnbmF0dXJl' }),
    api_token_revoke: () => null,
  };
}

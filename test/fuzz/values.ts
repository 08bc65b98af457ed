/** Values for the parameters of actions: fitting ones by name and kind, and junk of any type. */
import fc from 'fast-check';
import type { Parameter } from '#actions/action.ts';
import type { Known } from './known.ts';

/** Numbers that decide; the same seed gives the same run. */
export type Dice = {
  readonly below: (n: number) => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  readonly chance: (share: number) => boolean;
};

export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return {
    below,
    chance: (share) => next() < share,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
  };
}

const WORDS = ['lake', 'river', 'Öl', 'forest roads', 'b.c.', '水', 'a-b_c', '2016'] as const;

type Maker = (dice: Dice, known: Known) => unknown;

const words: Maker = (dice) => dice.pick(WORDS);
const flag: Maker = (dice) => dice.pick([true, false, 'true', 'False', 1, 0]);
const natural: Maker = (dice) => dice.pick([0, 1, 2, 10, '3']);
const date: Maker = (dice) => dice.pick(['2016-01-02', '2016-01-02T03:04:05', '2016-01-02T03:04:05.000006']);
const address: Maker = (dice) => dice.pick(['http://example.org/x', 'example.org/a b', 'https://example.org/data.csv?x=1#y']);
const freshName: Maker = (dice) => `new-${dice.below(1e9)}`;
const uuid: Maker = (dice) => `00000000-0000-4000-8000-${String(dice.below(1e12)).padStart(12, '0')}`;
const nothing: Maker = () => undefined;
const aDataset: Maker = (dice, { datasets }) => dice.pick(datasets);
const aResource: Maker = (dice, { resources }) => dice.pick(resources);
const anOrganization: Maker = (dice, { organizations }) => dice.pick(organizations);
const aGroup: Maker = (dice, { groups }) => dice.pick(groups);
const aUser: Maker = (dice, { users }) => dice.pick(users);
/** One that the rest of the run can do without. */
const spare =
  (of: (known: Known) => readonly string[]): Maker =>
  (dice, known) => {
    const more = of(known).slice(3);
    return more.length === 0 ? 'no-such-thing' : dice.pick(more);
  };
const aVocabulary: Maker = (dice, { vocabularies }) => dice.pick(vocabularies);
const aCapacity: Maker = (dice) => dice.pick(['member', 'editor', 'admin']);
const listOf =
  (item: Maker): Maker =>
  (dice, known) =>
    Array.from({ length: dice.below(3) }, () => item(dice, known));

/** By name alone, then by the first word of the action: `package.id` before `id`. */
const BY_NAME: Readonly<Record<string, Maker>> = {
  'package_create.id': uuid,
  'package.id': aDataset,
  'dataset.id': aDataset,
  'package.name_or_id': aDataset,
  'resource_create.id': uuid,
  'resource.id': aResource,
  'resource.package_id': aDataset,
  'organization_create.id': uuid,
  'organization.id': anOrganization,
  'group_create.id': uuid,
  'group.id': aGroup,
  'user_create.id': uuid,
  'user.id': aUser,
  'user.name': freshName,
  'organization.username': aUser,
  'user_patch.name': nothing,
  'user_patch.state': nothing,
  'package.name': freshName,
  'organization.name': freshName,
  'group.name': freshName,
  'help.name': (dice, { actions }) => dice.pick(actions),
  'package.owner_org': anOrganization,
  'package.license_id': (dice) => dice.pick(['cc-by', 'notspecified', 'uk-ogl']),
  'package.version': words,
  'package.state': (dice) => dice.pick(['active', 'active', 'draft']),
  'package.tag_string': () => 'lake, river',
  'package.resources': listOf((dice) => ({ url: address(dice, NOBODY), name: words(dice, NOBODY) })),
  'package.groups': listOf((dice, known) => ({ id: aGroup(dice, known) })),
  'package_search.q': (dice) =>
    dice.pick(['*:*', 'lake', 'title:lake', '"forest roads" -river', 'name:rec*', 'metadata_created:[NOW-1DAY TO *]']),
  'package_search.fq': (dice) => dice.pick(['private:true', '+tags:lake', 'state:active', 'res_format:CSV OR tags:river']),
  'package_search.fq_list': listOf(() => 'tags:lake'),
  'package_search.sort': (dice) => dice.pick(['name asc', 'metadata_modified desc, name asc', 'score desc']),
  'package_search.facet.field': (dice) => dice.pick([['tags', 'organization'], '["groups"]', []]),
  'package_search.fl': (dice) => dice.pick([['id', 'name'], 'name,title', 'id']),
  'package_search.facet': () => 'true',
  'package_search.qf': () => 'title^2 text',
  'package_search.defType': (dice) => dice.pick(['dismax', 'edismax', 'lucene']),
  'package_search.mm': () => '1',
  'package_search.tie': () => '0.1',
  'package_search.df': () => 'text',
  'package_search.wt': () => 'json',
  'package_search.bf': nothing,
  'package_search.boost': nothing,
  'package_search.extras': () => ({ ext_a: 'b' }),
  'package_search.rows': natural,
  'organization.users': listOf((dice, known) => ({ id: aUser(dice, known), capacity: 'member' })),
  'organization.groups': listOf((dice, known) => ({ id: anOrganization(dice, known) })),
  'group.users': listOf((dice, known) => ({ id: aUser(dice, known), capacity: 'editor' })),
  'group.groups': listOf(aGroup),
  'organization.packages': nothing,
  'group.packages': listOf((dice, known) => ({ id: aDataset(dice, known) })),
  'group_list.groups': () => ['theme-0', 'theme-1'],
  'organization_list.organizations': () => 'office-0,office-2',
  'organization.role': aCapacity,
  'group.role': aCapacity,
  'group.username': aUser,
  'group_member_delete.user_id': nothing,
  'organization_member_delete.user_id': nothing,
  'organization_purge.id': spare(({ organizations }) => organizations),
  'organization_delete.id': spare(({ organizations }) => organizations),
  'group_purge.id': spare(({ groups }) => groups),
  'group_delete.id': spare(({ groups }) => groups),
  'organization_list_for_user.id': aUser,
  'organization_list_for_user.permission': (dice) => dice.pick(['read', 'create_dataset', 'manage_group']),
  'member.id': aGroup,
  'member.object': aUser,
  'member.object_type': () => 'user',
  'member.capacity': aCapacity,
  'member_list.capacity': aCapacity,
  'member_roles_list.group_type': () => 'group',
  'bulk.datasets': (dice, known) => [aDataset(dice, known)],
  'bulk.org_id': anOrganization,
  'package.organization_id': anOrganization,
  'package_resource_reorder.order': () => [],
  'resource.query': (dice) => dice.pick(['name:a', 'url:example', 'format:csv']),
  'resource.order_by': () => 'name',
  'tag.id': (dice) => dice.pick(['lake', 'river']),
  'tag.q': () => 'la',
  'tag.query': () => 'la',
  'tag.fields': nothing,
  'tag.vocabulary_id': (dice, known) => (dice.chance(0.3) ? aVocabulary(dice, known) : undefined),
  'tag_create.name': (dice) => `tag ${dice.below(1e9)}`,
  'tag_create.vocabulary_id': aVocabulary,
  'tag_delete.id': (dice, { tags }) => dice.pick(tags)[0],
  'tag_delete.vocabulary_id': (dice, { tags }) => dice.pick(tags)[1],
  'vocabulary.id': aVocabulary,
  'vocabulary_delete.id': spare(({ vocabularies }) => vocabularies),
  'vocabulary.name': freshName,
  'vocabulary.tags': listOf((dice) => ({ name: `tag ${dice.below(1e9)}` })),
  'user_delete.id': spare(({ users }) => users),
  'user_update.name': nothing,
  'user.order_by': () => 'name',
  'user_update.reset_key': nothing,
  'config_option_show.key': () => 'ckan.site_title',
  'config.ckan.site_logo': address,
  'group.state': () => 'active',
  'organization.state': () => 'active',
  'group.type': () => 'group',
  'organization.type': () => 'organization',
  'organization_list.order_by': nothing,
  'group_list.order_by': nothing,
  'organization_list.sort': () => 'name desc',
  'group_list.sort': () => 'package_count',
  'api.user': aUser,
  'api.user_id': aUser,
  'api.token': (dice, { tokens }) => (tokens.length === 0 ? undefined : dice.pick(tokens)),
  'api.jti': nothing,
  'user.email': (dice) => `x${dice.below(1e9)}@example.org`,
  'user.password': () => 'correct-horse-9',
  'user.password_hash': nothing,
  'user.state': () => 'active',
  'tag_list.vocabulary_id': nothing,
  'package.type': () => 'dataset',
  'resource.url_type': nothing,
  'resource.created': date,
  'resource.last_modified': date,
  'resource.cache_last_updated': date,
  'resource.size': natural,
  'package_list.limit': natural,
  author_email: () => 'a@example.org',
  maintainer_email: () => 'a@example.org',
  url: address,
  image_url: address,
  cache_url: address,
  tags: listOf((dice) => ({ name: dice.pick(['lake', 'river', 'forest roads']) })),
  extras: (dice) => [{ key: `k${dice.below(9)}`, value: 'v' }],
  relationships_as_subject: nothing,
  relationships_as_object: nothing,
  plugin_data: () => ({ a: { b: 1 } }),
  plugin_extras: () => ({ a: 1 }),
};

const NOBODY: Known = {
  datasets: [],
  resources: [],
  organizations: [],
  groups: [],
  users: [],
  tokens: [],
  vocabularies: [],
  tags: [],
  actions: [],
  credentials: { anonymous: {}, outsider: {}, editor: {}, sysadmin: {} },
};

const BY_KIND: Readonly<Record<Parameter['kind'], Maker>> = {
  text: words,
  flag,
  whole: natural,
  list: () => [],
  object: () => ({}),
  any: nothing,
  file: nothing,
};

/** A value that should do for this parameter of this action; undefined leaves it out. */
export function fitting(action: string, name: string, { kind }: Parameter, dice: Dice, known: Known): unknown {
  const noun = action.slice(0, action.indexOf('_'));
  const maker = BY_NAME[`${action}.${name}`] ?? BY_NAME[`${noun}.${name}`] ?? BY_NAME[name] ?? BY_KIND[kind];
  return maker(dice, known);
}

const ODD_TEXTS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\udfff\ud800',
  '\ufeff',
  '\u202eabc',
  '__proto__',
  'constructor',
  'toString',
  '../../etc/passwd',
  '%00',
  '%',
  "'",
  "');--",
  '"',
  '\\',
  '$1',
  '@dataset',
  '{{7*7}}',
  '<script>',
  '*',
  '*:*',
  '[* TO',
  'a:b:c',
  '(((((',
  'AND',
  'title:"',
  '{!lucene}x',
  '-',
  '+',
  '/.*(a+)+$/',
  'NaN',
  'Infinity',
  '-1',
  '1e400',
  '99999999999999999999',
  '0x10',
  'true',
  'null',
  '[]',
  '{}',
  '1970-13-45',
  'NOW/DAY+1YEARS',
  'x'.repeat(5_000),
  '水'.repeat(300),
  '👨‍👩‍👧',
] as const;

const deep = (levels: number): unknown => Array.from({ length: levels }).reduce<unknown>((inside) => [inside], 'end');

/** Anything that JSON can say, odd texts and extreme numbers more often than not. */
export const junk: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...ODD_TEXTS) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      -0,
      -1,
      1.5,
      1e308,
      Number.MAX_SAFE_INTEGER,
      2 ** 63,
      [],
      {},
      [[]],
      [null],
      [{}],
      { id: [] },
      [{ id: {} }],
      [{ name: null }],
      { __proto__x: 1 },
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  {
    weight: 1,
    arbitrary: fc.array(
      fc.record({
        id: fc.constantFrom(...ODD_TEXTS),
        name: fc.jsonValue({ maxDepth: 1 }),
        key: fc.string(),
        value: fc.jsonValue({ maxDepth: 1 }),
      }),
      { maxLength: 4 },
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(20, 70, 250, 2_000).map(deep) },
);

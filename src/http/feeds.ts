/**
 * Atom feeds of the newest datasets: all, of an organization, a group, a tag, or found by a
 * query. Always what anybody may see, whoever asks, since feeds are passed on.
 */
import { anonymous } from '#domain/actor.ts';
import { SearchError, SearchQueryError, ValidationError } from '#domain/errors.ts';
import type { Answer } from './answer.ts';
import { atomOf, type Entry, type Link } from './atom.ts';
import type { Door } from './door.ts';
import { parsePairs, toFields } from './form.ts';
import { notFound, Refusal } from './refusal.ts';
import { listOf, memberOf, resultOf, textOf } from './result.ts';
import type { Exchange, Route } from './route.ts';

type Subject = {
  readonly title: string;
  /** The page that shows the same. */
  readonly page: string;
  readonly search: { readonly fq?: string; readonly q?: string; readonly sort?: string };
};

type Fields = ReturnType<typeof toFields>;

export function feedRoutes(door: Door): Route[] {
  const feed = (path: string, subjectOf: (exchange: Exchange, fields: Fields) => Promise<Subject> | Subject): Route => ({
    path,
    methods: ['GET'],
    handler: (exchange) => {
      const fields = toFields(parsePairs(exchange.address.query));
      const page = pageIn(fields);
      return answerFeed(door, exchange, { page, subjectOf: () => subjectOf(exchange, fields) });
    },
  });
  const site = (): string => door.catalogue.site.settings['ckan.site_title'];
  return [
    feed('/feeds/dataset.atom', () => ({ title: site(), page: '/dataset', search: {} })),
    feed('/feeds/custom.atom', (_exchange, fields) => ({
      title: `${site()} - Custom query`,
      page: '/dataset',
      search: customSearch(fields),
    })),
    feed('/feeds/organization/:file', (exchange) => ofGroup(door, 'organization', nameIn(exchange))),
    feed('/feeds/group/:file', (exchange) => ofGroup(door, 'group', nameIn(exchange))),
    feed('/feeds/tag/:file', (exchange) => {
      const name = nameIn(exchange);
      return {
        title: `${site()} - Tag: "${name}"`,
        page: `/dataset?tags=${encodeURIComponent(name)}`,
        search: { fq: `tags:${quoted(name)}` },
      };
    }),
  ];
}

function pageIn(fields: Fields): number {
  const text = fields['page'] ?? '1';
  if (typeof text === 'string' && /^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new Refusal(400, '"page" must be a number from 1 on.');
}

function nameIn({ params }: Exchange): string {
  const file = params['file'] ?? '';
  if (!file.endsWith('.atom') || file.length === 5) throw notFound();
  return file.slice(0, -5);
}

async function ofGroup(door: Door, kind: 'organization' | 'group', name: string): Promise<Subject> {
  const found = await resultOf(
    door,
    `${kind}_show`,
    { id: name, include_datasets: 'false', include_users: 'false', include_followers: 'false' },
    anonymous,
  );
  const title = textOf(found, 'title') || textOf(found, 'name');
  const fq = kind === 'organization' ? `owner_org:${quoted(textOf(found, 'id'))}` : `groups:${quoted(textOf(found, 'name'))}`;
  const site = door.catalogue.site.settings['ckan.site_title'];
  return {
    title: `${site} - ${kind === 'group' ? 'Group' : 'Organization'}: "${title}"`,
    page: `/${kind}/${encodeURIComponent(textOf(found, 'name'))}`,
    search: { fq },
  };
}

const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;

/** Every other parameter is a field and the value it must have. */
function customSearch(fields: Fields): Subject['search'] {
  const filters = Object.entries(fields).flatMap(([name, value]) =>
    ['q', 'page', 'sort'].includes(name) || !/^[a-z][\w.-]*$/i.test(name)
      ? []
      : [value].flat().flatMap((item) => (item === '' ? [] : [`${name}:${quoted(item)}`])),
  );
  const one = (name: string): string => [fields[name] ?? ''].flat()[0] ?? '';
  return { q: one('q'), fq: filters.join(' '), ...(one('sort') === '' ? {} : { sort: one('sort') }) };
}

async function answerFeed(
  door: Door,
  { address }: Exchange,
  { page, subjectOf }: { page: number; subjectOf: () => Promise<Subject> | Subject },
): Promise<Answer> {
  const { settings, url: site } = door.catalogue.site;
  const subject = await subjectOf();
  const rows = settings['ckan.feeds.limit'];
  const found = await search(door, { sort: 'metadata_modified desc', ...subject.search, rows, start: (page - 1) * rows });
  const entries = listOf(found, 'results').map((dataset) => entryOf(site, dataset));
  const last = Math.max(1, Math.ceil(Number(memberOf(found, 'count') ?? 0) / Math.max(rows, 1)));
  const body = atomOf({
    id: `${site}${address.path}`,
    title: subject.title,
    subtitle: `Recently created or updated datasets on ${settings['ckan.site_title']}`,
    author: settings['ckan.feeds.author_name'] || settings['ckan.site_id'],
    language: settings['ckan.locale_default'],
    updated: entries[0]?.updated ?? new Date().toISOString(),
    links: [
      { rel: 'alternate', href: `${site}${subject.page}`, type: 'text/html' },
      ...pageLinks(`${site}${address.path}`, address.query, page, last),
    ],
    entries,
  });
  return {
    status: 200,
    headers: [
      'Content-Type',
      'application/atom+xml',
      'Cache-Control',
      `public, max-age=${settings['ckan.cache_expires']}, must-revalidate`,
      'X-Content-Type-Options',
      'nosniff',
    ],
    body,
  };
}

/** A query that the search refuses is the reader's mistake, not a missing page. */
async function search(door: Door, input: Readonly<Record<string, unknown>>): Promise<unknown> {
  try {
    return await resultOf(door, 'package_search', input, anonymous);
  } catch (error) {
    if (error instanceof SearchError || error instanceof SearchQueryError || error instanceof ValidationError)
      throw new Refusal(400, 'The query of this feed is not valid.');
    throw error;
  }
}

function pageLinks(address: string, query: string, page: number, last: number): Link[] {
  const others = query.split('&').filter((pair) => pair !== '' && !/^page(?:=|$)/.test(pair));
  const to = (rel: string, number: number): Link => ({
    rel,
    href: `${address}?${[...others, `page=${number}`].join('&')}`,
    type: 'application/atom+xml',
  });
  return [
    to('self', page),
    to('first', 1),
    to('last', last),
    ...(page > 1 ? [to('previous', page - 1)] : []),
    ...(page < last ? [to('next', page + 1)] : []),
  ];
}

const withZone = (time: string): string => (time === '' ? '1970-01-01T00:00:00Z' : `${time}Z`);

function entryOf(site: string, dataset: unknown): Entry {
  const show = `${site}/api/3/action/package_show?id=`;
  const [id, name] = [encodeURIComponent(textOf(dataset, 'id')), encodeURIComponent(textOf(dataset, 'name'))];
  const author = textOf(dataset, 'author');
  return {
    id: `${site}/dataset/${id}`,
    title: textOf(dataset, 'title') || textOf(dataset, 'name'),
    summary: textOf(dataset, 'notes'),
    updated: withZone(textOf(dataset, 'metadata_modified')),
    published: withZone(textOf(dataset, 'metadata_created')),
    ...(author === '' ? {} : { author: { name: author, email: textOf(dataset, 'author_email') } }),
    categories: listOf(dataset, 'tags').map((tag) => textOf(tag, 'name')),
    links: [
      { rel: 'alternate', href: `${site}/dataset/${name}`, type: 'text/html' },
      { rel: 'enclosure', href: `${show}${name}`, type: 'application/json', length: Buffer.byteLength(JSON.stringify(dataset)) },
    ],
  };
}

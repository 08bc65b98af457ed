/**
 * Resources of public datasets by what stands in their fields: one look at all of them, as CKAN
 * does it, which takes seconds where there are millions. So a process looks once at a time, and few
 * wait for their turn. Searches for datasets are the index's.
 */
import type pg from 'pg';
import type { Doc, Resource } from '#domain/dataset.ts';
import { Unavailable } from '#domain/errors.ts';
import type { PublicScope } from './dataset.ts';
import { aQueue } from './in-turn.ts';

/** How a field is compared. Letters' case does not count, but for `equals`. */
export type ResourceCondition = { readonly field: string; readonly how: 'contains' | 'begins' | 'equals'; readonly text: string };

export type ResourceQuery = {
  readonly conditions: readonly ResourceCondition[];
  readonly scope: PublicScope;
  /** A field of resources; undefined: as their datasets were made. */
  readonly orderBy: string | undefined;
  readonly limit: number;
  readonly offset: number;
};

export type FoundResource = Pick<Resource, 'id' | 'datasetId' | 'position' | 'uploadName' | 'doc'>;

const COLUMNS: Readonly<Record<string, string>> = { id: 'r.id', package_id: 'r.dataset_id', position: 'r.position', state: 'r.state' };

export type FoundResources = { readonly count: number; readonly resources: readonly FoundResource[] };

const MOST_WAITING = 8;

/** All that fit, counted, and a page of them; refuses where too many ask at once. */
export function resourceSearch(pool: pg.Pool): (query: ResourceQuery) => Promise<FoundResources> {
  const inTurn = aQueue();
  let waiting = 0;
  return async (query) => {
    if (waiting >= MOST_WAITING) throw new Unavailable('Too many searches for resources at once; try again');
    waiting++;
    return inTurn(() => searchResources(pool, query)).finally(() => {
      waiting--;
    });
  };
}

async function searchResources(pool: pg.Pool, query: ResourceQuery): Promise<FoundResources> {
  const values: unknown[] = [query.scope.ownTypes, query.scope.visible, query.limit, query.offset];
  const place = (value: unknown): string => `$${values.push(value)}::text`;
  const field = (name: string): string => (name === 'url' ? "coalesce(r.upload_name, r.doc->>'url')" : `r.doc->>${place(name)}`);
  const conditions = query.conditions.map(({ field: name, how, text }) => {
    if (how === 'equals') return `${field(name)} = ${place(text)}`;
    return how === 'begins'
      ? `starts_with(lower(${field(name)}), lower(${place(text)}))`
      : `strpos(lower(${field(name)}), lower(${place(text)})) > 0`;
  });
  const { rows } = await pool.query<{ total: number; id: string | null } & FoundResource>(
    `with hit as (
       select r.id, r.dataset_id, r.position, d.metadata_created as made, ${sortOf(query.orderBy, field)} as key
       from resource r join dataset d on d.id = r.dataset_id
       where r.state = 'active' and d.state = 'active' and not d.private and (d.type <> all($1::text[]) or d.id = any($2::text[]))
         ${conditions.map((condition) => `and ${condition}`).join(' ')}),
     page as (select *, row_number() over (order by key, made, dataset_id, position) as place from hit order by place limit $3 offset $4)
     select (select count(*)::integer from hit) as total, r.id, r.dataset_id as "datasetId", r.upload_name as "uploadName", r.doc,
       (select count(*)::integer from resource s where s.dataset_id = r.dataset_id and s.state = 'active' and s.position < r.position) as position
     from (select 1) as one left join page p on true left join resource r on r.id = p.id order by p.place`,
    values,
  );
  const resources = rows.flatMap(({ total: _total, id, ...rest }) => (id === null ? [] : [{ id, ...rest, doc: rest.doc as Doc }]));
  return { count: rows[0]?.total ?? 0, resources };
}

function sortOf(name: string | undefined, field: (name: string) => string): string {
  if (name === undefined) return 'null::text';
  if (name === 'size') return "case when r.doc->>'size' ~ '^[0-9]+$' then (r.doc->>'size')::numeric end";
  return COLUMNS[name] ?? field(name);
}

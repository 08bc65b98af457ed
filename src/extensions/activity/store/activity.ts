/** How activities are written and read. */
import { type Call, type Event, type Store, type Write, newId, userIdOf } from '#toolkit';

export type Activity = {
  readonly id: string;
  readonly at: string;
  readonly kind: string;
  readonly deed: Deed;
  readonly user: string | null;
  readonly resources: readonly string[];
  readonly touched: readonly TouchedResource[];
};

/** What a change came to for those who read the record. */
export type Deed = 'created' | 'changed' | 'published' | 'hidden' | 'deleted' | 'restored';

/** A resource that a change touched; one that went has no name left. */
export type TouchedResource = { readonly id: string; readonly name: string | null; readonly deed: 'added' | 'changed' | 'deleted' };

type DatasetEvent = Extract<Event, { parts: unknown }>;

/** The piece that records events in the very statement that makes them so. */
export function insertActivities(events: readonly DatasetEvent[], call: Call): Write {
  return {
    parts: {
      activity: `insert into activity (id, at, kind, user_id, dataset_id, labels, parts)
        select id, $1, kind, $2, dataset_id, array(select json_array_elements_text(labels::json)), parts::json
        from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) as t(id, kind, dataset_id, labels, parts)`,
    },
    values: [
      call.now,
      userIdOf(call.actor),
      events.map(() => newId()),
      events.map(({ kind }) => kind),
      events.map(({ dataset }) => dataset),
      events.map(({ labels }) => JSON.stringify(labels)),
      events.map(({ parts }) => JSON.stringify(parts)),
    ],
    touches: [],
  };
}

export type ActivitiesAsked = {
  readonly datasetId: string;
  /** One of them lets see; null sees all. */
  readonly labels: readonly string[] | null;
  readonly limit: number;
  readonly offset: number;
};

type Row = Pick<Activity, 'id' | 'at' | 'kind' | 'user'> & {
  readonly is_public: boolean;
  readonly kind_before: string | null;
  readonly public_before: boolean | null;
  readonly touched: readonly (Pick<TouchedResource, 'id' | 'name'> & { readonly gone: boolean; readonly created: string | null })[];
};

/** The changes of a dataset that one of the labels lets see, the newest first. */
export async function listActivities(store: Store, { datasetId, labels, limit, offset }: ActivitiesAsked): Promise<Activity[]> {
  const { rows } = await store.pool.query<Row>(
    `with entries as (
       select id, at, kind, user_id, labels, 'public' = any(labels) as is_public,
         lag(kind) over earlier as kind_before, lag('public' = any(labels)) over earlier as public_before
       from activity where dataset_id = $1 window earlier as (order by at, id)
     ), page as (
       select * from entries where $2::text[] is null or labels && $2 order by at desc, id desc limit $3 offset $4
     )
     select page.id, page.at, page.kind, page.is_public, page.kind_before, page.public_before, u.name as user,
       coalesce((select json_agg(json_build_object('id', p->>'resource', 'name', p->'doc'->>'name',
           'gone', json_typeof(p->'doc') = 'null', 'created', p->'doc'->>'created'))
         from json_array_elements(a.parts) p where p->>'resource' is not null), '[]') as touched
     from page join activity a on a.id = page.id left join user_account u on u.id = page.user_id
     where a.dataset_id = $1 order by page.at desc, page.id desc`,
    [datasetId, labels, limit, offset],
  );
  return rows.map(activityOf);
}

function activityOf({ touched, is_public: isPublic, kind_before: kindBefore, public_before: publicBefore, ...row }: Row): Activity {
  const isNew = (created: string | null): boolean => row.kind === 'datasetCreated' || created === row.at;
  return {
    ...row,
    deed: deedOf(row.kind, kindBefore, isPublic, publicBefore),
    resources: touched.map(({ id }) => id),
    touched: touched.map(({ id, name, gone, created }) => ({
      id,
      name: name === '' ? null : name,
      deed: gone ? 'deleted' : isNew(created) ? 'added' : 'changed',
    })),
  };
}

/** An entry does not say the state of its dataset; the entry before it and its labels do. */
function deedOf(kind: string, kindBefore: string | null, isPublic: boolean, publicBefore: boolean | null): Deed {
  if (kind === 'datasetCreated') return 'created';
  if (kind === 'datasetDeleted') return 'deleted';
  if (kindBefore === 'datasetDeleted') return 'restored';
  if (publicBefore === null || publicBefore === isPublic) return 'changed';
  return isPublic ? 'published' : 'hidden';
}

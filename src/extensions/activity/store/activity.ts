/** How activities are written and read. */
import { type Call, type Event, type Store, type Write, newId, userIdOf } from '#toolkit';

export type Activity = {
  readonly id: string;
  readonly at: string;
  readonly kind: string;
  readonly user: string | null;
  readonly resources: readonly string[];
};

type DatasetEvent = Extract<Event, { parts: unknown }>;

/** The piece that records an event in the very statement that makes it so. */
export function insertActivity(event: DatasetEvent, call: Call): Write {
  return {
    parts: {
      activity: 'insert into activity (id, at, kind, user_id, dataset_id, labels, parts) values ($1, $2, $3, $4, $5, $6::text[], $7::json)',
    },
    values: [newId(), call.now, event.kind, userIdOf(call.actor), event.dataset, event.labels, JSON.stringify(event.parts)],
    touches: [],
  };
}

/** The newest changes of a dataset that one of the labels lets see; null labels see all. */
export async function listActivities(
  store: Store,
  datasetId: string,
  labels: readonly string[] | null,
  limit: number,
): Promise<Activity[]> {
  const { rows } = await store.pool.query<Activity>(
    `select a.id, a.at, a.kind, u.name as user,
       array(select p->>'resource' from json_array_elements(a.parts) p where p->>'resource' is not null) as resources
     from activity a left join user_account u on u.id = a.user_id
     where a.dataset_id = $1 and ($2::text[] is null or a.labels && $2) order by a.at desc limit $3`,
    [datasetId, labels, limit],
  );
  return rows;
}

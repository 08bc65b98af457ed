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

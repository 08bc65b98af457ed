/** What extensions keep with a dataset, shown to sysadmins who ask. */
import { isSysadmin } from '#domain/actor.ts';
import type { Call } from '../call.ts';

/** Its JSON text, or undefined for callers who may not see it. */
export async function pluginDataOf(call: Call, datasetId: string): Promise<string | undefined> {
  if (!isSysadmin(call.actor)) return undefined;
  const { rows } = await call.db.pool.query<{ data: string | null }>('select plugin_data::text as data from dataset where id = $1', [datasetId]);
  return rows[0]?.data ?? '{}';
}

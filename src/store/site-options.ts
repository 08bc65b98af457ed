/**
 * Settings that were changed on the running site: all of them in memory, in every process. They
 * are read anew when the change log tells of a change, so no process shows old ones for long.
 */
import type pg from 'pg';
import type { Write } from './commit.ts';
import { aQueue } from './in-turn.ts';

export type SiteOptions = {
  /** Undefined: nobody has changed it. */
  readonly get: (name: string) => string | undefined;
  readonly reload: () => Promise<void>;
};

export async function openSiteOptions(pool: pg.Pool): Promise<SiteOptions> {
  let held: ReadonlyMap<string, string> = new Map();
  // So that an older reading never replaces a newer one.
  const inTurn = aQueue();
  const read = async (): Promise<void> => {
    const { rows } = await pool.query<{ name: string; value: string }>('select name, value from site_option');
    held = new Map(rows.map(({ name, value }) => [name, value]));
  };
  await read();
  return { get: (name) => held.get(name), reload: () => inTurn(read) };
}

/** Sets options, and forgets others, which are then as configured. */
export function changeSiteOptions(set: Readonly<Record<string, string>>, forgotten: readonly string[]): Write {
  return {
    parts: {
      set: `insert into site_option (name, value) select name, value from unnest($1::text[], $2::text[]) as given(name, value)
        on conflict (name) do update set value = excluded.value`,
      forgotten: 'delete from site_option where name = any($3::text[])',
      change: "insert into change (kind, id, rev) values ('option', '', 0)",
    },
    values: [Object.keys(set), Object.values(set), forgotten],
    touches: [{ kind: 'option', id: '' }],
  };
}

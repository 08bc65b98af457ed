/**
 * The change log: one row for everything that caches and indexes must hear of, written in the
 * statement that makes the change. Sequence numbers are handed out before commits are ordered,
 * so a reader advances only to the oldest transaction still running, and reads what lies beyond
 * it as well: nothing is missed, and a long transaction delays nobody.
 */
import type pg from 'pg';
import { crashPoint } from '#domain/crash-point.ts';

export type Change = { readonly seq: number; readonly kind: string; readonly id: string; readonly rev: number };

/** Where a reader stands: every change of transactions below `xid` was read. */
export type Cursor = { readonly xid: string; readonly seen: ReadonlySet<number> };

export const CHANNEL = 'kokanee_change';
const PAGE = 20_000;

/** The SQL that logs what another part of the same piece hands back as `id` and `rev`. */
export const logged = (kind: 'dataset' | 'group' | 'user', part: string): string =>
  `insert into change (kind, id, rev) select '${kind}', id, rev from @${part}`;

export async function currentCursor(pool: pg.Pool): Promise<Cursor> {
  const { rows } = await pool.query<{ xid: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as xid');
  return { xid: rows[0]?.xid ?? '0', seen: new Set() };
}

/** Changes since the cursor, each once, and the cursor to read from next. */
export async function readChanges(pool: pg.Pool, cursor: Cursor): Promise<{ changes: Change[]; cursor: Cursor; more: boolean }> {
  const { rows } = await pool.query<Change & { xid: string; horizon: string }>({
    name: 'changes',
    text: `select c.seq, c.xid::text as xid, c.kind, c.id, c.rev, pg_snapshot_xmin(pg_current_snapshot())::text as horizon
      from change c where c.xid >= $1::xid8 order by c.xid, c.seq limit $2`,
    values: [cursor.xid, PAGE + cursor.seen.size],
  });
  const fresh = rows.filter((row) => !cursor.seen.has(row.seq));
  const first = rows[0];
  if (first === undefined) return { changes: [], cursor, more: false };
  const full = rows.length === PAGE + cursor.seen.size;
  const last = rows.at(-1)?.xid ?? first.xid;
  // A full page may end inside a transaction, so the cursor stays at that transaction.
  const reached = full ? BigInt(last) : BigInt(last) + 1n;
  const horizon = BigInt(first.horizon);
  const next = reached < horizon ? reached : horizon;
  const seen = new Set(rows.filter((row) => BigInt(row.xid) >= next).map((row) => row.seq));
  return { changes: fresh, cursor: { xid: String(next), seen }, more: full && fresh.length > 0 };
}

/** Tells other processes, at most once in a few milliseconds and outside every transaction, that there is something to read. */
export function announcer(pool: pg.Pool): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      crashPoint('before-announcement');
      pool.query(`notify ${CHANNEL}`).catch(() => {});
    }, 5).unref();
  };
}

/** Forgets changes that every reader has long passed. */
export async function pruneChanges(pool: pg.Pool, days: number): Promise<number> {
  const { rowCount } = await pool.query('delete from change where at < now() - make_interval(days => $1)', [days]);
  return rowCount ?? 0;
}

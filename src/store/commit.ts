/**
 * A write is a list of pieces that become one SQL statement: durable at once or not at all,
 * in one round trip. A piece names its common table expressions; the composer keeps the
 * names and parameters of different pieces apart.
 */
import { createHash } from 'node:crypto';
import type pg from 'pg';

export type Write = {
  /** Local name -> data-modifying SQL, with `$1`… for `values` and `@name` for another part of this piece. */
  readonly parts: Readonly<Record<string, string>>;
  readonly values: readonly unknown[];
  /** The part that must touch exactly one row; otherwise the whole statement is refused as stale. */
  readonly expects?: string;
  /** The part whose single row is handed back. */
  readonly returns?: string;
  /** The part whose ids are datasets that change beside those in `touches`. */
  readonly spreads?: string;
  /** Ids this piece changes, for the caches and the index of this process. */
  readonly touches: readonly Touch[];
};

export type TouchKind = 'dataset' | 'group' | 'user' | 'token' | 'option' | 'vocabulary' | 'reset';
export type Touch = { readonly kind: TouchKind; readonly id: string };

/** A guarded row was changed or removed by somebody else since it was read. */
export class Stale extends Error {}

/** A name or id that must be unique is taken; `constraint` is PostgreSQL's name of the rule. */
export class Taken extends Error {
  readonly constraint: string;
  constructor(constraint: string) {
    super(`taken: ${constraint}`);
    this.constraint = constraint;
  }
}

const statementNames = new Map<string, string>();

function statementName(text: string): string {
  let name = statementNames.get(text);
  if (name === undefined) {
    name = `k${createHash('sha1').update(text).digest('hex').slice(0, 16)}`;
    statementNames.set(text, name);
  }
  return name;
}

/** The one statement of several pieces. Exported for its test. */
export function compose(writes: readonly Write[]): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const parts: string[] = [];
  const columns: string[] = [];
  for (const [index, write] of writes.entries()) {
    const offset = values.length;
    const local = (sql: string): string =>
      sql.replace(/\$(\d+)|@(\w+)/g, (_, digits: string | undefined, name: string) =>
        digits === undefined ? `w${index}_${name}` : `$${offset + Number(digits)}`,
      );
    for (const [name, sql] of Object.entries(write.parts)) parts.push(`w${index}_${name} as (${local(sql)})`);
    if (write.expects !== undefined)
      columns.push(
        `case when (select count(*) from w${index}_${write.expects}) = 1 then 0 else kokanee_stale('${write.expects}') end as e${index}`,
      );
    if (write.returns !== undefined) columns.push(`(select row_to_json(r) from w${index}_${write.returns} r) as r${index}`);
    if (write.spreads !== undefined) columns.push(`(select json_agg(id) from w${index}_${write.spreads}) as s${index}`);
    values.push(...write.values);
  }
  return { text: `with ${parts.join(',\n')}\nselect ${columns.length === 0 ? '1' : columns.join(', ')}`, values };
}

type Row = Readonly<Record<string, unknown>>;

/** The row each piece hands back, and everything that changed. */
export type Committed = { readonly rows: readonly (Row | undefined)[]; readonly touches: readonly Touch[] };

/**
 * Runs the pieces as one durable statement.
 * Throws Stale where an expectation fails and Taken where something unique is not.
 */
export async function commitWrites(pool: pg.Pool, writes: readonly Write[]): Promise<Committed> {
  const { text, values } = compose(writes);
  try {
    const { rows } = await pool.query<Record<string, unknown>>({ name: statementName(text), text, values });
    const spread = (index: number): Touch[] =>
      ((rows[0]?.[`s${index}`] as string[] | null | undefined) ?? []).map((id) => ({ kind: 'dataset', id }));
    return {
      rows: writes.map((_, index) => (rows[0]?.[`r${index}`] as Row | null) ?? undefined),
      touches: writes.flatMap((write, index) => [...write.touches, ...spread(index)]),
    };
  } catch (error) {
    throw meaningOf(error);
  }
}

function meaningOf(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  if (error.code === 'KK001' || error.code === '40001' || error.code === '40P01' || error.code === '23503') return new Stale(error.message);
  if (error.code === '23505') return new Taken('constraint' in error ? String(error.constraint) : '');
  return error;
}

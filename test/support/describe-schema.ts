/** The tables of a database as one readable page of SQL; the same page for every supported PostgreSQL. */
import type pg from 'pg';

type Column = { table: string; name: string; type: string; required: boolean; fallback: string | null; identity: string };
type Named = { table: string; definition: string };

const COLUMNS = `select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) || coalesce(' collate ' || quote_ident(nullif(l.collname, 'default')), '') as type,
  a.attnotnull as required, pg_get_expr(d.adbin, d.adrelid) as fallback, a.attidentity as identity
  from pg_class c join pg_attribute a on a.attrelid = c.oid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum left join pg_collation l on l.oid = a.attcollation
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped order by c.relname, a.attnum`;

const CONSTRAINTS = `select c.relname as table, pg_get_constraintdef(n.oid) as definition from pg_constraint n join pg_class c on c.oid = n.conrelid
  where c.relnamespace = 'public'::regnamespace and n.contype in ('p', 'u', 'f', 'c') order by c.relname, n.contype desc, definition`;

const INDEXES = `select tablename as table, indexdef as definition from pg_indexes i where schemaname = 'public'
  and not exists (select 1 from pg_constraint n where n.conname = i.indexname) order by tablename, indexname`;

const FUNCTIONS = `select pg_get_functiondef(oid) as definition from pg_proc where pronamespace = 'public'::regnamespace order by proname`;

export async function describeSchema(client: pg.ClientBase): Promise<string> {
  const columns = (await client.query<Column>(COLUMNS)).rows;
  const constraints = Map.groupBy((await client.query<Named>(CONSTRAINTS)).rows, (row) => row.table);
  const indexes = Map.groupBy((await client.query<Named>(INDEXES)).rows, (row) => row.table);
  const functions = (await client.query<{ definition: string }>(FUNCTIONS)).rows;
  const tables = [...Map.groupBy(columns, (column) => column.table)].map(([table, its]) => {
    const lines = [...its.map(columnLine), ...(constraints.get(table) ?? []).map((one) => one.definition)];
    const after = (indexes.get(table) ?? []).map((one) => `\n${one.definition.replaceAll('public.', '')};`);
    return `create table ${table} (\n  ${lines.join(',\n  ')}\n);${after.join('')}\n`;
  });
  return [
    '-- Made by `npm run schema` from a fresh database; do not edit.\n',
    ...tables,
    ...functions.map((one) => `${one.definition.replaceAll('public.', '').trim()};\n`),
  ].join('\n');
}

function columnLine({ name, type, required, fallback, identity }: Column): string {
  const words = [name, type];
  if (required) words.push('not null');
  if (identity === 'a') words.push('generated always as identity');
  if (fallback !== null) words.push(`default ${fallback}`);
  return words.join(' ');
}

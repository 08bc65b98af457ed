/** Names that datasets, organizations and groups had before: they go on naming their owners until something else takes them. */
import type { Migration } from '../migration.ts';

export const formerNames: Migration = {
  name: '2026-11-23-former-names',
  sql: `
create table former_name (
  kind text not null,
  name text collate "C" not null,
  id text not null,
  primary key (kind, name)
);
create index former_name_id on former_name (id);
`,
};

/** A group's place under another is a membership like any other: it has an id that callers are told. */
import type { Migration } from '../migration.ts';

export const groupParentIds: Migration = {
  name: '2026-11-23-group-parent-ids',
  sql: 'alter table group_parent add column id text not null default gen_random_uuid()::text;',
};

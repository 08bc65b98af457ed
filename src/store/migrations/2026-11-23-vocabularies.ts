/** Vocabularies: named sets of tags that a sysadmin keeps. A free tag still has no row, nor has one that datasets alone use. */
import type { Migration } from '../migration.ts';

export const vocabularies: Migration = {
  name: '2026-11-23-vocabularies',
  sql: `
create table vocabulary (
  id text primary key,
  name text collate "C" not null unique
);

create table vocabulary_tag (
  vocabulary_id text not null references vocabulary on delete cascade,
  name text collate "C" not null,
  primary key (vocabulary_id, name)
);
`,
};

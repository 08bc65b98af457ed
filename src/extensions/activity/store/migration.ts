/** The table of activities. */
import type { Migration } from '#toolkit';

export const activityTable: Migration = {
  name: '2026-11-23-activity',
  sql: `
create table activity (
  id text not null,
  at timestamp not null,
  kind text not null,
  user_id text,
  dataset_id text not null,
  labels text[] not null,
  parts json not null
);
create index activity_dataset on activity (dataset_id, at desc);
create index activity_user on activity (user_id, at desc);
`,
};

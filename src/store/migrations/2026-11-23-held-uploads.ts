/** Files that came with a form which had to be shown again: kept for their sender until he sends it once more. */
import type { Migration } from '../migration.ts';

export const heldUploads: Migration = {
  name: '2026-11-23-held-uploads',
  // No foreign key: the files of somebody who is gone are still to be found, and removed.
  sql: `
create table held_upload (
  id text primary key,
  user_id text not null,
  name text not null,
  type text not null,
  file_key text not null,
  sha256 text not null,
  size bigint not null,
  at timestamp not null
);
create index held_upload_user on held_upload (user_id, at);
create index held_upload_at on held_upload (at);
create index held_upload_file on held_upload (file_key);
`,
};

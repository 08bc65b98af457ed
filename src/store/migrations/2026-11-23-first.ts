/** The first shape of the catalogue's tables; `store/schema.sql` shows the sum of all migrations. */
import type { Migration } from '../migration.ts';

export const first: Migration = {
  name: '2026-11-23-first',
  sql: `
create function kokanee_stale(what text) returns integer language plpgsql as $$
begin
  raise exception 'stale: %', what using errcode = 'KK001';
end $$;

create table fact (
  name text primary key,
  value text not null
);

create table user_account (
  id text primary key,
  name text collate "C" not null unique,
  email text,
  fullname text,
  about text,
  image_url text,
  password text,
  sysadmin boolean not null default false,
  state text not null default 'active',
  created timestamp not null,
  last_active timestamp,
  notifications boolean not null default false,
  plugin_extras json,
  must_change_password boolean not null default false,
  key_hash text unique,
  key_cipher text,
  rev bigint not null default 1
);
create index user_account_email on user_account using hash (lower(email));

create table api_token (
  id text primary key,
  user_id text not null references user_account on delete cascade,
  name text not null,
  created_at timestamp not null,
  last_access timestamp
);
create index api_token_user on api_token (user_id);

create table web_session (
  id_hash text primary key,
  user_id text not null references user_account on delete cascade,
  csrf text not null,
  created timestamp not null,
  expires timestamp not null
);
create index web_session_user on web_session (user_id);
create index web_session_expires on web_session (expires);

create table catalog_group (
  id text primary key,
  name text collate "C" not null unique,
  title text not null,
  is_organization boolean not null,
  type text not null,
  state text not null,
  created timestamp not null,
  rev bigint not null default 1,
  doc json not null
);

create table group_parent (
  child_id text not null references catalog_group on delete cascade,
  parent_id text not null references catalog_group on delete cascade,
  primary key (child_id, parent_id)
);

create table group_member (
  id text primary key,
  group_id text not null references catalog_group on delete cascade,
  user_id text not null references user_account on delete cascade,
  capacity text not null,
  unique (group_id, user_id)
);
create index group_member_user on group_member (user_id);

create table dataset (
  id text primary key,
  name text collate "C" not null unique,
  type text not null,
  state text not null,
  private boolean not null,
  owner_org text,
  creator_user_id text,
  license_id text,
  metadata_created timestamp not null,
  metadata_modified timestamp not null,
  num_resources integer not null default 0,
  next_position integer not null default 0,
  rev bigint not null default 1,
  plugin_data json,
  doc json not null
);
-- Documents up to a page stay in their row, uncompressed: they are read and written as they are.
alter table dataset set (toast_tuple_target = 8160);
create index dataset_owner_org on dataset (owner_org);
create index dataset_creator on dataset (creator_user_id);
create index dataset_listed on dataset (name) where state = 'active' and not private;

create table dataset_group (
  id text primary key,
  dataset_id text not null references dataset on delete cascade,
  group_id text not null references catalog_group on delete cascade,
  capacity text not null default 'public',
  unique (dataset_id, group_id)
);
create index dataset_group_group on dataset_group (group_id);

create table resource (
  id text primary key,
  dataset_id text not null references dataset on delete cascade,
  position integer not null,
  state text not null default 'active',
  rev bigint not null default 1,
  upload_name text,
  file_key text,
  file_sha256 text,
  file_size bigint,
  doc json not null
);
alter table resource set (toast_tuple_target = 8160);
create index resource_dataset on resource (dataset_id, position);
create index resource_file on resource (file_key) where file_key is not null;

create table picture (
  name text primary key,
  kind text not null,
  owner_id text not null,
  file_key text not null,
  sha256 text not null,
  size bigint not null,
  content_type text not null
);
create index picture_owner on picture (owner_id);
create index picture_file on picture (file_key);

create table change (
  seq bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  kind text not null,
  id text not null,
  rev bigint not null,
  at timestamptz not null default now()
);
create index change_order on change (xid, seq);
create index change_at on change (at);
`,
};

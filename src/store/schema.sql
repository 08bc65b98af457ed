-- Made by `npm run schema` from a fresh database; do not edit.

create table activity (
  id text not null,
  at timestamp without time zone not null,
  kind text not null,
  user_id text,
  dataset_id text not null,
  labels text[] not null,
  parts json not null
);
CREATE INDEX activity_dataset ON activity USING btree (dataset_id, at DESC);
CREATE INDEX activity_user ON activity USING btree (user_id, at DESC);

create table api_token (
  id text not null,
  user_id text not null,
  name text not null,
  created_at timestamp without time zone not null,
  last_access timestamp without time zone,
  PRIMARY KEY (id),
  FOREIGN KEY (user_id) REFERENCES user_account(id) ON DELETE CASCADE
);
CREATE INDEX api_token_user ON api_token USING btree (user_id);

create table catalog_group (
  id text not null,
  name text collate "C" not null,
  title text not null,
  is_organization boolean not null,
  type text not null,
  state text not null,
  created timestamp without time zone not null,
  rev bigint not null default 1,
  doc json not null,
  UNIQUE (name),
  PRIMARY KEY (id)
);

create table change (
  seq bigint not null generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  kind text not null,
  id text not null,
  rev bigint not null,
  at timestamp with time zone not null default now(),
  PRIMARY KEY (seq)
);
CREATE INDEX change_at ON change USING btree (at);
CREATE INDEX change_order ON change USING btree (xid, seq);

create table dataset (
  id text not null,
  name text collate "C" not null,
  type text not null,
  state text not null,
  private boolean not null,
  owner_org text,
  creator_user_id text,
  license_id text,
  metadata_created timestamp without time zone not null,
  metadata_modified timestamp without time zone not null,
  num_resources integer not null default 0,
  next_position integer not null default 0,
  rev bigint not null default 1,
  plugin_data json,
  doc json not null,
  UNIQUE (name),
  PRIMARY KEY (id)
);
CREATE INDEX dataset_creator ON dataset USING btree (creator_user_id);
CREATE INDEX dataset_deleted ON dataset USING btree (metadata_modified DESC) WHERE (state = 'deleted'::text);
CREATE INDEX dataset_listed ON dataset USING btree (name) WHERE ((state = 'active'::text) AND (NOT private));
CREATE INDEX dataset_owner_org ON dataset USING btree (owner_org);

create table dataset_group (
  id text not null,
  dataset_id text not null,
  group_id text not null,
  capacity text not null default 'public'::text,
  UNIQUE (dataset_id, group_id),
  PRIMARY KEY (id),
  FOREIGN KEY (dataset_id) REFERENCES dataset(id) ON DELETE CASCADE,
  FOREIGN KEY (group_id) REFERENCES catalog_group(id) ON DELETE CASCADE
);
CREATE INDEX dataset_group_group ON dataset_group USING btree (group_id);

create table fact (
  name text not null,
  value text not null,
  PRIMARY KEY (name)
);

create table former_name (
  kind text not null,
  name text collate "C" not null,
  id text not null,
  PRIMARY KEY (kind, name)
);
CREATE INDEX former_name_id ON former_name USING btree (id);

create table group_member (
  id text not null,
  group_id text not null,
  user_id text not null,
  capacity text not null,
  UNIQUE (group_id, user_id),
  PRIMARY KEY (id),
  FOREIGN KEY (group_id) REFERENCES catalog_group(id) ON DELETE CASCADE,
  FOREIGN KEY (user_id) REFERENCES user_account(id) ON DELETE CASCADE
);
CREATE INDEX group_member_user ON group_member USING btree (user_id);

create table group_parent (
  child_id text not null,
  parent_id text not null,
  id text not null default (gen_random_uuid())::text,
  PRIMARY KEY (child_id, parent_id),
  FOREIGN KEY (child_id) REFERENCES catalog_group(id) ON DELETE CASCADE,
  FOREIGN KEY (parent_id) REFERENCES catalog_group(id) ON DELETE CASCADE
);

create table held_upload (
  id text not null,
  user_id text not null,
  name text not null,
  type text not null,
  file_key text not null,
  sha256 text not null,
  size bigint not null,
  at timestamp without time zone not null,
  PRIMARY KEY (id)
);
CREATE INDEX held_upload_at ON held_upload USING btree (at);
CREATE INDEX held_upload_file ON held_upload USING btree (file_key);
CREATE INDEX held_upload_user ON held_upload USING btree (user_id, at);

create table migration (
  name text not null,
  at timestamp with time zone not null default now(),
  PRIMARY KEY (name)
);

create table picture (
  name text not null,
  kind text not null,
  owner_id text not null,
  file_key text not null,
  sha256 text not null,
  size bigint not null,
  content_type text not null,
  PRIMARY KEY (name)
);
CREATE INDEX picture_file ON picture USING btree (file_key);
CREATE INDEX picture_owner ON picture USING btree (owner_id);

create table resource (
  id text not null,
  dataset_id text not null,
  position integer not null,
  state text not null default 'active'::text,
  rev bigint not null default 1,
  upload_name text,
  file_key text,
  file_sha256 text,
  file_size bigint,
  doc json not null,
  PRIMARY KEY (id),
  FOREIGN KEY (dataset_id) REFERENCES dataset(id) ON DELETE CASCADE
);
CREATE INDEX resource_dataset ON resource USING btree (dataset_id, "position");
CREATE INDEX resource_file ON resource USING btree (file_key) WHERE (file_key IS NOT NULL);

create table site_option (
  name text not null,
  value text not null,
  PRIMARY KEY (name)
);

create table user_account (
  id text not null,
  name text collate "C" not null,
  email text,
  fullname text,
  about text,
  image_url text,
  password text,
  sysadmin boolean not null default false,
  state text not null default 'active'::text,
  created timestamp without time zone not null,
  last_active timestamp without time zone,
  notifications boolean not null default false,
  plugin_extras json,
  must_change_password boolean not null default false,
  key_hash text,
  key_cipher text,
  rev bigint not null default 1,
  UNIQUE (key_hash),
  UNIQUE (name),
  PRIMARY KEY (id)
);
CREATE INDEX user_account_email ON user_account USING hash (lower(email));

create table vocabulary (
  id text not null,
  name text collate "C" not null,
  rev bigint not null default 1,
  UNIQUE (name),
  PRIMARY KEY (id)
);

create table vocabulary_tag (
  vocabulary_id text not null,
  name text collate "C" not null,
  PRIMARY KEY (vocabulary_id, name),
  FOREIGN KEY (vocabulary_id) REFERENCES vocabulary(id) ON DELETE CASCADE
);

create table web_session (
  id_hash text not null,
  user_id text not null,
  csrf text not null,
  created timestamp without time zone not null,
  expires timestamp without time zone not null,
  PRIMARY KEY (id_hash),
  FOREIGN KEY (user_id) REFERENCES user_account(id) ON DELETE CASCADE
);
CREATE INDEX web_session_expires ON web_session USING btree (expires);
CREATE INDEX web_session_user ON web_session USING btree (user_id);

CREATE OR REPLACE FUNCTION kokanee_email_free(address text, own text, states text[])
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_advisory_xact_lock(7401, hashtext(lower(address)));
  return not exists (select 1 from user_account where lower(email) = lower(address) and state = any(states) and id <> own);
end $function$;

CREATE OR REPLACE FUNCTION kokanee_has_roles(account text)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
begin
  return exists (select 1 from group_member where user_id = account);
end $function$;

CREATE OR REPLACE FUNCTION kokanee_loops(child text, parents text[])
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
begin
  if parents = '{}' then
    return false;
  end if;
  perform pg_advisory_xact_lock(7402, 0);
  return exists (
    with recursive above(id) as (
      select unnest(parents) union select p.parent_id from above join group_parent p on p.child_id = above.id)
    select 1 from above where id = child);
end $function$;

CREATE OR REPLACE FUNCTION kokanee_owns(organization text)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
begin
  return exists (select 1 from dataset where owner_org = organization and state <> 'deleted');
end $function$;

CREATE OR REPLACE FUNCTION kokanee_stale(what text)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'stale: %', what using errcode = 'KK001';
end $function$;

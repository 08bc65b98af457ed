/** The tables as kysely sees them, for ordinary queries; hot ones are prepared text beside their noun. */
import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';

type Json = unknown;

export type Tables = {
  fact: { name: string; value: string };
  user_account: {
    id: string;
    name: string;
    email: string | null;
    fullname: string | null;
    about: string | null;
    image_url: string | null;
    password: string | null;
    sysadmin: boolean;
    state: string;
    created: string;
    last_active: string | null;
    notifications: boolean;
    plugin_extras: Json;
    must_change_password: boolean;
    key_hash: string | null;
    key_cipher: string | null;
    rev: number;
  };
  api_token: { id: string; user_id: string; name: string; created_at: string; last_access: string | null };
  web_session: { id_hash: string; user_id: string; csrf: string; created: string; expires: string };
  catalog_group: {
    id: string;
    name: string;
    title: string;
    is_organization: boolean;
    type: string;
    state: string;
    created: string;
    rev: number;
    doc: Json;
  };
  group_parent: { child_id: string; parent_id: string };
  group_member: { id: string; group_id: string; user_id: string; capacity: string };
  dataset: {
    id: string;
    name: string;
    type: string;
    state: string;
    private: boolean;
    owner_org: string | null;
    creator_user_id: string | null;
    license_id: string | null;
    metadata_created: string;
    metadata_modified: string;
    num_resources: number;
    next_position: number;
    rev: number;
    plugin_data: Json;
    doc: Json;
  };
  dataset_group: { id: string; dataset_id: string; group_id: string; capacity: string };
  resource: {
    id: string;
    dataset_id: string;
    position: number;
    state: string;
    rev: number;
    upload_name: string | null;
    file_key: string | null;
    file_sha256: string | null;
    file_size: number | null;
    doc: Json;
  };
  change: { seq: number; xid: string; kind: string; id: string; rev: number; at: Date };
};

export type Database = Kysely<Tables>;

export const databaseOf = (pool: pg.Pool): Database => new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });

/**
 * The whole catalogue as it stands at one moment, page by page: a transaction that only reads,
 * on a connection of its own. It has no number, so it holds nobody's place in the change log up.
 */
import pg from 'pg';
import type { Doc, StoredFile } from '#domain/dataset.ts';
import type { Group } from '#domain/group.ts';
import type { User } from '#domain/user.ts';
import { clientConfig, type DatabasePlace } from './connection.ts';
import { VOCABULARIES, type Vocabulary } from './vocabulary.ts';

export type HeldResource = { readonly id: string; readonly doc: Doc; readonly uploadName: string | null; readonly file: StoredFile | null };
export type WholeDataset = {
  readonly id: string;
  readonly doc: Doc;
  readonly created: string;
  readonly modified: string;
  readonly creator: string | null;
  readonly pluginData: Doc | null;
  readonly groups: readonly string[];
  readonly formerNames: readonly string[];
  readonly resources: readonly HeldResource[];
};
/** Parents and members by name. */
export type WholeGroup = Omit<Group, 'parents' | 'rev'> & {
  readonly parents: readonly string[];
  readonly formerNames: readonly string[];
  readonly members: readonly { readonly name: string; readonly capacity: string }[];
};
export type WholeUser = Omit<User, 'rev' | 'lastActive'> & { readonly passwordHash: string | null };

export type Snapshot = {
  readonly datasets: () => AsyncIterable<WholeDataset>;
  readonly groups: (organizations: boolean) => AsyncIterable<WholeGroup>;
  readonly users: () => AsyncIterable<WholeUser>;
  readonly vocabularies: () => AsyncIterable<Vocabulary>;
  readonly close: () => Promise<void>;
};

const PAGE = 200;

const DATASETS = `select d.id, d.doc, d.metadata_created as created, d.metadata_modified as modified, d.creator_user_id as creator, d.plugin_data as "pluginData",
  array(select g.name from dataset_group m join catalog_group g on g.id = m.group_id where m.dataset_id = d.id order by g.name) as groups,
  array(select f.name from former_name f where f.kind = 'dataset' and f.id = d.id order by f.name) as "formerNames" from dataset d order by d.id`;
const RESOURCES = `select id, dataset_id as "datasetId", doc, upload_name as "uploadName", file_key as key, file_sha256 as sha256, file_size as size
  from resource where dataset_id = any($1) and state = 'active' order by dataset_id, position`;
const GROUPS = (
  organizations: boolean,
): string => `select g.id, g.name, g.title, g.is_organization as "isOrganization", g.type, g.state, g.created, g.doc,
  array(select p.name from group_parent l join catalog_group p on p.id = l.parent_id where l.child_id = g.id order by p.name) as parents,
  array(select f.name from former_name f where f.kind = 'group' and f.id = g.id order by f.name) as "formerNames",
  coalesce((select json_agg(json_build_object('name', u.name, 'capacity', m.capacity) order by u.name) from group_member m join user_account u on u.id = m.user_id where m.group_id = g.id), '[]') as members
  from catalog_group g where g.is_organization = ${organizations} order by g.id`;
const USERS = `select id, name, email, fullname, about, image_url as "imageUrl", sysadmin, state, created, notifications, plugin_extras as "pluginExtras",
  must_change_password as "mustChangePassword", password as "passwordHash" from user_account order by id`;

type ResourceRow = Omit<HeldResource, 'file'> & { datasetId: string; key: string | null; sha256: string | null; size: number | null };
type GroupRow = Omit<WholeGroup, 'description' | 'imageUrl' | 'approvalStatus' | 'extras'> & {
  doc: Pick<Group, 'description' | 'imageUrl' | 'approvalStatus' | 'extras'>;
};

export async function openSnapshot(place: DatabasePlace): Promise<Snapshot> {
  const client = new pg.Client(clientConfig(place));
  client.on('error', () => {}); // a query tells of a lost connection too
  await client.connect();
  await client.query('begin isolation level repeatable read read only');

  async function* pages<Row extends object>(sql: string): AsyncGenerator<Row[]> {
    await client.query(`declare page no scroll cursor for ${sql}`);
    for (;;) {
      const { rows } = await client.query<Row>(`fetch ${PAGE} from page`);
      if (rows.length === 0) break;
      yield rows;
    }
    await client.query('close page');
  }
  async function* datasets(): AsyncGenerator<WholeDataset> {
    for await (const page of pages<Omit<WholeDataset, 'resources'>>(DATASETS)) {
      const { rows } = await client.query<ResourceRow>(RESOURCES, [page.map(({ id }) => id)]);
      const byDataset = Map.groupBy(rows, ({ datasetId }) => datasetId);
      for (const dataset of page) yield { ...dataset, resources: (byDataset.get(dataset.id) ?? []).map(resourceOf) };
    }
  }
  async function* groups(organizations: boolean): AsyncGenerator<WholeGroup> {
    for await (const page of pages<GroupRow>(GROUPS(organizations))) for (const { doc, ...row } of page) yield { ...row, ...doc };
  }
  async function* users(): AsyncGenerator<WholeUser> {
    for await (const page of pages<WholeUser>(USERS)) yield* page;
  }
  async function* vocabularies(): AsyncGenerator<Vocabulary> {
    for await (const page of pages<Vocabulary>(VOCABULARIES)) yield* page;
  }
  return { datasets, groups, users, vocabularies, close: () => client.end() };
}

const resourceOf = ({ id, doc, uploadName, key, sha256, size }: ResourceRow): HeldResource => ({
  id,
  doc,
  uploadName,
  file: key === null ? null : { key, sha256: sha256 ?? '', size: size ?? 0 },
});

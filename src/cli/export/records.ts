/**
 * The lines of an export: CKAN's shapes without what is made when a record is shown, keys in one
 * order, so that the same catalogue always gives the same bytes.
 */
import type { Doc } from '#domain/dataset.ts';
import type { HeldResource, WholeDataset, WholeGroup, WholeUser } from '#store/bulk-read.ts';
import type { Vocabulary } from '#store/vocabulary.ts';

/** Made anew from what is exported. */
const MADE = new Set([
  'num_tags',
  'num_resources',
  'relationships_as_subject',
  'relationships_as_object',
  'tags',
  'package_id',
  'position',
  'datastore_active',
]);

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Id and name first, then all else by its key. */
function inOrder({ id, name, ...rest }: Doc): Record<string, unknown> {
  const sorted = Object.entries(rest)
    .filter(([key]) => !MADE.has(key))
    .sort(([a], [b]) => byText(a, b));
  return { id, ...(name !== undefined && { name }), ...Object.fromEntries(sorted) };
}

/** Only `former_names` is not CKAN's: names that go on leading here. */
export function datasetRecord(dataset: WholeDataset): Record<string, unknown> {
  const { doc, created, modified, creator, pluginData, groups, formerNames, resources } = dataset;
  const own = inOrder({
    ...doc,
    metadata_created: created,
    metadata_modified: modified,
    creator_user_id: creator,
    ...(pluginData !== null && { plugin_data: pluginData }),
    ...(formerNames.length > 0 && { former_names: formerNames }),
  });
  return { ...own, tags: tagsOf(doc.tags), groups: groups.map((name) => ({ name })), resources: resources.map(resourceRecord) };
}

const resourceRecord = ({ doc, uploadName }: HeldResource): Record<string, unknown> =>
  inOrder(uploadName === null ? doc : { ...doc, url: uploadName });

function tagsOf(tags: unknown): unknown[] {
  const list = Array.isArray(tags) ? (tags as { name: string; vocabulary_id: string | null }[]) : [];
  return list.map(({ name, vocabulary_id }) => (vocabulary_id === null ? { name } : { name, vocabulary_id }));
}

/** Only `former_names` is not CKAN's: names that go on leading here. */
export const groupRecord = (group: WholeGroup): Record<string, unknown> => ({
  id: group.id,
  name: group.name,
  title: group.title,
  description: group.description,
  image_url: group.imageUrl,
  is_organization: group.isOrganization,
  type: group.type,
  state: group.state,
  approval_status: group.approvalStatus,
  created: group.created,
  extras: group.extras
    .filter(({ state }) => state === 'active')
    .map(({ id, key, value }) => ({ id, key, value }))
    .sort((a, b) => byText(a.key, b.key)),
  groups: group.parents.map((name) => ({ name })),
  users: group.members,
  ...(group.formerNames.length > 0 && { former_names: group.formerNames }),
});

/** Only `type` is not CKAN's: it tells an import what the line is. */
export const userRecord = (user: WholeUser, withSecrets: boolean): Record<string, unknown> => ({
  id: user.id,
  type: 'user',
  name: user.name,
  email: user.email,
  fullname: user.fullname,
  about: user.about,
  image_url: user.imageUrl,
  sysadmin: user.sysadmin,
  state: user.state,
  created: user.created,
  activity_streams_email_notifications: user.notifications,
  plugin_extras: user.pluginExtras,
  ...(user.mustChangePassword && { must_change_password: true }),
  ...(withSecrets && user.passwordHash !== null && { password_hash: user.passwordHash }),
});

/** Only `type` is not CKAN's. Datasets name a vocabulary by its id. */
export const vocabularyRecord = ({ id, name, tags }: Vocabulary): Record<string, unknown> => ({
  id,
  type: 'vocabulary',
  name,
  tags: tags.map((tag) => ({ name: tag })),
});

/** What the validators of datasets ask: prefetched in one read, or answered from the directory in memory. */
import { holds } from '#access/permission.ts';
import { isSysadmin, userIdOf } from '#domain/actor.ts';
import { Upload } from '#domain/upload.ts';
import type { DatasetContext, GroupRef } from '#schema/types/dataset-context.ts';
import { DATASET, type DatasetType } from '#schema/types/dataset.ts';
import { findTaken } from '#store/dataset.ts';
import type { Store } from '#store/store.ts';
import type { Call, Input } from '../action.ts';
import { nameText } from '../reference.ts';

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const itemsOf = (value: unknown): readonly Input[] =>
  Array.isArray(value) ? value.filter((item): item is Input => typeof item === 'object' && item !== null && !Array.isArray(item)) : [];

/** The type by its name; types nobody defined have the fields of the ordinary dataset. */
export const typeOf = ({ site }: Pick<Call, 'site'>, name: unknown): DatasetType =>
  site.types.get(typeof name === 'string' ? name : 'dataset') ?? DATASET;

/** A group or organization as the rules see it. */
export function groupRef({ directory }: Store, ref: string): GroupRef | undefined {
  const group = directory.find(ref);
  return group && { id: group.id, name: group.name, isOrganization: group.isOrganization, state: group.state };
}

/** The context of one validation. `current` is the dataset as it stands, where it is replaced. */
export async function datasetContext(
  call: Call,
  input: Input,
  current?: DatasetContext['current'],
  echo?: unknown,
): Promise<DatasetContext> {
  const resources = itemsOf(input.resources).flatMap((item) => textOf(item.id) ?? []);
  const taken = await findTaken(
    call.db.pool,
    nameText(input.name) ?? null,
    current === undefined ? (textOf(input.id)?.toLowerCase() ?? null) : null,
    resources,
  );
  const { settings } = call.site;
  return {
    mode: current === undefined ? 'create' : 'update',
    actor: { sysadmin: isSysadmin(call.actor), id: userIdOf(call.actor) },
    current,
    ...(echo !== undefined && { echo }),
    now: call.now,
    settings: { mimetypeGuess: guessOf(settings['ckan.mimetype_guess']), createUnownedDataset: call.site.policy.createUnownedDataset },
    lookups: {
      datasetByName: () => taken.byName,
      datasetIdTaken: () => taken.idTaken,
      resourceOwner: (id) => taken.resourceOwners.get(id),
      organization: (ref) => groupRef(call.db, ref),
      group: (ref) => groupRef(call.db, ref),
      mayCreateIn: (id) => holds(call.actor, id, 'create_dataset'),
      vocabulary: (id) => call.db.vocabularies.get(id),
    },
    uploadOf,
  };
}

export const guessOf = (setting: string): 'file_ext' | 'file_contents' | 'none' =>
  setting === 'file_ext' || setting === 'file_contents' ? setting : 'none';

export const uploadOf = (value: unknown): { filename: string; size: number } | undefined =>
  value instanceof Upload ? { filename: value.fileName, size: value.file.size } : undefined;

/** Gives a dataset to another organization. */
import { mayMoveDataset } from '#access/dataset.ts';
import type { Dataset } from '#domain/dataset.ts';
import { NotFound, ValidationError } from '#domain/errors.ts';
import { changeDatasets } from '#store/dataset-changes.ts';
import { findDataset } from '#store/dataset.ts';
import { type Call, defineWrite, type Input } from '../action.ts';
import { datasetChanged } from './events.ts';
import { isAbsent, refOf } from '../reference.ts';

type Owner = { readonly ownerOrg: string | null };

export const packageOwnerOrgUpdate = defineWrite<Dataset, Owner, null>({
  name: 'package_owner_org_update',
  about: 'Gives a dataset to another organization. Sysadmins only; editors of both organizations use package_patch.',
  input: {
    id: { kind: 'text', about: 'Id or name of the dataset' },
    organization_id: { kind: 'text', about: 'Id or name of the organization; none where datasets may stand without one' },
  },
  find: async ({ db }, input) => {
    const ref = refOf(input.id);
    const dataset = ref === undefined ? undefined : await findDataset(db.pool, ref);
    if (dataset === undefined) throw new NotFound('Package was not found.');
    return dataset;
  },
  may: ({ actor }) => mayMoveDataset(actor),
  check: (call, input, dataset) => ({ ownerOrg: isAbsent(input.organization_id) ? noOwner(call, dataset) : ownerIn(call, input) }),
  run: (call, { ownerOrg }, dataset) => {
    if (ownerOrg === dataset.ownerOrg) return { writes: [], events: [], result: () => null };
    const moved = { ...dataset, ownerOrg, doc: { ...dataset.doc, owner_org: ownerOrg } };
    return {
      writes: [changeDatasets([moved], call.now)],
      events: [datasetChanged('datasetChanged', call, moved, [])],
      result: () => null,
    };
  },
});

function ownerIn({ db }: Call, input: Input): string {
  const ref = refOf(input.organization_id);
  const group = ref === undefined ? undefined : db.directory.find(ref);
  if (group?.isOrganization !== true || group.state === 'deleted') throw new NotFound('Organization was not found.');
  return group.id;
}

function noOwner({ site }: Call, dataset: Dataset): null {
  if (!site.policy.createUnownedDataset) throw new ValidationError({ organization_id: ['An organization must be provided'] });
  if (dataset.private) throw new ValidationError({ private: ["Datasets with no organization can't be private."] });
  return null;
}

/** Changes many datasets of one organization at once: all of them or, where anything is wrong, none. */
import { mayChangeDatasetsOf } from '#access/dataset.ts';
import type { Dataset } from '#domain/dataset.ts';
import { NotFound, ValidationError } from '#domain/errors.ts';
import type { Group } from '#domain/group.ts';
import { allAreDatasets, changeDatasets } from '#store/dataset-changes.ts';
import { findDatasetsOf } from '#store/dataset.ts';
import { defineWrite, type Input, type WriteAction } from '../action.ts';
import { datasetChanged } from './events.ts';
import { ownerIn } from './find.ts';

type Change = { readonly private: boolean } | { readonly state: 'deleted' };
type Target = { readonly organization: Group | undefined };

export function bulkUpdate(name: string, about: string, change: Change): WriteAction<Target, readonly Dataset[], null> {
  return defineWrite<Target, readonly Dataset[], null>({
    name,
    about,
    input: {
      datasets: { kind: 'list', about: 'Ids of datasets; those of other organizations are passed over' },
      org_id: { kind: 'text', about: 'Id of the organization', required: true },
    },
    find: (call, input) => ({ organization: ownerIn(call, { owner_org: input.org_id }) }),
    may: ({ actor }, { organization }) => mayChangeDatasetsOf(actor, organization?.id),
    check: async ({ db }, input, { organization }) => {
      const ids = idsIn(input);
      if (organization === undefined) throw new NotFound('Organization was not found.');
      if (!(await allAreDatasets(db.pool, ids))) throw new NotFound('package');
      // CKAN: names are known, of the organization and of datasets, and nothing is done
      return input.org_id === organization.id ? findDatasetsOf(db.pool, organization.id, ids) : [];
    },
    run: (call, datasets) => {
      const changed = datasets
        .filter((dataset) => ('state' in change ? dataset.state !== change.state : dataset.private !== change.private))
        .map((dataset) => ({ ...dataset, ...change, doc: { ...dataset.doc, ...change } }));
      return {
        writes: changed.length === 0 ? [] : [changeDatasets(changed, call.now)],
        events: changed.map((dataset) => datasetChanged('state' in change ? 'datasetDeleted' : 'datasetChanged', call, dataset, [])),
        result: () => null,
      };
    },
  });
}

function idsIn({ datasets }: Input): readonly string[] {
  if (datasets === undefined || datasets === null) return [];
  if (Array.isArray(datasets) && datasets.every((id) => typeof id === 'string')) return datasets;
  throw new ValidationError({ datasets: ['Must be a list of ids'] });
}

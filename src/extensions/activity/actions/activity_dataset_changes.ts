/** The newest changes of one dataset. */
import { defineParameters, defineRead, getDocumentByInput, mayReadDataset, mayReadUsers, natural, parametersIn } from '#toolkit';
import { type ActivitiesAsked, type Activity, listActivities } from '../store/activity.ts';

const MOST = 100;
const FARTHEST = 1_000_000;
const PARAMETERS = defineParameters({ limit: natural(MOST), offset: natural(0) });

export const activityDatasetChanges = defineRead<Awaited<ReturnType<typeof getDocumentByInput>>, ActivitiesAsked, Activity[]>({
  name: 'activity_dataset_changes',
  about: `Lists the newest changes of a dataset, ${MOST} at most: when, by whom, of what kind, and which resources they touched.`,
  input: {
    id: { kind: 'text', about: 'Id or name of the dataset' },
    limit: { kind: 'whole', about: `Most changes in the answer; ${MOST} unless told, and no more` },
    offset: { kind: 'whole', about: 'How many of the newest to leave out' },
  },
  find: getDocumentByInput,
  may: ({ actor, site }, target) => mayReadDataset(actor, site.visibility.audienceOf(actor), { id: target.head.id, labels: target.labels }),
  check: ({ actor, site }, input, target) => {
    const { limit, offset } = parametersIn(PARAMETERS, input);
    const audience = site.visibility.audienceOf(actor);
    return {
      datasetId: target.head.id,
      labels: audience.kind === 'all' ? null : audience.labels,
      limit: Math.min(limit, MOST),
      offset: Math.min(offset, FARTHEST),
    };
  },
  run: async ({ db, actor, site }, asked) => {
    const changes = await listActivities(db, asked);
    // Who they are is for those who may know users.
    return mayReadUsers(actor, site.policy).allowed ? changes : changes.map((change) => ({ ...change, user: null }));
  },
});

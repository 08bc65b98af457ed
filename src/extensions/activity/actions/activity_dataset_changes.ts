/** The newest changes of one dataset. */
import { type Input, defineRead, getDocumentByInput, mayReadDataset } from '#toolkit';
import { type Activity, listActivities } from '../store/activity.ts';

const MOST = 100;

export const activityDatasetChanges = defineRead<Awaited<ReturnType<typeof getDocumentByInput>>, Input, Activity[]>({
  name: 'activity_dataset_changes',
  about: `Lists the newest ${MOST} changes of a dataset: when, by whom, of what kind, and which resources they touched.`,
  input: { id: { kind: 'text', about: 'Id or name of the dataset' } },
  find: getDocumentByInput,
  may: ({ actor, site }, target) => mayReadDataset(actor, site.visibility.audienceOf(actor), { id: target.head.id, labels: target.labels }),
  run: ({ db, actor, site }, _input, target) => {
    const audience = site.visibility.audienceOf(actor);
    return listActivities(db, target.head.id, audience.kind === 'all' ? null : audience.labels, MOST);
  },
});

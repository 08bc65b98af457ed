/**
 * Activity: who changed which dataset, when, and what. Each entry keeps the parts that its write
 * changed, so a dataset of a thousand resources costs no more than one of ten, and any earlier
 * state can be put together from the newest part before it. Feeds, followers and dashboards are
 * not here.
 */
import { defineExtension } from '#toolkit';
import { activityDatasetChanges } from './actions/activity_dataset_changes.ts';
import { insertActivities } from './store/activity.ts';
import { activityTable } from './store/migration.ts';

export const activity = defineExtension({
  name: 'activity',
  about: 'Records who changed which dataset, and lists the changes to those who may read it.',
  settings: {
    'ckan.activity_streams_enabled': { kind: 'flag', default: true, meaning: 'Changes of datasets are recorded' },
  },
  migrations: [activityTable],
  actions: [activityDatasetChanges],
  web: async () => (await import('./web/changes.tsx')).web,
  reactions: [
    {
      to: ['datasetCreated', 'datasetChanged', 'datasetDeleted'],
      together: (events, call) => {
        const enabled = call.site.settings.extra['ckan.activity_streams_enabled'] === true;
        const changes = enabled ? events.filter((event) => 'parts' in event) : [];
        return changes.length > 0 ? [insertActivities(changes, call)] : [];
      },
    },
  ],
});

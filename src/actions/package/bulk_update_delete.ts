/** Deletes many datasets. */
import { bulkUpdate } from './bulk-update.ts';

export const bulkUpdateDelete = bulkUpdate(
  'bulk_update_delete',
  'Deletes datasets of an organization; they can be brought back one by one. Admins of the organization may.',
  { state: 'deleted' },
);

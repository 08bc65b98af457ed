/** Shows many datasets. */
import { bulkUpdate } from './bulk-update.ts';

export const bulkUpdatePublic = bulkUpdate(
  'bulk_update_public',
  'Makes datasets of an organization public, so that everybody sees them. Admins of the organization may.',
  { private: false },
);

/** Hides many datasets. */
import { bulkUpdate } from './bulk-update.ts';

export const bulkUpdatePrivate = bulkUpdate(
  'bulk_update_private',
  'Makes datasets of an organization private, so that its members alone see them. Admins of the organization may.',
  { private: true },
);

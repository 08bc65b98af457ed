/** What lets an organization go only without a dataset: a look that also sees what was written while the one who asks waited. */
import type { Migration } from '../migration.ts';

export const owners: Migration = {
  name: '2026-11-23-owners',
  // A volatile function looks at the moment it is called; the statement around it still sees its own beginning.
  sql: `
create function kokanee_owns(organization text) returns boolean language plpgsql volatile as $$
begin
  return exists (select 1 from dataset where owner_org = organization and state <> 'deleted');
end $$;

create index dataset_deleted on dataset (metadata_modified desc) where state = 'deleted';
`,
};

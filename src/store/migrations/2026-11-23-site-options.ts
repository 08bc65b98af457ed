/** Settings that sysadmins changed on the running site. A setting without a row is as configured. */
import type { Migration } from '../migration.ts';

export const siteOptions: Migration = {
  name: '2026-11-23-site-options',
  sql: `
create table site_option (
  name text primary key,
  value text not null
);
`,
};

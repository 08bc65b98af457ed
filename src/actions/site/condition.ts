/** How the site is and how much is in it, for the administration's page. */
import { mayConfigure } from '#access/site.ts';
import { type Condition, readCondition } from '#store/condition.ts';
import { defineRead, type Input } from '../action.ts';

export const siteCondition = defineRead<undefined, Input, Condition | undefined>({
  name: 'page site condition',
  about: 'Shows how the database is and how much is in it. Sysadmins may.',
  input: {},
  may: ({ actor }) => mayConfigure(actor),
  run: ({ db }) => readCondition(db.pool),
});

export type { Condition };

/** The licences that the site knows. */
import { allowed } from '#access/decision.ts';
import type { License } from '#domain/licenses.ts';
import { type Input, defineRead } from '../action.ts';

export const licenseList = defineRead<undefined, Input, readonly License[]>({
  name: 'license_list',
  about: 'Lists the licences that datasets may name, in the order in which forms offer them.',
  input: {},
  may: () => allowed,
  run: ({ site }) => site.licenses.all,
});

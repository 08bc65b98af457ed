/** Organizations found by what was typed. */
import { groupAutocomplete } from './autocomplete.ts';

export const organizationAutocomplete = groupAutocomplete('organization');

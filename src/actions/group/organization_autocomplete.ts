/** Organizations found by what was typed. */
import { groupAutocomplete } from './group-autocomplete.ts';

export const organizationAutocomplete = groupAutocomplete('organization');

/** Groups found by what was typed. */
import { groupAutocomplete as autocompleteOf } from './autocomplete.ts';

export const groupAutocomplete = autocompleteOf('group');

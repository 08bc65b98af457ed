/** Groups found by what was typed. */
import { groupAutocomplete as autocompleteOf } from './group-autocomplete.ts';

export const groupAutocomplete = autocompleteOf('group');

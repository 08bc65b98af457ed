/** The settings that can be changed on the running site. */
import { mayConfigure } from '#access/site.ts';
import { runningSettings } from '../../config.ts';
import { defineRead, type Input } from '../action.ts';

/** Parameters of the update that are no settings; CKAN lists them with the settings. */
export const LOGO_PARAMETERS = ['logo_upload', 'clear_logo_upload'] as const;

export const configOptionList = defineRead<undefined, Input, readonly string[]>({
  name: 'config_option_list',
  about: 'Lists the settings that can be changed on the running site. Sysadmins may.',
  input: {},
  may: ({ actor }) => mayConfigure(actor),
  run: () => [...runningSettings, ...LOGO_PARAMETERS],
});

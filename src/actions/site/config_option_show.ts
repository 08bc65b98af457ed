/** One setting of the running site. */
import { mayConfigure } from '#access/site.ts';
import { ValidationError } from '#domain/errors.ts';
import { pythonJson } from '#domain/python-text.ts';
import { type RunningSetting, runningSettings } from '../../config.ts';
import { defineRead } from '../action.ts';
import { LOGO_PARAMETERS } from './config_option_list.ts';

export const configOptionShow = defineRead<undefined, RunningSetting | undefined, string | null>({
  name: 'config_option_show',
  about: 'Shows the present value of a setting that can be changed on the running site. Sysadmins may.',
  input: { key: { kind: 'text', about: 'Name of the setting, as config_option_list has it', required: true } },
  may: ({ actor }) => mayConfigure(actor),
  check: (_call, { key }) => {
    const setting = runningSettings.find((name) => name === key);
    if (setting === undefined && !LOGO_PARAMETERS.some((name) => name === key)) {
      const name = typeof key === 'string' ? key : pythonJson(key);
      throw new ValidationError({ message: `Configuration option '${name}' can not be shown` });
    }
    return setting;
  },
  run: ({ site }, setting) => (setting === undefined ? null : site.settings[setting]),
});

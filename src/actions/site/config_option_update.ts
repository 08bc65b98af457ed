/** Changes settings of the running site: at once here, in a moment in every other process, and for good. */
import { mayConfigure } from '#access/site.ts';
import { type ErrorDict, ValidationError } from '#domain/errors.ts';
import { unstorableText } from '#schema/storable.ts';
import { changeSiteOptions } from '#store/site-options.ts';
import { type RunningSetting, runningSettings, settings as declared } from '../../config.ts';
import { type Call, defineWrite, type Input, type Outcome, type Parameter } from '../action.ts';
import type { NewPicture } from '../picture/upload.ts';
import { asFlag } from '../parameters.ts';
import { logoPath, placeLogo, takeLogo } from './logo.ts';

type Changes = {
  readonly set: Readonly<Partial<Record<RunningSetting, string>>>;
  /** As configured again. */
  readonly forgotten: readonly RunningSetting[];
  readonly picture: NewPicture | undefined;
};

const INPUT: Readonly<Record<string, Parameter>> = {
  ...Object.fromEntries(
    runningSettings.map((name) => [
      name,
      { kind: 'text', about: `${declared[name].meaning}; null: as configured again` } satisfies Parameter,
    ]),
  ),
  logo_upload: { kind: 'file', about: 'A picture to be shown as the logo' },
  clear_logo_upload: { kind: 'flag', about: 'Show no logo of our own' },
};

export const configOptionUpdate = defineWrite<undefined, Changes, Readonly<Record<string, string>>>({
  name: 'config_option_update',
  about: 'Changes settings of the running site and shows what they are now. Sysadmins may.',
  input: INPUT,
  may: ({ actor }) => mayConfigure(actor),
  check: readChanges,
  run: update,
});

async function update(call: Call, { set, forgotten, picture }: Changes): Promise<Outcome<Readonly<Record<string, string>>>> {
  const logo = forgotten.includes('ckan.site_logo') ? '' : set['ckan.site_logo'];
  const placed = logo === undefined ? undefined : await placeLogo(call, picture, logo);
  return {
    writes: [changeSiteOptions(set, forgotten), ...(placed?.writes ?? [])],
    events: [],
    keeps: placed?.keeps,
    drops: placed?.drops,
    result: () => ({ ...set, ...Object.fromEntries(forgotten.map((name) => [name, call.site.settings[name]])) }),
  };
}

function readChanges(call: Call, input: Input): Changes {
  const unknown = Object.keys(input).filter((name) => !Object.hasOwn(INPUT, name));
  if (unknown.length > 0)
    throw new ValidationError({ message: `Configuration option(s) '${unknown.sort().join(' ')}' can not be updated` });
  const set: Partial<Record<RunningSetting, string>> = {};
  const forgotten: RunningSetting[] = [];
  const errors: ErrorDict = {};
  for (const name of runningSettings) {
    const value = input[name];
    if (value === undefined) continue;
    const fault = value === null ? undefined : faultOf(name, value);
    if (fault !== undefined) errors[name] = [fault];
    else if (typeof value === 'string') set[name] = ONE_LINE.has(name) ? value.trim() : value;
    else forgotten.push(name);
  }
  if (Object.keys(errors).length > 0) throw new ValidationError(errors);
  const picture = takeLogo(call, input);
  if (picture === undefined && !asFlag(input.clear_logo_upload)) return { set, forgotten, picture };
  const logo = { 'ckan.site_logo': picture === undefined ? '' : logoPath(picture) };
  return { set: { ...set, ...logo }, forgotten: forgotten.filter((name) => name !== 'ckan.site_logo'), picture };
}

const ONE_LINE: ReadonlySet<RunningSetting> = new Set(['ckan.site_title', 'ckan.site_description', 'ckan.site_logo']);
const [LONGEST_LINE, LONGEST_TEXT] = [1_000, 100_000];

function faultOf(name: RunningSetting, value: unknown): string | undefined {
  if (typeof value !== 'string') return 'Must be a string';
  if (name === 'ckan.site_title' && value.trim() === '') return 'Missing value';
  const most = ONE_LINE.has(name) ? LONGEST_LINE : LONGEST_TEXT;
  if (value.length > most) return `Must be at most ${most} characters long`;
  if (ONE_LINE.has(name) && /[\r\n]/.test(value.trim())) return 'Must be a single line';
  if (name === 'ckan.site_logo' && !isLogo(value.trim())) return 'Must begin with http://, https:// or a single slash';
  return unstorableText(value);
}

const isLogo = (value: string): boolean => value === '' || /^(?:https?:\/\/[^/\s]|\/(?![/\\]))[^\s\\]*$/i.test(value);

/** `kokanee config`: what is configured, and where each value comes from. */
import { defineCommand } from '../command.ts';
import type { Settings } from '../settings/read-settings.ts';

export const config = defineCommand({
  name: 'config',
  usage: '',
  about: 'Print each setting with its value and where it comes from',
  words: [],
  flags: {},
  run: async ({ settings, terminal }) => {
    for (const line of configLines(settings)) terminal.out(line);
  },
});

const WIDTH = 60;

/** One line per setting; secrets show only whether they are set. */
export function configLines({ site, declared, sources }: Settings): string[] {
  const values: Readonly<Record<string, unknown>> = { ...site.extra, ...site };
  return Object.entries(declared).map(([name, { secret }]) => {
    const text = valueText(values[name]);
    const shown = secret === true && text !== '' ? '********' : text;
    const setting = `${name} = ${shown}`.trimEnd().padEnd(WIDTH);
    return `${setting}  # ${sources[name] ?? 'default'}`;
  });
}

const valueText = (value: unknown): string => (Array.isArray(value) ? value.join(' ') : String(value ?? ''));

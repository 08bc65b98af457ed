/** The help texts, made from the commands themselves. */
import type { Command } from './command.ts';
import type { Flag } from './flag.ts';
import { flagsOf } from './command-line.ts';

const columns = (rows: readonly (readonly [string, string])[]): string[] => {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`);
};

const synopsis = ({ name, usage }: Command): string => (usage === '' ? name : `${name} ${usage}`);

/** All commands, one line each. */
export function overview(commands: readonly Command[]): string {
  return [
    'kokanee: an open data catalogue that speaks the CKAN Action API',
    '',
    'Usage: kokanee COMMAND ... [--data DIR | --database-url URL]',
    '',
    ...columns(commands.map(({ name, about }) => [name, about])),
    '',
    '"kokanee COMMAND --help" tells more; "kokanee --version" prints the version.',
  ].join('\n');
}

const flagLine = ([name, flag]: readonly [string, Flag]): readonly [string, string] => [
  flag.kind === 'switch' ? `--${name}` : `--${name} ${flag.value ?? 'VALUE'}`,
  flag.about,
];

/** One command with its flags. */
export function commandHelp(command: Command): string {
  return [`Usage: kokanee ${synopsis(command)}`, '', command.about, '', ...columns(Object.entries(flagsOf(command)).map(flagLine))].join(
    '\n',
  );
}

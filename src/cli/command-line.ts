/**
 * From the words of a command line to a command with its flags. Every mistake is one sentence;
 * Node's parser does the splitting, but its own complaints run over several lines.
 */
import { parseArgs } from 'node:util';
import type { Command } from './command.ts';
import type { Flag } from './flag.ts';
import { UsageError } from './refusal.ts';
import { nearest } from './nearest.ts';
import { placeFlags } from './place-flags.ts';

export type CommandLine = {
  readonly command: Command;
  readonly words: readonly string[];
  readonly flags: Readonly<Record<string, string | true>>;
};

/** The command these arguments begin with, and how many words its name has. */
export function findCommand(commands: readonly Command[], args: readonly string[]): { command: Command; length: number } {
  for (const length of [2, 1]) {
    const command = commands.find(({ name }) => name === args.slice(0, length).join(' ') && args.length >= length);
    if (command !== undefined) return { command, length };
  }
  const family = commands.filter(({ name }) => name.startsWith(`${args[0]} `));
  if (family.length > 0) throw new UsageError(`"${args[0]}" needs one more word: ${family.map(({ name }) => `"${name}"`).join(' or ')}.`);
  const meant = nearest(
    args[0] ?? '',
    commands.map(({ name }) => name),
  );
  throw new UsageError(
    `There is no command "${args[0]}"${meant === undefined ? '; "kokanee --help" lists them all.' : `; did you mean "${meant}"?`}`,
  );
}

export const flagsOf = (command: Command): Readonly<Record<string, Flag>> => ({
  ...command.flags,
  ...placeFlags,
  help: { kind: 'switch', about: 'Show this help' },
});

/** Splits the arguments after the command's name. */
export function readCommandLine(commands: readonly Command[], args: readonly string[]): CommandLine {
  const { command, length } = findCommand(commands, args);
  const declared = flagsOf(command);
  const options = Object.fromEntries(
    Object.entries(declared).map(([name, { kind }]) => [name, { type: kind === 'switch' ? ('boolean' as const) : ('string' as const) }]),
  );
  // Not strict: a password may begin with a dash, and the complaints are ours.
  const { tokens } = parseArgs({ args: args.slice(length), options, strict: false, allowPositionals: true, tokens: true });
  const flags: Record<string, string | true> = {};
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    else if (token.kind === 'option') flags[token.name] = flagValue(command, declared, token);
  }
  if (flags.help === undefined) refuseWords(command, words);
  return { command, words, flags };
}

type OptionToken = { readonly name: string; readonly rawName: string; readonly value?: string | undefined };

function flagValue(command: Command, declared: Readonly<Record<string, Flag>>, { name, rawName, value }: OptionToken): string | true {
  const flag = declared[name];
  if (flag === undefined) {
    const meant = nearest(name, Object.keys(declared));
    throw new UsageError(`"kokanee ${command.name}" knows no flag ${rawName}${meant === undefined ? '.' : `; did you mean --${meant}?`}`);
  }
  if (flag.kind === 'switch') {
    if (value !== undefined) throw new UsageError(`The flag --${name} takes no value.`);
    return true;
  }
  // An empty one is a variable of a script that was not set: `--data ""` would be the folder we stand in.
  if (value === undefined || value === '') throw new UsageError(`The flag --${name} needs a value: --${name} ${flag.value ?? 'VALUE'}.`);
  return value;
}

function refuseWords(command: Command, words: readonly string[]): void {
  const needed = command.words.filter((word) => !word.startsWith('['));
  if (words.length < needed.length)
    throw new UsageError(`"kokanee ${command.name}" needs ${needed[words.length]}: kokanee ${command.name} ${command.usage}`);
  const takesMore = command.words.at(-1)?.includes('...') === true;
  if (words.length > command.words.length && !takesMore)
    throw new UsageError(`"kokanee ${command.name}" does not know what to do with "${words[command.words.length]}".`);
}

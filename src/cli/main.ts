/**
 * The `kokanee` command: finds the command that the arguments name, gathers its settings and runs
 * it. A refusal is one sentence on stderr: exit code 2 for a wrong command line, 1 for the rest.
 */
import { inspect } from 'node:util';
import { CatalogueError } from '#domain/errors.ts';
import { isAway } from '#store/connection.ts';
import { ClusterRefused, EmbeddedUnavailable } from '#store/embedded/cluster.ts';
import type { Terminal } from './command.ts';
import { Refusal } from './refusal.ts';
import { flagsOf, readCommandLine } from './command-line.ts';
import { extensionCommands, extensionSettings } from './extensions.ts';
import { commands as coreCommands } from './commands/index.ts';
import { reasonOf } from './import/reason.ts';
import { readSettings } from './settings/read-settings.ts';
import { standardTerminal } from './terminal.ts';
import { commandHelp, overview } from './usage.ts';
import { packageVersion } from './version.ts';

const commands = [...coreCommands, ...extensionCommands];

async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const [first] = args;
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    terminal.out(overview(commands));
    return 0;
  }
  if (first === '--version' || first === '-v') {
    terminal.out(packageVersion());
    return 0;
  }
  const { command, words, flags } = readCommandLine(commands, args);
  if (flags.help === true) {
    terminal.out(commandHelp(command));
    return 0;
  }
  const settings = readSettings({ flags, flagSettings: flagsOf(command), variables: process.env, extensions: extensionSettings });
  for (const warning of settings.warnings) terminal.error(warning);
  const text = (name: string): string | undefined => (typeof flags[name] === 'string' ? flags[name] : undefined);
  return (await command.run({ words, has: (name) => flags[name] === true, text, settings, terminal })) ?? 0;
}

/** What a failure says to the operator. A fault of ours shows where it happened. */
function sayFailure(error: unknown, terminal: Terminal): number {
  if (error instanceof Refusal) {
    terminal.error(error.message);
    return error.exitCode;
  }
  if (error instanceof CatalogueError) {
    terminal.error(reasonOf(error));
    return 1;
  }
  const expected = error instanceof ClusterRefused || error instanceof EmbeddedUnavailable || isAway(error);
  const systemic = error instanceof Error && 'syscall' in error;
  terminal.error(error instanceof Error && (expected || systemic) ? error.message : inspect(error));
  return 1;
}

process.exitCode = await run(process.argv.slice(2), standardTerminal).catch((error: unknown) => sayFailure(error, standardTerminal));

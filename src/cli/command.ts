/**
 * What a command of the operator is: one described value. `commands/index.ts` lists the core's;
 * extensions add theirs in the same form.
 */
import type { Flag } from './flag.ts';
import type { Settings } from './settings/read-settings.ts';

/** Where a command reads and writes; tests put their own in place. */
export type Terminal = {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
  /** A person reads what is written to `error`, rather than a program. */
  readonly isRead?: boolean;
  /** What is piped in, or undefined at a keyboard. */
  readonly input: () => Promise<string | undefined>;
};

/** What a command is run with. */
export type Invocation = {
  readonly words: readonly string[];
  readonly has: (flag: string) => boolean;
  readonly text: (flag: string) => string | undefined;
  readonly settings: Settings;
  readonly terminal: Terminal;
};

export type Command = {
  /** One word or two, as typed. */
  readonly name: string;
  /** What follows the name, such as `NAME --email E`. */
  readonly usage: string;
  readonly about: string;
  /** Names of the words it takes; those in brackets may be left out, and dots take any number. */
  readonly words: readonly string[];
  readonly flags: Readonly<Record<string, Flag>>;
  /** The exit code, 0 where nothing is said. */
  readonly run: (invocation: Invocation) => Promise<number | undefined>;
};

export const defineCommand = (command: Command): Command => Object.freeze(command);

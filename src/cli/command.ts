/**
 * What a command of the operator is: one described value. `commands/index.ts` lists the core's;
 * extensions add theirs in the same form.
 */
import type { Settings } from './settings/read-settings.ts';

export type Flag = {
  readonly kind: 'switch' | 'text';
  readonly about: string;
  /** How its value is called in the help, such as `DIR`. */
  readonly value?: string;
  /** The setting it stands for, and the value a switch gives it. */
  readonly setting?: string;
  readonly gives?: string;
};

/** Where a command reads and writes; tests put their own in place. */
export type Terminal = {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
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
  /** Names of the words it takes; those in brackets may be left out. */
  readonly words: readonly string[];
  readonly flags: Readonly<Record<string, Flag>>;
  /** The exit code, 0 where nothing is said. */
  readonly run: (invocation: Invocation) => Promise<number | void>;
};

export const defineCommand = (command: Command): Command => Object.freeze(command);

/** A refusal in one sentence; the command ends with this exit code. */
export class Refusal extends Error {
  readonly exitCode: number;
  constructor(sentence: string, exitCode = 1) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

/** The command line itself is wrong. */
export class UsageError extends Refusal {
  constructor(sentence: string) {
    super(sentence, 2);
  }
}

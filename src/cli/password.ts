/** Passwords given to commands: by flag, by standard input, or made here and shown once. */
import { randomBytes } from 'node:crypto';
import type { Invocation } from './command.ts';

export type GivenPassword = { readonly password: string; readonly made: boolean };

/** Without letters that look alike, as it is typed from a screen. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 20;

export function makePassword(): string {
  let password = '';
  while (password.length < LENGTH) {
    for (const byte of randomBytes(LENGTH))
      if (byte < 4 * LETTERS.length && password.length < LENGTH) password += LETTERS[byte % LETTERS.length];
  }
  return password;
}

export async function givenPassword({ text, terminal }: Invocation): Promise<GivenPassword> {
  const typed = text('password') ?? (await terminal.input())?.split(/\r?\n/, 1)[0];
  return typed === undefined || typed === '' ? { password: makePassword(), made: true } : { password: typed, made: false };
}

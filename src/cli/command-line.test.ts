/** How command lines are read, and what is said of wrong ones. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCommandLine } from './command-line.ts';
import { commands } from './commands/index.ts';

const read = (...args: string[]): ReturnType<typeof readCommandLine> => readCommandLine(commands, args);
const refusal = (...args: string[]): string => {
  try {
    read(...args);
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return 'none';
};

test('a command has words, flags with values and switches, in any order', () => {
  const { command, words, flags } = read(
    'user',
    'add',
    '--sysadmin',
    'ann',
    '--email=a@example.org',
    '--password',
    '-secret',
    '--data',
    'd',
  );

  assert.equal(command.name, 'user add');
  assert.deepEqual(words, ['ann']);
  assert.deepEqual(flags, { sysadmin: true, email: 'a@example.org', password: '-secret', data: 'd' });
});

test('what is wrong is said in one sentence', () => {
  assert.equal(refusal('serv'), 'There is no command "serv"; did you mean "serve"?');
  assert.equal(refusal('user'), '"user" needs one more word: "user add" or "user password".');
  assert.equal(refusal('serve', '--prot', '1'), '"kokanee serve" knows no flag --prot; did you mean --port?');
  assert.equal(refusal('serve', '--port'), 'The flag --port needs a value: --port N.');
  assert.equal(refusal('serve', '--data', ''), 'The flag --data needs a value: --data DIR.');
  assert.equal(refusal('serve', '--data='), 'The flag --data needs a value: --data DIR.');
  assert.equal(refusal('reset', '--yes=no'), 'The flag --yes takes no value.');
  assert.equal(refusal('import'), '"kokanee import" needs FILE: kokanee import FILE [--as KIND] [--files DIR]');
  assert.equal(refusal('export', 'a', 'b'), '"kokanee export" does not know what to do with "b".');
});

test('every command has a sentence about itself and takes --data and --database-url', () => {
  for (const { name, about } of commands) {
    assert.match(about, /^[A-Z].{10,}/, name);
    assert.equal(read(...name.split(' '), '--data', 'x', '--database-url', 'y', '--help').flags.data, 'x');
  }
});

/** `kokanee action`: one call of the Action API without a server, by default with the rights of the operator. */
import type { App } from '#app';
import { refusalOf } from '#actions/refusal.ts';
import type { Actor } from '#domain/actor.ts';
import { CatalogueError } from '#domain/errors.ts';
import { Spliced } from '#domain/spliced.ts';
import { findUser } from '#store/user.ts';
import { operator, runAction } from '../as-system.ts';
import { defineCommand } from '../command.ts';
import { Refusal, UsageError } from '../refusal.ts';
import { openCatalogue } from '../open-catalogue.ts';

export const action = defineCommand({
  name: 'action',
  usage: 'NAME [JSON] [--as USER]',
  about: 'Run an action of the API and print its result as JSON',
  words: ['NAME', '[JSON]'],
  flags: { as: { kind: 'text', value: 'USER', about: 'Act as this user instead of as the operator' } },
  run: async ({ settings, terminal, words, text }) => {
    const [name = '', json = '{}'] = words;
    const input = readInput(json);
    const { app, close } = await openCatalogue(settings, { serving: false });
    try {
      const actor = await actorNamed(app, text('as'));
      terminal.out(printResult(await runAction(app, name, input, actor)));
      return 0;
    } catch (error) {
      if (!(error instanceof CatalogueError)) throw error;
      terminal.error(JSON.stringify(refusalOf(error)?.dict ?? { __type: error.name, message: error.message }));
      return 1;
    } finally {
      await close();
    }
  },
});

function readInput(json: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new UsageError(`The parameters are no JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UsageError('The parameters must be a JSON object.');
  return value as Record<string, unknown>;
}

async function actorNamed(app: App, name: string | undefined): Promise<Actor> {
  if (name === undefined) return operator;
  const user = await findUser(app.store.pool, name);
  const actor = user && (await app.store.identity.byUser(user.id));
  if (actor === undefined) throw new Refusal(`There is no active user "${name}".`);
  return actor;
}

const printResult = (result: unknown): string =>
  JSON.stringify(result, (_key, value: unknown) => (value instanceof Spliced ? value.parse() : value)) ?? 'null';

/** What an action does and which parameters it has, from its own description. */
import { allowed } from '#access/decision.ts';
import { NotFound } from '#domain/errors.ts';
import { type AnyAction, defineRead } from '../action.ts';

export const helpShow = defineRead<AnyAction, unknown, string>({
  name: 'help_show',
  about: 'Explains an action and its parameters.',
  input: { name: { kind: 'text', about: 'Name of the action', required: true } },
  find: ({ site }, { name }) => {
    const action = typeof name === 'string' ? site.actions.get(name) : undefined;
    if (action === undefined) throw new NotFound('Action function not found');
    return action;
  },
  may: () => allowed,
  run: (_call, _value, action) => helpOf(action),
});

const KINDS = {
  text: 'text',
  flag: 'true or false',
  whole: 'whole number',
  list: 'list',
  object: 'object',
  any: 'any value',
  file: 'file',
} as const;

function helpOf({ name, about, effect, input }: AnyAction): string {
  const parameters = Object.entries(input).map(
    ([key, { kind, about: meaning, required }]) => `  ${key} (${KINDS[kind]}${required === true ? ', required' : ''}): ${meaning}`,
  );
  const head = `${name}\n\n${about}\n\n${effect === 'read' ? 'Called by GET or POST.' : 'Called by POST.'}`;
  return parameters.length === 0 ? head : `${head}\n\nParameters:\n${parameters.join('\n')}`;
}

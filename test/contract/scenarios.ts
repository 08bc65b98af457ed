/** The recorded conversations, and which of them concern a catalogue with these actions. */
import { globSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Scenario, Step } from './player.ts';

const FOLDER = 'test/contract/scenarios';

export type NamedScenario = Scenario & { readonly name: string };

export function allScenarios(): readonly NamedScenario[] {
  return globSync(`${FOLDER}/**/*.json`)
    .sort()
    .map((file) => ({ name: relative(FOLDER, file).replace(/\.json$/, ''), ...(JSON.parse(readFileSync(file, 'utf8')) as Scenario) }));
}

const ckan = new Set(
  (JSON.parse(readFileSync('test/contract/ckan-actions.json', 'utf8')) as readonly { name: string }[]).map(({ name }) => name),
);

/** The action of CKAN's that a step calls, by name or by address. */
function actionOf({ call, path = '' }: Step): string | undefined {
  const name = call ?? decodeURIComponent(/^\/api\/(?:3\/)?action\/([\w%]+)/.exec(path)?.[1] ?? '');
  return ckan.has(name) ? name : undefined;
}

/** True when every action that the scenario calls exists. */
export const isWithin = (scenario: Scenario, actions: ReadonlySet<string>): boolean =>
  scenario.steps.every((step) => {
    const name = actionOf(step);
    return name === undefined || actions.has(name);
  });

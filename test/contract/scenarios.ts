/** The recorded conversations, and which of them concern a catalogue with these actions. */
import { globSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Scenario } from './player.ts';

const FOLDER = 'test/contract/scenarios';

export type NamedScenario = Scenario & { readonly name: string };

export function allScenarios(): readonly NamedScenario[] {
  return globSync(`${FOLDER}/**/*.json`)
    .sort()
    .map((file) => ({ name: relative(FOLDER, file).replace(/\.json$/, ''), ...(JSON.parse(readFileSync(file, 'utf8')) as Scenario) }));
}

/** True when every action that the scenario calls exists. */
export const isWithin = (scenario: Scenario, actions: ReadonlySet<string>): boolean =>
  scenario.steps.every(({ call }) => call === undefined || actions.has(call));

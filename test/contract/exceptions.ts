/**
 * Steps where our answer is meant to differ from CKAN's, each with its reason. A reason names
 * what CKAN does that nobody should copy, or what this catalogue does not have yet.
 */

export type Exception = { readonly scenario: string; readonly steps: readonly number[] | 'all'; readonly reason: string };

export const exceptions: readonly Exception[] = [];

export const exceptionFor = (scenario: string, step: number): Exception | undefined =>
  exceptions.find((exception) => exception.scenario === scenario && (exception.steps === 'all' || exception.steps.includes(step)));

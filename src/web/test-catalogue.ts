/** For tests: a catalogue that answers from a table, and requests as the door would hand them over. */
import type { Catalogue } from '#actions/catalogue.ts';
import { type Actor, anonymous } from '#domain/actor.ts';
import { NotFound } from '#domain/errors.ts';
import type { PageRequest } from '#domain/page.ts';
import { resolveSettings } from '../config.ts';

type Input = Readonly<Record<string, unknown>>;
export type Answers = Readonly<Record<string, (input: Input, actor: Actor) => unknown>>;

export type TestCatalogue = {
  readonly answers: Answers;
  readonly settings?: Readonly<Record<string, string>>;
  readonly mayRun?: (action: string, input: Input, actor: Actor) => boolean;
  readonly accounts?: Partial<Pick<Catalogue, 'logIn' | 'logOut' | 'sessionOf' | 'accountKey' | 'holdUpload' | 'heldUpload'>>;
};

export const SITE_URL = 'https://data.example.org';

export function testCatalogue({ answers, settings = {}, mayRun = () => false, accounts = {} }: TestCatalogue): Catalogue {
  const { site } = resolveSettings([{ name: 'test', values: { 'ckan.site_title': 'Test catalogue', ...settings } }]);
  const known: Partial<Catalogue> = {
    site: { settings: site, url: SITE_URL } as Catalogue['site'],
    execute: async (action, input, actor) => {
      if (action.name.startsWith('page check of ')) return undefined;
      const answer = answers[action.name];
      if (answer === undefined) throw new NotFound(`no answer for ${action.name}`);
      return answer(input, actor);
    },
    mayRun: async (action, input, actor) => mayRun(action.name, input, actor),
    logIn: async () => undefined,
    logOut: async () => {},
    accountKey: async () => '11111111-2222-4333-8444-555555555555',
    fileOf: async () => undefined,
    holdUpload: async (upload) => upload,
    heldUpload: async () => undefined,
    ready: async () => true,
    ...accounts,
  };
  return known as Catalogue;
}

/** A request for an address; a form makes it a POST. */
export function pageRequest(url: string, more: Partial<PageRequest> = {}): PageRequest {
  const { pathname, searchParams } = new URL(url, SITE_URL);
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(searchParams.keys())) {
    const values = searchParams.getAll(name);
    query[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  const path = decodeURIComponent(pathname).replace(/(?<=.)\/$/, '');
  return {
    method: more.form === undefined ? 'GET' : 'POST',
    path,
    url,
    locale: undefined,
    query,
    form: {},
    files: {},
    cookies: {},
    actor: anonymous,
    address: '192.0.2.1',
    csrf: 'test-csrf',
    session: undefined,
    mustChangePassword: false,
    headers: {},
    requestId: 'test-request',
    ...more,
  };
}

/** Someone who is logged in. */
export const someone = (name = 'joe', sysadmin = false): Actor =>
  ({ kind: 'user', id: `id-of-${name}`, name, sysadmin, capacities: new Map() }) as unknown as Actor;

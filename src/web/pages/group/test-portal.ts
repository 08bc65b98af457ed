/** For tests: a small portal on a real catalogue, and its people, who ask for pages and send forms without a socket. */
import type { InjectedAnswer } from '#http/server.ts';
import { aCatalogue } from '#support/catalogue.ts';
import { browserOf } from '#support/form-browser.ts';

export const PEOPLE = ['root', 'admin', 'editor', 'member', 'stranger'] as const;
export type Person = (typeof PEOPLE)[number];

type Form = Readonly<Record<string, string>>;
type Picture = { readonly field: string; readonly name: string; readonly bytes: Buffer };

export type Portal = {
  readonly run: <Result = Record<string, never>>(name: string, input?: Record<string, unknown>) => Promise<Result>;
  /** A page for somebody, for nobody where none is named; with a form it is sent. */
  readonly ask: (url: string, as?: Person, form?: Form) => Promise<InjectedAnswer>;
  /** The same for one who is known by his log-in session; the form has to show its token by itself. */
  readonly askBySession: (url: string, session: string, form?: Form) => Promise<InjectedAnswer>;
  readonly logIn: (as: Person) => Promise<{ session: string; csrf: string }>;
  /** A form with a picture. */
  readonly sendPicture: (url: string, form: Form, picture: Picture, as: Person) => Promise<InjectedAnswer>;
  /** The id of a user. */
  readonly idOf: (name: string) => string;
};

export async function aPortal(settings: Readonly<Record<string, string>> = {}): Promise<Portal> {
  const catalogue = await aCatalogue({ settings });
  const { app, run, aUser } = catalogue;
  const ids = new Map<string, string>();
  for (const person of PEOPLE) ids.set(person, (await aUser(person, { sysadmin: person === 'root' })).id);
  const users = ['admin', 'editor', 'member'].map((name) => ({ name, capacity: name }));
  await run('organization_create', { name: 'ministry', title: 'Ministry' });
  await run('organization_create', { name: 'lakes', title: 'Ministry of Lakes', groups: [{ name: 'ministry' }], users });
  await run('group_create', { name: 'water', title: 'Water', users: users.filter(({ name }) => name !== 'editor') });
  const people = await browserOf(catalogue, PEOPLE);
  const door = await app.door();
  const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
  return {
    run: (name, input) => run(name, input),
    ask: (url, as, form) => (form === undefined ? people.get(url, as) : people.send(url, form, as)),
    askBySession: (url, session, form) =>
      door.inject({
        url,
        headers: { cookie: `kokanee=${session}`, ...(form && FORM) },
        ...(form && { method: 'POST', body: new URLSearchParams(form).toString() }),
      }),
    logIn: async (as) => {
      const entered = await app.logIn(as, 'correct-horse-9');
      if (entered === undefined || !('session' in entered)) throw new Error(`${as} cannot log in`);
      return entered;
    },
    sendPicture: (url, form, picture, as) => people.sendFile(url, form, picture, as),
    idOf: (name) => ids.get(name) ?? '',
  };
}

/** Text as a page shows it. */
export const shown = ({ text }: InjectedAnswer): string =>
  text
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

/** A hidden field's value in a page. */
export const fieldIn = ({ text }: InjectedAnswer, name: string): string =>
  (new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

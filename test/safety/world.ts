/** A catalogue all of whose texts are hostile, and the addresses at which they are shown. */
import { ValidationError } from '#domain/errors.ts';
import { extensions } from '#extensions-in-use';
import { SESSION_COOKIE } from '#http/cookies.ts';
import type { InjectedAnswer, InjectedRequest } from '#http/server.ts';
import { RESOURCE_FIELDS } from '#schema/types/resource.ts';
import { DATASET_FIELDS } from '#schema/types/dataset.ts';
import { GROUP_FIELDS } from '#schema/types/group.ts';
import { USER_FIELDS } from '#schema/types/user.ts';
import { aCatalogue } from '#support/catalogue.ts';

/** One of each thing, all of whose free texts are `text`. */
export type Planted = {
  readonly text: string;
  readonly dataset: string;
  readonly resource: string;
  readonly organization: string;
  readonly group: string;
  readonly user: string;
};

export type Caller = 'anonymous' | 'sysadmin';

export type World = {
  readonly ask: (request: InjectedRequest, caller: Caller) => Promise<InjectedAnswer>;
  readonly plant: (texts: readonly string[]) => Promise<readonly Planted[]>;
  readonly session: { readonly cookie: string; readonly csrf: string };
  /** The pages of the core and of extensions, as their registries list them. */
  readonly pages: readonly { readonly methods: readonly string[]; readonly path: string }[];
  readonly catalogue: Awaited<ReturnType<typeof aCatalogue>>;
};

const PASSWORD = 'correct-horse-9';
/** What decides where a thing stands, and not how it reads. */
const FIXED = new Set(['id', 'name', 'type', 'state', 'private', 'owner_org', 'password', 'sysadmin', 'email', 'approval_status']);

type Input = Record<string, unknown>;

const everyText = (fields: readonly { readonly name: string }[], text: string): Input =>
  Object.fromEntries(fields.filter(({ name }) => !FIXED.has(name)).map(({ name }) => [name, text]));

export async function aWorld(): Promise<World> {
  const catalogue = await aCatalogue({ extensions });
  const { app, run, aUser } = catalogue;
  await aUser('root', { sysadmin: true });
  const door = await app.door();
  const entered = await app.logIn('root', PASSWORD);
  if (entered === undefined || !('session' in entered)) throw new Error('root cannot log in');
  const session = { cookie: `${SESSION_COOKIE}=${entered.session}`, csrf: entered.csrf };
  const { routes } = await import('#web/pages/index.ts');
  const webs = await Promise.all(extensions.map((extension) => extension.web?.()));

  /** Leaves out what the rules refuse, as often as they do. */
  const make = async (action: string, input: Input): Promise<{ id: string; name: string; resources?: { id: string }[] }> => {
    let rest = input;
    for (;;) {
      try {
        return await run(action, rest);
      } catch (error) {
        if (!(error instanceof ValidationError)) throw error;
        const wrong = Object.keys(error.errors).filter((name) => name in rest);
        if (wrong.length === 0) throw error;
        rest = without(rest, wrong, error.errors);
      }
    }
  };
  const plantOne = async (text: string, n: number): Promise<Planted> => {
    const extras = [{ key: `key ${n} ${text}`.slice(0, 90), value: text }];
    const organization = await make('organization_create', { ...everyText(GROUP_FIELDS, text), name: `office-${n}`, extras });
    const group = await make('group_create', { ...everyText(GROUP_FIELDS, text), name: `theme-${n}`, extras });
    const user = await make('user_create', {
      ...everyText(USER_FIELDS, text),
      name: `user-${n}`,
      email: `user-${n}@example.org`,
      password: PASSWORD,
    });
    const dataset = await make('package_create', {
      ...everyText(DATASET_FIELDS, text),
      name: `record-${n}`,
      owner_org: organization.id,
      groups: [{ id: group.id }],
      tags: [{ name: 'tag' }],
      extras,
      resources: [{ ...everyText(RESOURCE_FIELDS, text), size: 1, url: text, [`own ${text}`.slice(0, 60)]: text }],
    });
    await run('api_token_create', { user: user.name, name: text }).catch(() => undefined);
    return {
      text,
      dataset: dataset.name,
      resource: dataset.resources?.[0]?.id ?? '',
      organization: organization.name,
      group: group.name,
      user: user.name,
    };
  };
  return {
    catalogue,
    session,
    pages: [...routes, ...webs.flatMap((web) => web?.routes ?? [])],
    ask: (request, caller) =>
      door.inject({ ...request, headers: { ...(caller === 'sysadmin' && { cookie: session.cookie }), ...request.headers } }),
    plant: async (texts) => {
      const planted: Planted[] = [];
      for (const [n, text] of texts.entries()) planted.push(await plantOne(text, n));
      return planted;
    },
  };
}

/** Without the fields at fault; of a list, without the fields of its items. */
function without(input: Input, wrong: readonly string[], errors: Readonly<Record<string, unknown>>): Input {
  const rest = { ...input };
  for (const name of wrong) {
    const value = rest[name];
    const faults = errors[name];
    if (Array.isArray(value) && Array.isArray(faults) && faults.every((fault) => typeof fault === 'object'))
      rest[name] = value.map((item: Input, n) =>
        Object.fromEntries(Object.entries(item).filter(([key]) => !(key in ((faults[n] as object | undefined) ?? {})))),
      );
    else delete rest[name];
  }
  return rest;
}

/** The address of a page for a thing; each named part of the path by what stands before it. */
export function addressOf(path: string, things: Planted): string {
  const { dataset, resource, organization, group, user } = things;
  const byStart: Readonly<Record<string, string>> = { dataset, organization, group, user };
  const [, start = ''] = path.split('/');
  return path.replaceAll(/:(\w+)/g, (_whole, name: string) =>
    /^(?:resource|rid|resourceId)$/.test(name) ? resource : encodeURIComponent(byStart[start] ?? dataset),
  );
}

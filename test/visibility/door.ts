/** What the table says of a door. */
import type { InjectedRequest } from '#http/server.ts';
import type { Kept, Person, World } from './world.ts';

export type Door = {
  /** An action's name, `page /path` or `route /path`, as the registries have it. */
  readonly door: string;
  /** `readers`: all of it, to those who may read it. `nothing`: to nobody, whoever he is. */
  readonly shows: 'nothing' | 'readers';
  /** Requests that name no record: to those who may not read it they must answer as if it were not there. */
  readonly asks?: (world: World) => readonly InjectedRequest[];
  /** Requests that name a record; they may tell that it exists, as CKAN's do, and no more. */
  readonly names?: (kept: Kept) => readonly InjectedRequest[];
  /** Requests that change something, tried by those who may not and by nobody else. */
  readonly changes?: (kept: Kept) => readonly InjectedRequest[];
  /** Who finds a hidden record by these requests; without it, each of those who may read it. */
  readonly finds?: readonly Person[];
};

/** A record by its id and by its name. */
export const both = ({ id, name }: Kept): readonly string[] => [id, name];

/**
 * The extension interface: a value that lists the very things the house is made of. An
 * extension's folder has the same room names inside, and removing its line from
 * `kokanee.config.ts` removes it again.
 */
import type { LabelPair } from '#access/labels.ts';
import type { AnyAction, Call } from '#actions/action.ts';
import type { Around } from '#actions/runner.ts';
import type { Catalogue } from '#actions/catalogue.ts';
import type { Event, EventKind } from '#domain/events.ts';
import type { Job } from '#jobs/job.ts';
import type { DatasetType } from '#schema/types/dataset.ts';
import type { Write } from '#store/commit.ts';
import type { Migration } from '#store/migration.ts';
import type { WebExtension } from '#web/page.ts';
import type { Declaration } from '../config.ts';

/**
 * Hears what actions say. `inside` adds to the statement that makes it so, and so does `together`,
 * which is asked once for all events of a write, however many; `after` follows the commit.
 */
export type Reaction = {
  readonly to: readonly EventKind[];
  readonly inside?: (event: Event, call: Call) => readonly Write[] | Promise<readonly Write[]>;
  readonly together?: (events: readonly Event[], call: Call) => readonly Write[] | Promise<readonly Write[]>;
  readonly after?: (event: Event, call: Call) => void | Promise<void>;
};

/** A command of the operator's door. */
export type ExtensionCommand = {
  readonly name: string;
  readonly about: string;
  readonly run: (catalogue: Catalogue, args: readonly string[]) => Promise<number>;
};

export type Extension = {
  readonly name: string;
  /** One sentence, shown by `kokanee extensions`. */
  readonly about: string;
  readonly settings?: Readonly<Record<string, Declaration>>;
  /** Dataset types, or replacements of the core's, each with its labels where it needs its own. */
  readonly datasetTypes?: readonly (DatasetType & { readonly labels?: LabelPair })[];
  readonly actions?: readonly AnyAction[];
  /** Wraps of actions, by their wire names. */
  readonly around?: Readonly<Record<string, Around>>;
  readonly reactions?: readonly Reaction[];
  readonly jobs?: readonly Job[];
  readonly migrations?: readonly Migration[];
  /** Pages of its own and pieces for the slots of others; loaded only where pages are served. */
  readonly web?: () => Promise<WebExtension>;
  readonly commands?: readonly ExtensionCommand[];
};

/** Keeps an extension's literal types and makes mistakes visible where they are made. */
export const defineExtension = (extension: Extension): Extension => Object.freeze(extension);

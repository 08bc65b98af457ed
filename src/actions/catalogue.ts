/** The whole catalogue as its doors see it: actions to run, people to recognise, files to stream. */
import type { Actor } from '#domain/actor.ts';
import type { StoredFile } from '#domain/dataset.ts';
import type { Upload } from '#domain/upload.ts';
import type { FileStore } from '#files/storage.ts';
import type { AnyAction, Input, SiteFacts } from './action.ts';

export type SessionActor = { readonly actor: Actor; readonly csrf: string; readonly mustChangePassword: boolean };

export type Catalogue = {
  readonly site: SiteFacts;
  readonly files: FileStore;
  /** Runs an action; throws CatalogueError for what the caller can mend. */
  readonly execute: (action: AnyAction, input: Input, actor: Actor) => Promise<unknown>;
  /** Whether a page should offer it: the same find and the same rule as the action's own. */
  readonly mayRun: (action: AnyAction, input: Input, actor: Actor) => Promise<boolean>;
  /** The owner of a token or account key; undefined for any other text. */
  readonly actorOf: (credential: string) => Actor | undefined | Promise<Actor | undefined>;
  readonly sessionOf: (session: string) => Promise<SessionActor | undefined>;
  /**
   * A new session, or undefined where name and password do not fit together. `address` is where the
   * attempt comes from: after too many of them TooManyTries is thrown.
   */
  readonly logIn: (nameOrEmail: string, password: string, address?: string) => Promise<{ session: string; csrf: string } | undefined>;
  readonly logOut: (session: string) => Promise<void>;
  /** The account key of the actor himself, made when first shown; `renew` replaces it. */
  readonly accountKey: (actor: Actor, renew?: boolean) => Promise<string>;
  /** The stored file behind an uploaded resource, by its id; undefined for a link, and for an actor who may not see it. */
  readonly fileOf: (resource: string, actor: Actor) => Promise<StoredFile | undefined>;
  /** An uploaded picture under the file name that its address ends with. Organizations count as groups. */
  readonly pictureOf: (of: 'group' | 'user' | 'admin', fileName: string) => Promise<StoredFile | undefined>;
  /** Keeps a file that came with a form, so that it survives the form's errors; anonymous visitors' files are not held. */
  readonly holdUpload: (upload: Upload, actor: Actor) => Promise<Upload>;
  /** A file held before, for the one who sent it; undefined once it was used, or after a day. */
  readonly heldUpload: (id: string, actor: Actor) => Promise<Upload | undefined>;
  /** True while PostgreSQL answers and the index can be searched. */
  readonly ready: () => Promise<boolean>;
};

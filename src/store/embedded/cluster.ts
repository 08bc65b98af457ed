// The embedded PostgreSQL of a data folder, as the rest of the store sees it:
// acquire it, use it through its socket, release it. It is shared by every
// Kokanee process of that folder; the last one out stops it. Pools, migrations
// and roles beyond the application's own are not made here.

import { knock } from './knock.ts';
import { Membership } from './membership.ts';
import type { Place } from './place.ts';
import { settlePlace } from './place.ts';
import { askToStop, stopPostmaster } from './postmaster.ts';
import { bringUp } from './running.ts';
import { keepLogSmall } from './server-log.ts';
import { applicationRole, databaseName, port, superuserRole } from './settings.ts';
import { socketFolder } from './socket-folder.ts';

export { ClusterRefused, EmbeddedUnavailable } from './refusals.ts';

/** What `pg` needs to connect. */
export type Connection = {
  /** The folder of the socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
};

export type Cluster = Connection & {
  readonly socketDir: string;
  readonly clusterDir: string;
  /** For setting up roles and databases, and for test support; never for ordinary work. */
  readonly superuser: Connection;
  /** Brings a server that died back; cheap when it is up, safe from many processes at once. */
  ensureRunning(): Promise<void>;
  /** Leaves; the last process out stops the server. */
  release(): Promise<void>;
};

export type ClusterOptions = {
  readonly log?: (line: string) => void;
  /** The programs to use instead of the platform package's `native` folder. */
  readonly nativeDir?: string;
};

/** Joins the embedded server of a data folder, making and starting it as needed. */
export async function acquireCluster(dataDir: string, options: ClusterOptions = {}): Promise<Cluster> {
  const place = settlePlace(dataDir);
  const lease = new Lease(place, options);
  await lease.join();
  const host = socketFolder(place);
  return {
    host,
    port,
    user: applicationRole,
    database: databaseName,
    socketDir: host,
    clusterDir: place.clusterDir,
    superuser: { host, port, user: superuserRole, database: 'postgres' },
    ensureRunning: () => lease.ensureRunning(),
    release: () => lease.release(),
  };
}

const leases = new Set<Lease>();

// A process that ends without releasing still asks the server to stop.
process.on('exit', () => {
  for (const lease of leases) lease.drop();
});

class Lease {
  readonly #place: Place;
  readonly #options: ClusterOptions;
  readonly #membership: Membership;
  #ensuring: Promise<void> | undefined;
  #releasing: Promise<void> | undefined;
  #stopTrimming: () => void = () => {};

  constructor(place: Place, options: ClusterOptions) {
    this.#place = place;
    this.#options = options;
    this.#membership = new Membership(place);
  }

  async join(): Promise<void> {
    await this.#inTurn(async () => {
      this.#membership.join();
      leases.add(this);
      try {
        await this.#bringUp();
      } catch (error) {
        leases.delete(this);
        await this.#leave();
        throw error;
      }
    });
    this.#stopTrimming = keepLogSmall(this.#place);
  }

  async ensureRunning(): Promise<void> {
    if (this.#releasing !== undefined) throw new Error('The database has been released.');
    if ((await knock(socketFolder(this.#place))) === 'up') return;
    this.#ensuring ??= this.#inTurn(() => this.#bringUp()).finally(() => {
      this.#ensuring = undefined;
    });
    await this.#ensuring;
  }

  release(): Promise<void> {
    this.#releasing ??= this.#inTurn(async () => {
      leases.delete(this);
      this.#stopTrimming();
      await this.#leave();
    });
    return this.#releasing;
  }

  drop(): void {
    try {
      this.#membership.leaveAtOnce(() => askToStop(this.#place.clusterDir));
    } catch {
      // The process is ending; there is nobody to tell.
    }
  }

  #bringUp(): Promise<void> {
    return bringUp({
      place: this.#place,
      nativeDir: this.#options.nativeDir,
      hasCompany: () => this.#membership.hasCompany(),
      log: (line) => this.#options.log?.(line),
    });
  }

  async #leave(): Promise<void> {
    if (this.#membership.leave()) await stopPostmaster(this.#place.clusterDir);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.#membership.inTurn(work, () => this.#options.log?.('waiting for another Kokanee process to start or stop the database'));
  }
}

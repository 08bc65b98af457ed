/** One data folder under fire: round after round on the same data, so that damage would add up. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Api, apiOf, mustCall } from './api.ts';
import { Board } from './board.ts';
import { checkFaults } from './checking.ts';
import { organizationKey } from './content.ts';
import { ORGANIZATION } from './deeds.ts';
import { type Import, prepareImport } from './importing.ts';
import { Ledger } from './ledger.ts';
import { isOfImport, type Plan } from './plan.ts';
import { killPostgres, killProcess, type Process, runCommand, type Server, startServer, stopServer } from './processes.ts';
import { shownFaults } from './shown.ts';
import { NOTHING_STORED, readStored, type Stored, valuesOf } from './stored.ts';
import { startWriting, type Writing } from './writers.ts';

export type Outcome = { readonly faults: readonly string[]; readonly told: string };

/** A point that is not reached by then never will be. */
const POINT_MS = 15_000;
/** Answers that must come after PostgreSQL was killed under a living server. */
const ANSWERS_AFTER = 10;
/** Points that a server passes while it is looked at: it is armed with them later. */
const isPassedByReading = (plan: Plan | undefined): boolean => plan?.blow.at === 'point' && plan.blow.point === 'before-indexing';
/** How many datasets the building of an index takes at once. */
const INDEX_BATCH = 200;

export class Lane {
  readonly dataDir: string;
  readonly #token: string;
  readonly #ledger: Ledger;
  #server: Server | undefined;
  #stored: Stored = NOTHING_STORED;

  constructor(dataDir: string, token: string, ledger: Ledger) {
    this.dataDir = dataDir;
    this.#token = token;
    this.#ledger = ledger;
  }

  static async open(folder: string): Promise<Lane> {
    const dataDir = join(folder, 'data');
    await mkdir(dataDir, { recursive: true });
    await runCommand(dataDir, 'user', 'add', 'fiona', '--email', 'fiona@example.org', '--password', 'correct-horse-9', '--sysadmin');
    const token = (await runCommand(dataDir, 'token', 'add', 'fiona')).trim();
    const lane = new Lane(dataDir, token, await Ledger.open(join(folder, 'acknowledged.jsonl')));
    await lane.#serve();
    lane.#ledger.sending(organizationKey(ORGANIZATION), 'Under fire');
    await mustCall(lane.#api(), 'organization_create', { name: ORGANIZATION, title: 'Under fire' });
    await lane.#ledger.acknowledged(organizationKey(ORGANIZATION), 'Under fire');
    return lane;
  }

  async round(plan: Plan, next: Plan | undefined): Promise<Outcome> {
    const started = performance.now();
    const [acknowledged, sent] = [this.#ledger.acknowledgedCount, this.#ledger.sentCount];
    const name = `r${plan.round}`;
    await this.#serve(plan);
    const board = Board.of(this.#stored, plan.random);
    const importing = plan.imports ? await prepareImport(this.dataDir, this.#ledger, name, plan.random) : undefined;
    const process = importing?.start(plan.blow.at === 'point' ? `${plan.blow.point}:${plan.blow.time}` : undefined);
    const writing = startWriting(this.#api(), this.#ledger, board, name);
    const faults = await this.#strike(plan, writing, process).catch((error: unknown) => [String(error)]);
    await writing.stop();
    await this.#serve(isPassedByReading(next) ? undefined : next, true);
    if (importing !== undefined && process !== undefined) faults.push(...(await this.#settleImport(importing, process)));
    faults.push(...writing.faults, ...(await this.#verify(plan)));
    const counts = `${this.#ledger.acknowledgedCount - acknowledged} of ${this.#ledger.sentCount - sent} writes acknowledged`;
    return { faults, told: `${counts}, ${this.#stored.datasets.length} datasets, ${((performance.now() - started) / 1000).toFixed(1)} s` };
  }

  async close(): Promise<void> {
    if (this.#server !== undefined) await stopServer(this.#server);
    await this.#ledger.close();
  }

  #api(): Api {
    return apiOf(this.#server?.url ?? '', this.#token);
  }

  /** Sees to it that a server runs, and that it will be killed where the plan says. */
  async #serve(plan?: Plan, livesOn = false): Promise<void> {
    const armed = plan === undefined ? undefined : this.#armedFor(plan);
    if (this.#server?.isOver()) this.#server = undefined;
    if (this.#server !== undefined && (this.#server.armed === armed || livesOn)) return;
    if (this.#server !== undefined) await stopServer(this.#server);
    this.#server = await startServer(this.dataDir, armed);
    if (this.#server === undefined) throw new Error('the server was killed before it was ready');
    await mustCall(this.#api(), 'package_search', { rows: 0 });
  }

  #armedFor({ blow }: Plan): string | undefined {
    if (blow.at === 'random' || blow.point === 'database-start' || isOfImport(blow.point)) return undefined;
    const passedAtStart = blow.point === 'before-indexing' ? Math.ceil(this.#stored.datasets.length / INDEX_BATCH) : 0;
    return `${blow.point}:${blow.time + passedAtStart}`;
  }

  async #strike({ blow, random }: Plan, writing: Writing, importing: Process | undefined): Promise<string[]> {
    const server = this.#server;
    if (server === undefined) throw new Error('no server runs');
    if (blow.at === 'point' && blow.point !== 'database-start') {
      const victim = isOfImport(blow.point) ? importing : server;
      const end = await Promise.race([victim?.ended, pause(POINT_MS)]);
      return end?.signal === 'SIGKILL'
        ? []
        : [`${blow.point} was not reached: ${end === undefined ? 'still running' : `${end.code} ${end.error}`}`];
    }
    if (!(await this.#acknowledges(1))) return ['no write was acknowledged'];
    await pause(blow.at === 'random' ? blow.afterMs : random.between(60, 300));
    const victim = blow.at === 'random' ? blow.victim : 'both';
    const kills = [
      victim !== 'postgres' && (() => killProcess(server)),
      victim !== 'node' && (async () => killPostgres(this.dataDir) || Promise.reject(new Error('no PostgreSQL ran'))),
    ];
    await Promise.all(random.shuffled(kills).map((kill) => kill !== false && kill()));
    if (victim === 'node' && importing !== undefined && random.chance(0.5)) await killProcess(importing);
    if (victim === 'postgres') return this.#livesOn(writing);
    if (blow.at === 'random') return [];
    return (await startServer(this.dataDir, 'database-start:1')) === undefined ? [] : ['database-start was not reached'];
  }

  /** A server whose database was killed brings it back and goes on. */
  async #livesOn(writing: Writing): Promise<string[]> {
    if (await this.#acknowledges(ANSWERS_AFTER)) return [];
    return [`no writes were acknowledged after PostgreSQL was killed; ${writing.unknown()} were not answered`];
  }

  /** Waits for so many acknowledgements more. */
  async #acknowledges(more: number): Promise<boolean> {
    const wanted = this.#ledger.acknowledgedCount + more;
    for (const deadline = Date.now() + POINT_MS; Date.now() < deadline; await pause(5))
      if (this.#ledger.acknowledgedCount >= wanted) return true;
    return false;
  }

  /** An import that was killed is run again; one that was not must have gone on to its end. */
  async #settleImport(importing: Import, process: Process): Promise<string[]> {
    let end = await process.ended;
    const faults: string[] = [];
    if (end.signal === 'SIGKILL') {
      faults.push(...(await this.#storedFaults()));
      end = await importing.start().ended;
    }
    if (end.code !== 0) return [...faults, `the import ended with ${end.code ?? end.signal}: ${end.out}${end.error}`];
    await importing.acknowledged();
    return faults;
  }

  async #storedFaults(): Promise<string[]> {
    this.#stored = await readStored(this.dataDir);
    const { values, twice } = valuesOf(this.#stored);
    return [...twice, ...this.#ledger.faultsOf(values)];
  }

  async #verify({ round, random }: Plan): Promise<string[]> {
    const stored = await this.#storedFaults();
    const touched = (name: string): boolean => name.includes(`-r${round}-`);
    const [shown, checked] = await Promise.all([shownFaults(this.#api(), this.#stored, touched, random), checkFaults(this.dataDir)]);
    return [...stored, ...shown, ...checked];
  }
}

/**
 * The own search engine: everything in memory, in this thread, thrown away at the end.
 * Updates append; a compaction in small steps takes the dead documents out again.
 */
import { Unavailable } from '#domain/errors.ts';
import type { IndexDocument } from '../document.ts';
import type { IndexChange, IndexedRevision, SearchAnswer, SearchIndex } from '../index-port.ts';
import type { SearchRequest } from '../request.ts';
import { compact } from './compact.ts';
import { Generation } from './generation.ts';
import { Searcher } from './search.ts';

/** Dead documents are tolerated up to these. */
const DEAD_SHARE = 0.25;
const DEAD_LEAST = 1000;
/** How long a step of a compaction may keep the thread, in milliseconds. */
const STEP_TIME = 4;

type Compaction = { readonly steps: Iterator<void, Generation>; readonly since: Map<string, IndexChange> };

export class Engine implements SearchIndex {
  private generation = new Generation();
  private readonly searcher = new Searcher();
  private numbers = new Map<string, number>();
  private compaction: Compaction | null = null;
  private version = 0;
  private closed = false;

  async search(request: SearchRequest): Promise<SearchAnswer> {
    if (this.closed) throw new Unavailable('the index is closed');
    return this.searcher.search(this.generation, this.version, request);
  }

  apply(changes: readonly IndexChange[]): void {
    let changed = false;
    for (const change of changes) if (this.applyOne(change)) changed = true;
    if (!changed) return;
    this.version++;
    // a writer who never lets go of the thread pays for the compaction himself
    if (this.compaction !== null) this.step();
    else this.compactIfWorthwhile();
  }

  private applyOne(change: IndexChange): boolean {
    const id = change.kind === 'put' ? change.document.id : change.id;
    const known = this.numbers.get(id);
    if (change.kind === 'put' && change.document.rev < (this.revisionOf(id) ?? 0)) return false;
    if (change.kind === 'remove' && known === undefined) return false;
    this.compaction?.since.set(id, change);
    if (known !== undefined) this.generation.kill(known);
    if (change.kind === 'put') this.put(change.document);
    else this.numbers.delete(id);
    return true;
  }

  private put(document: IndexDocument): void {
    this.numbers.set(document.id, this.generation.add(document));
  }

  private compactIfWorthwhile(): void {
    const { count, liveCount } = this.generation;
    const dead = count - liveCount;
    if (dead < DEAD_LEAST || dead < count * DEAD_SHARE) return;
    this.compaction = { steps: compact(this.generation), since: new Map() };
    this.stepLater();
  }

  /** Starts or goes on with a compaction whatever the share of the dead; says whether more is to be done. */
  compact(): boolean {
    if (this.compaction === null && this.generation.count > this.generation.liveCount)
      this.compaction = { steps: compact(this.generation), since: new Map() };
    this.step();
    return this.compaction !== null;
  }

  /** Numbers given out and texts kept, dead ones included: what grows between two compactions. */
  size(): { readonly documents: number; readonly texts: number } {
    return { documents: this.generation.count, texts: this.generation.strings.size };
  }

  private stepLater(): void {
    setImmediate(() => {
      if (this.compaction === null) return;
      this.step();
      if (this.compaction !== null) this.stepLater();
    }).unref();
  }

  private step(): void {
    const until = performance.now() + STEP_TIME;
    while (this.compaction !== null && performance.now() < until) {
      const step = this.compaction.steps.next();
      if (step.done === true) this.adopt(step.value, this.compaction.since);
    }
  }

  /** Brings the compacted generation up to date and takes it into use. */
  private adopt(fresh: Generation, since: ReadonlyMap<string, IndexChange>): void {
    const numbers = new Map<string, number>();
    for (const [doc, id] of fresh.ids.entries()) numbers.set(id, doc);
    for (const [id, change] of since) {
      const known = numbers.get(id);
      if (known !== undefined) fresh.kill(known);
      if (change.kind === 'put') numbers.set(id, fresh.add(change.document));
      else numbers.delete(id);
    }
    this.generation = fresh;
    this.numbers = numbers;
    this.compaction = null;
    this.version++;
  }

  count(): number {
    return this.generation.liveCount;
  }

  revisionOf(id: string): number | undefined {
    const doc = this.numbers.get(id);
    return doc === undefined ? undefined : this.generation.revs[doc];
  }

  *revisions(): Iterable<IndexedRevision> {
    for (const [id, doc] of this.numbers) yield { id, rev: this.generation.revs[doc] ?? 0 };
  }

  clear(): void {
    this.generation = new Generation();
    this.numbers = new Map();
    this.compaction = null;
    this.version++;
  }

  close(): void {
    this.clear();
    this.closed = true;
  }
}

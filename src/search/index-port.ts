/**
 * The one interface every search backend offers: the own engine behind it today, a
 * Solr cluster later. It is asynchronous so that the index may live in this thread,
 * in another one or in another machine without its callers noticing.
 */
import type { IndexDocument } from './document.ts';
import type { SearchRequest } from './request.ts';

/** One thing that happened to a dataset, as far as the index cares. */
export type IndexChange = { readonly kind: 'put'; readonly document: IndexDocument } | { readonly kind: 'remove'; readonly id: string };

/** How many visible hits have this value. */
export type FacetCount = { readonly value: string; readonly count: number };

/** What was found, everything of it cut down to the audience of the request. */
export type SearchAnswer = {
  /** Exact number of hits, whatever the page. */
  readonly total: number;
  /** Dataset ids of the page, in order. */
  readonly ids: readonly string[];
  /** Scores in step with `ids`; absent when nothing asked for them. */
  readonly scores?: readonly number[];
  /** Values per facet field in Solr's order: by count, or by term where the limit is open. */
  readonly facets: Readonly<Record<string, readonly FacetCount[]>>;
  /** Version of the index that answered; two answers of one version saw the same documents. */
  readonly version: number;
};

/** An id with the revision the index holds of it. */
export type IndexedRevision = { readonly id: string; readonly rev: number };

/** A searchable projection of the catalogue that can be thrown away and fed again. */
export interface SearchIndex {
  /** Answers one request; throws `SearchError` for what only the index can refuse. */
  search(request: SearchRequest): Promise<SearchAnswer>;
  /**
   * Takes changes in, in the order in which they were read from the store. A lower revision than the known one is
   * ignored; the same one is taken again, as names of organizations and groups may have changed around it.
   */
  apply(changes: readonly IndexChange[]): void | Promise<void>;
  /** Number of documents that can be found. */
  count(): number;
  /** The revision the index holds of a dataset, if it holds one. */
  revisionOf(id: string): number | undefined;
  /** What the index holds, for a comparison with the store. */
  revisions(): Iterable<IndexedRevision>;
  /** Forgets everything. */
  clear(): void;
  close(): void | Promise<void>;
}

/** Small catalogues for the tests of the engine. */
import type { Audience } from '#domain/audience.ts';
import { indexDocument, type IndexDocument } from '../document.ts';
import type { SearchAnswer } from '../index-port.ts';
import { searchRequest, type SearchSettings } from '../request.ts';
import { Engine } from './engine.ts';

export const SETTINGS: SearchSettings = {
  facetLimit: 50,
  rowsMax: 1000,
  defaultSort: 'score desc, metadata_modified desc',
  defaultParser: 'dismax',
  siteId: 'default',
  allowedQueryParsers: [],
  now: new Date(0),
};
export const EVERYONE: Audience = { kind: 'labels', labels: ['public'] };

/** A document of a public dataset; only what is named differs. */
export function aDocument(
  id: string,
  dataset: Record<string, unknown> = {},
  rev = 1,
  labels: readonly string[] = ['public'],
): IndexDocument {
  const dict = {
    id,
    name: id,
    title: id,
    state: 'active',
    private: false,
    type: 'dataset',
    metadata_modified: '2020-01-01T00:00:00.000000',
    ...dataset,
  };
  return indexDocument(dict, { rev, labels, siteId: 'default', extraResourceFields: [] });
}

/** An engine that holds some documents. */
export function anEngine(...documents: readonly IndexDocument[]): Engine {
  const engine = new Engine();
  engine.apply(documents.map((document) => ({ kind: 'put', document })));
  return engine;
}

/** Asks as `package_search` would. */
export const ask = (engine: Engine, params: Record<string, unknown>, audience: Audience = EVERYONE): Promise<SearchAnswer> =>
  engine.search(searchRequest(params, audience, SETTINGS));

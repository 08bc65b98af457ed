/**
 * Vocabularies with the tags that sysadmins gave them. There are few, so every process holds them
 * all and reads them again when the change log tells of one.
 */
import type pg from 'pg';
import type { Doc } from '#domain/dataset.ts';
import { logged } from './changes.ts';
import type { Write } from './commit.ts';
import { aQueue } from './in-turn.ts';

export type Vocabulary = { readonly id: string; readonly name: string; readonly tags: readonly string[] };

export type Vocabularies = {
  /** By name. */
  readonly all: () => readonly Vocabulary[];
  readonly get: (id: string) => Vocabulary | undefined;
  /** By id first, then by name. */
  readonly find: (idOrName: string) => Vocabulary | undefined;
  /** Names by id. */
  readonly names: () => ReadonlyMap<string, string>;
  /** Reads them again; returns the ids of those whose name changed. */
  readonly reload: () => Promise<readonly string[]>;
};

export async function openVocabularies(pool: pg.Pool): Promise<Vocabularies> {
  let held = await loadVocabularies(pool);
  let names = namesOf(held);
  // So that an older reading never replaces a newer one.
  const inTurn = aQueue();

  const read = async (): Promise<readonly string[]> => {
    const before = names;
    held = await loadVocabularies(pool);
    names = namesOf(held);
    return held.filter(({ id, name }) => before.has(id) && before.get(id) !== name).map(({ id }) => id);
  };
  const get = (id: string): Vocabulary | undefined => held.find((one) => one.id === id);
  return {
    all: () => held,
    get,
    find: (idOrName) => get(idOrName) ?? held.find((one) => one.name === idOrName),
    names: () => names,
    reload: () => inTurn(read),
  };
}

const namesOf = (vocabularies: readonly Vocabulary[]): ReadonlyMap<string, string> =>
  new Map(vocabularies.map(({ id, name }) => [id, name]));

/** All vocabularies, by name. */
export const VOCABULARIES =
  'select v.id, v.name, array(select t.name from vocabulary_tag t where t.vocabulary_id = v.id order by t.name) as tags from vocabulary v order by v.name';

async function loadVocabularies(pool: pg.Pool): Promise<readonly Vocabulary[]> {
  return (await pool.query<Vocabulary>(VOCABULARIES)).rows;
}

/** Ids of the datasets whose text names one of the vocabularies: a look at every dataset, for what seldom happens. */
export async function datasetsOfVocabularies(pool: pg.Pool, ids: readonly string[]): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    'select id from dataset where exists (select 1 from unnest($1::text[]) v where strpos(doc::text, v) > 0)',
    [ids],
  );
  return rows.map((row) => row.id);
}

/** The revision that a vocabulary has now: another one whenever a dataset has begun to use it. 0: there is none. */
export async function revOfVocabulary(pool: pg.Pool, id: string): Promise<number> {
  return (await pool.query<{ rev: number }>('select rev from vocabulary where id = $1', [id])).rows[0]?.rev ?? 0;
}

/** Ids of the vocabularies whose tags stand in these documents. */
export function vocabulariesIn(docs: readonly Doc[]): ReadonlySet<string> {
  const tags = docs.flatMap((doc) => (doc.tags ?? []) as readonly { readonly vocabulary_id: string | null }[]);
  return new Set(tags.flatMap(({ vocabulary_id: id }) => id ?? []));
}

/**
 * Goes with datasets that begin to use these vocabularies: stale where one is gone, and making stale
 * whoever takes one away meanwhile. No piece where there are none.
 */
export function useVocabularies(ids: readonly string[]): Write[] {
  const parts = {
    vocabulary: 'update vocabulary set rev = rev + 1 where id = any($1::text[]) returning id',
    all: 'select 1 where (select count(*) from @vocabulary) = cardinality($1::text[])',
  };
  return ids.length === 0 ? [] : [{ parts, values: [ids], expects: 'all', touches: [] }];
}

const CHANGED = "insert into change (kind, id, rev) select 'vocabulary', id, 0 from @vocabulary";

export function insertVocabulary({ id, name, tags }: Vocabulary): Write {
  return {
    parts: {
      vocabulary: 'insert into vocabulary (id, name) values ($1, $2) returning id',
      tags: 'insert into vocabulary_tag (vocabulary_id, name) select id, t from @vocabulary, unnest($3::text[]) t',
      change: CHANGED,
    },
    values: [id, name, tags],
    expects: 'vocabulary',
    touches: [{ kind: 'vocabulary', id }],
  };
}

/** Renames a vocabulary; undefined tags stay as they are. Whoever takes tags away names the revision he saw. */
export function updateVocabulary(id: string, name: string, tags: readonly string[] | undefined, rev?: number): Write {
  const replaced = {
    gone: 'delete from vocabulary_tag where vocabulary_id = $1 and name <> all($4::text[])',
    tags: 'insert into vocabulary_tag (vocabulary_id, name) select id, t from @vocabulary, unnest($4::text[]) t on conflict do nothing',
  };
  return {
    parts: {
      vocabulary: 'update vocabulary set name = $2, rev = rev + 1 where id = $1 and rev = coalesce($3, rev) returning id',
      ...(tags !== undefined && replaced),
      change: CHANGED,
    },
    values: [id, name, rev ?? null, ...(tags === undefined ? [] : [tags])],
    expects: 'vocabulary',
    touches: [{ kind: 'vocabulary', id }],
  };
}

/** Removes a vocabulary with its tags; datasets give them up by `detachTags`. */
export function removeVocabulary(id: string, rev: number): Write {
  return {
    parts: { vocabulary: 'delete from vocabulary where id = $1 and rev = $2 returning id', change: CHANGED },
    values: [id, rev],
    expects: 'vocabulary',
    touches: [{ kind: 'vocabulary', id }],
  };
}

/** One more tag; the row must not be there yet. */
export function insertVocabularyTag(vocabularyId: string, name: string): Write {
  return {
    parts: {
      vocabulary: 'insert into vocabulary_tag (vocabulary_id, name) values ($1, $2) returning vocabulary_id as id',
      change: CHANGED,
    },
    values: [vocabularyId, name],
    expects: 'vocabulary',
    touches: [{ kind: 'vocabulary', id: vocabularyId }],
  };
}

/** Takes a tag out of its vocabulary, where it stands there. */
export function removeVocabularyTag(vocabularyId: string, name: string, rev: number): Write {
  return {
    parts: {
      vocabulary: 'update vocabulary set rev = rev + 1 where id = $1 and rev = $3 returning id',
      tag: 'delete from vocabulary_tag where vocabulary_id = $1 and name = $2',
      change: CHANGED,
    },
    values: [vocabularyId, name, rev],
    expects: 'vocabulary',
    touches: [{ kind: 'vocabulary', id: vocabularyId }],
  };
}

/** Which tags of datasets go: those of these names, or all but those, in a vocabulary or (null) free ones. */
export type Detached = {
  readonly vocabularyId: string | null;
  readonly names: readonly string[];
  readonly allBut: boolean;
};

/** Takes tags off every dataset that has them, deleted ones included. */
export function detachTags({ vocabularyId, names, allBut }: Detached, modified: string): Write {
  const goes = "(t->>'vocabulary_id' is not distinct from $1::text and (t->>'name' = any($2::text[])) <> $3::boolean)";
  const kept = `(select coalesce(json_agg(t order by place), '[]') from json_array_elements(d.doc->'tags') with ordinality as l(t, place) where not ${goes})`;
  return {
    parts: {
      // The search for a text comes first: it is far cheaper than reading every document as JSON.
      dataset: `update dataset d set metadata_modified = $4, rev = d.rev + 1, doc = (
          select json_object_agg(key, case key when 'tags' then ${kept} when 'num_tags' then to_json(json_array_length(${kept})) else value end order by place)
          from json_each(d.doc) with ordinality as e(key, value, place))
        where strpos(d.doc::text, $5) > 0 and exists (select 1 from json_array_elements(d.doc->'tags') t where ${goes}) returning d.id, d.rev`,
      detached: logged('dataset', 'dataset'),
    },
    values: [vocabularyId, names, allBut, modified, vocabularyId ?? names[0] ?? ''],
    spreads: 'dataset',
    touches: [],
  };
}

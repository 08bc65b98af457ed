/**
 * Writes a batch of checked lines: finds what each is about, leaves out what is stored already,
 * and writes the rest, durable as a whole. A batch that PostgreSQL refuses is halved until the
 * line at fault stands alone.
 */
import type { App } from '#app';
import { crashPoint } from '#domain/crash-point.ts';
import { newId } from '#domain/ids.ts';
import { withBinaryTexts } from '#store/binary-arrays.ts';
import { findHeld, type Held, putFormerDatasetNames, replaceDatasets, replacedAll } from '#store/bulk.ts';
import { Stale, Taken, type Write } from '#store/commit.ts';
import { type DatasetRow, insertDatasets, loadDatasetRows, type NewDataset } from '#store/dataset.ts';
import { useVocabularies, vocabulariesIn } from '#store/vocabulary.ts';
import type { Opened } from '../open-catalogue.ts';
import { type CleanLine, isStored, rowsOf } from './dataset-rows.ts';
import { attachFiles, hasUploads } from './files.ts';
import type { Report } from './tally.ts';
import { whenAway } from './when-away.ts';

type Item = { readonly source: CleanLine; readonly rows: NewDataset; readonly stored: DatasetRow | undefined };

/** What is to be told of a batch once it is safe; an attempt that failed tells nothing. */
type Told = ((report: Report) => void)[];

export function batchWriter(opened: Opened, folder: string | undefined, report: Report): (lines: readonly CleanLine[]) => Promise<void> {
  return async (lines) => {
    crashPoint('import-before-batch');
    const told = await whenAway(opened, async () => {
      const told: Told = [];
      await writeBatch(opened.app, folder, lines, told, false);
      return told;
    });
    crashPoint('import-after-batch');
    for (const tell of told) tell(report);
  };
}

async function writeBatch(app: App, folder: string | undefined, lines: readonly CleanLine[], told: Told, isRetry: boolean): Promise<void> {
  const found = await findItems(app, lines, told);
  const { items, put } = await withFiles(app, folder, found, told);
  const toldBefore = told.length;
  try {
    await writeItems(app, items, told);
  } catch (error) {
    if (!(error instanceof Stale || error instanceof Taken)) throw error;
    told.length = toldBefore;
    // After any other error the rows may be there all the same, and need their files.
    for (const key of put) await app.files.remove(key);
    return divide(
      app,
      folder,
      items.map(({ source }) => source),
      told,
      isRetry ? error : undefined,
    );
  }
  await dropOldFiles(app.files, items);
  // Of lines that say what is stored too: an import that was cut short may have left them out.
  const named = found.flatMap(({ source, rows: { id } }) => source.formerNames.map((name) => ({ id, name })));
  if (named.length > 0) await app.store.commit([putFormerDatasetNames(named)]);
}

async function divide(
  app: App,
  folder: string | undefined,
  lines: readonly CleanLine[],
  told: Told,
  again: Stale | Taken | undefined,
): Promise<void> {
  const [only] = lines;
  if (only === undefined) return;
  if (lines.length === 1 && again !== undefined) {
    told.push((report) => report.refused(only.line, again instanceof Taken ? IN_USE : 'it was changed by somebody else at the same time'));
    return;
  }
  const middle = Math.ceil(lines.length / 2);
  await writeBatch(app, folder, lines.slice(0, middle), told, true);
  if (middle < lines.length) await writeBatch(app, folder, lines.slice(middle), told, true);
}

/** Pairs lines with the datasets they are about; refuses those that clash with another one. */
async function findItems({ store }: App, lines: readonly CleanLine[], told: Told): Promise<Item[]> {
  const [ids, names] = [lines.flatMap(({ clean }) => clean.id ?? []), lines.map(({ clean }) => clean.doc.name)];
  const held = await findHeld(store.pool, {
    ids: [...ids, ...names],
    names: [...names, ...ids],
    resources: lines.flatMap(({ clean }) => clean.resources.flatMap(({ id }) => id ?? [])),
  });
  const targets = new Map<CleanLine, string | undefined>();
  for (const line of lines) {
    const target = targetOf(line, held, new Set(ids));
    if ('fault' in target) told.push((report) => report.refused(line.line, target.fault));
    else targets.set(line, target.id);
  }
  const rows = await loadDatasetRows(
    store.pool,
    [...targets.values()].filter((id) => id !== undefined),
  );
  const stored = new Map(rows.map((row) => [row.head.id, row]));
  return [...targets].map(([source, id]) => {
    const before = id === undefined ? undefined : stored.get(id);
    return { source, stored: before, rows: rowsOf(source, before) };
  });
}

const IN_USE = 'name: That URL is already in use.';

/** The dataset a line is about: by id, then by name; undefined for a new one. */
function targetOf(
  { clean }: CleanLine,
  held: Held,
  ids: ReadonlySet<string>,
): { readonly id: string | undefined } | { readonly fault: string } {
  const byId = clean.id === undefined ? undefined : held.byId.get(clean.id);
  const named = held.byName.get(clean.doc.name);
  // A deleted dataset gives its name up to another one.
  const byName = named?.state === 'deleted' ? undefined : named;
  if (byId !== undefined && byName !== undefined && byName.id !== byId.id) return { fault: IN_USE };
  const target = byId ?? byName;
  const own = target?.id ?? clean.id;
  // Links by id lead to a dataset first: what is one's id is no name for another.
  if (clean.doc.name !== own && (held.byId.has(clean.doc.name) || ids.has(clean.doc.name))) return { fault: IN_USE };
  if (own !== undefined && (held.byName.get(own)?.id ?? own) !== own) return { fault: 'id: Dataset id already exists' };
  const elsewhere = clean.resources.find(
    ({ id }) => id !== undefined && held.resourceOwners.has(id) && held.resourceOwners.get(id) !== target?.id,
  );
  return elsewhere === undefined ? { id: target?.id } : { fault: `resources: Resource id already exists: ${elsewhere.id}` };
}

/** Takes in uploaded files and leaves out the lines that say what is stored already. */
async function withFiles(
  { files }: App,
  folder: string | undefined,
  found: readonly Item[],
  told: Told,
): Promise<{ items: Item[]; put: string[] }> {
  const items: Item[] = [];
  const put: string[] = [];
  for (const item of found) {
    const attached = hasUploads(item.rows) ? await attachFiles(files, folder, item.rows) : undefined;
    const rows = attached?.rows ?? item.rows;
    put.push(...(attached?.put.map(({ key }) => key) ?? []));
    if (item.stored !== undefined && isStored(rows, item.stored)) told.push((report) => report.settled('unchanged'));
    else items.push({ ...item, rows });
    for (const name of attached?.missing ?? []) told.push((report) => report.warned(item.source.line, `the file ${name} is missing`));
  }
  return { items, put };
}

async function writeItems({ store }: App, items: readonly Item[], told: Told): Promise<void> {
  const { fresh = [], present = [] } = Object.groupBy(items, ({ stored }) => (stored === undefined ? 'fresh' : 'present'));
  // Two statements: a new dataset may take the name that a stored one gives up.
  if (present.length > 0) {
    const [written] = await store.commit([
      withBinaryTexts(
        replaceDatasets(
          present.map(({ rows }) => rows),
          newId,
        ),
      ),
      ...usedBy(present),
    ]);
    if (!replacedAll(written, present.length)) throw new Stale('a dataset went away');
  }
  if (fresh.length > 0)
    await store.commit([
      withBinaryTexts(
        insertDatasets(
          fresh.map(({ rows }) => rows),
          newId,
        ),
      ),
      ...usedBy(fresh),
    ]);
  told.push((report) => {
    for (const { stored } of items) report.settled(stored === undefined ? 'added' : 'changed');
  });
}

/** Also of vocabularies that a dataset used before: its row is replaced at whatever revision it stands. */
const usedBy = (items: readonly Item[]): Write[] => useVocabularies([...vocabulariesIn(items.map(({ rows }) => rows.doc))]);

/** Removes files that the rows before had and the rows now have not. */
async function dropOldFiles(files: App['files'], items: readonly Item[]): Promise<void> {
  for (const { rows, stored } of items) {
    const kept = new Set(rows.resources.map(({ file }) => file?.key));
    for (const { file } of stored?.resources ?? []) if (file !== null && !kept.has(file.key)) await files.remove(file.key);
  }
}

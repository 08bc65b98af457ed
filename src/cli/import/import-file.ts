/**
 * Imports a file of JSON lines: each line goes to the importer of its kind, which writes in
 * batches that are durable as a whole. A bad line is told of and passed over.
 */
import type { Opened } from '../open-catalogue.ts';
import { datasetImporter } from './datasets.ts';
import { groupImporter } from './groups.ts';
import type { Importer } from './importer.ts';
import { type JsonObject, type Kind, kindOf } from './kind.ts';
import { type Line, linesOf } from './lines.ts';
import { emptyTally, type Report, type Tally } from './tally.ts';
import { userImporter } from './users.ts';
import { vocabularyImporter } from './vocabularies.ts';

export type ImportOptions = {
  /** A path, or `-` for standard input. */
  readonly file: string;
  /** What all lines are, whatever they say. */
  readonly as?: Kind | undefined;
  /** Where uploaded files lie, as `<resource id>/<file name>`. */
  readonly files?: string | undefined;
  readonly onMessage: (message: string) => void;
  readonly onProgress?: (tally: Tally) => void;
};

export async function importFile(opened: Opened, { file, as, files, onMessage, onProgress }: ImportOptions): Promise<Tally> {
  const tally = emptyTally();
  const report: Report = {
    settled: (fate) => void tally[fate]++,
    refused: (line, reason) => {
      tally.refused++;
      onMessage(`line ${line}: refused: ${reason}`);
    },
    warned: (line, what) => onMessage(`line ${line}: ${what}`),
  };
  const importers = importersOf(opened, files, report);
  let current: Kind | undefined;
  for await (const line of linesOf(file)) {
    tally.lines++;
    const read = readLine(line, as);
    if ('fault' in read) report.refused(line.number, read.fault);
    else {
      // Datasets name organizations of earlier lines: what came before another kind is written before it.
      if (current !== undefined && current !== read.kind) await importers[current].settle();
      current = read.kind;
      await importers[read.kind].add({ line: line.number, record: read.record, size: line.text.length });
    }
    onProgress?.(tally);
  }
  for (const importer of Object.values(importers)) await importer.finish();
  return tally;
}

const importersOf = (opened: Opened, files: string | undefined, report: Report): Record<Kind, Importer> => ({
  organizations: groupImporter(opened, true, report),
  groups: groupImporter(opened, false, report),
  users: userImporter(opened, report),
  vocabularies: vocabularyImporter(opened, report),
  datasets: datasetImporter(opened, files, report),
});

type Read = { readonly kind: Kind; readonly record: JsonObject } | { readonly fault: string };

function readLine({ text }: Line, as: Kind | undefined): Read {
  let record: unknown;
  try {
    record = JSON.parse(text);
  } catch (error) {
    return { fault: `no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return { fault: 'no JSON object' };
  const kind = as ?? kindOf(record as JsonObject);
  if (kind === undefined)
    return {
      fault: 'is_organization and type do not say what this is; settle it with --as datasets, organizations, groups, users or vocabularies',
    };
  return { kind, record: record as JsonObject };
}

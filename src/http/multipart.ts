/**
 * Multipart bodies: fields are gathered, files go to the file store as they come, in constant
 * memory. Whatever was stored is removed again when the body turns out to be unusable.
 */
import type { IncomingMessage } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';
import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import { BadRequest, Unavailable, ValidationError } from '#domain/errors.ts';
import { Upload } from '#domain/upload.ts';
import { type FileStore, NoRoom, TooLarge } from '#files/storage.ts';
import { announcedBytes, Gone, invite } from './body.ts';
import type { Pair } from './form.ts';
import { tooLarge } from './refusal.ts';

/** Which parts are stored: the most bytes of a file in that field, or undefined for a file that nobody wants. */
export type FileRules = {
  readonly maxBytesOf: (field: string, before: readonly Pair[]) => number | undefined;
  /** Most bytes of all files together, and the field to blame when a body announces more. */
  readonly most: { readonly bytes: number; readonly field?: string };
  /** Most bytes of all fields together, where it is not CKAN's number. */
  readonly fieldBytes?: number;
  /** A file that is too large is thrown away and its field noted, and the rest of the body is read all the same. */
  readonly passesOver?: boolean;
};

export type MultipartForm = {
  readonly pairs: Pair[];
  readonly files: Map<string, Upload>;
  /** Fields whose file was too large, where such files are passed over. */
  readonly tooLarge: readonly string[];
};

type Parser = InstanceType<typeof Busboy>;

/** Somebody has to make room first. */
const NO_ROOM_RETRY_S = 300;
const MOST_PARTS = 1000;
const MOST_FIELD_BYTES = 500_000;
/** What a body may measure beyond its files: fields, the headers of parts, small files that nobody wants. */
const ALLOWANCE = 1024 * 1024;

export async function readMultipart(request: IncomingMessage, store: FileStore, rules: FileRules): Promise<MultipartForm> {
  const limit = rules.most.bytes + ALLOWANCE + (rules.fieldBytes ?? 0);
  if (announcedBytes(request) > limit) throw fileTooLarge(rules.most.field);
  const parser = parserFor(request, rules.fieldBytes ?? MOST_FIELD_BYTES);
  // CKAN: a multipart body without a boundary is an empty form.
  if (parser === undefined) return { pairs: [], files: new Map(), tooLarge: [] };
  const form = new PartCollector(store, rules);
  try {
    await form.collect(request, parser, limit);
    return { pairs: form.pairs, files: form.files(), tooLarge: [...form.tooLarge] };
  } catch (error) {
    await form.discard();
    if (error instanceof NoRoom)
      throw new Unavailable(`There is no room left for the file of the field ${form.failedField}`, NO_ROOM_RETRY_S);
    throw error instanceof TooLarge ? fileTooLarge(form.failedField) : error;
  }
}

const fileTooLarge = (field: string | undefined): Error =>
  field === undefined ? tooLarge() : new ValidationError({ [field]: ['File upload too large'] });

function parserFor(request: IncomingMessage, fieldSize: number): Parser | undefined {
  try {
    return new Busboy({
      headers: { 'content-type': request.headers['content-type'] ?? '' },
      preservePath: true,
      isPartAFile: (_field, _type, fileName) => fileName !== undefined,
      limits: { parts: MOST_PARTS, fieldSize, headerPairs: 20, headerSize: 8192 },
    });
  } catch {
    return undefined;
  }
}

/** What stands before each part. */
function openingOf(request: IncomingMessage): string {
  const [, quoted, plain = ''] = /boundary\s*=\s*(?:"([^"]*)"|([^;\s]*))/i.exec(request.headers['content-type'] ?? '') ?? [];
  return `--${quoted ?? plain}`;
}

/** Whether a text has come yet, which may be spread over pieces; each piece is handed in as it comes. */
function watchFor(text: string): (piece?: Buffer) => boolean {
  const wanted = Buffer.from(text);
  let isFound = false;
  let last = Buffer.alloc(0);
  return (piece) => {
    if (isFound || piece === undefined) return isFound;
    const seen = Buffer.concat([last, piece]);
    isFound = seen.includes(wanted);
    last = Buffer.from(seen.subarray(-wanted.length));
    return isFound;
  };
}

/** What has come of one body so far. */
class PartCollector {
  readonly pairs: Pair[] = [];
  readonly tooLarge = new Set<string>();
  failedField: string | undefined;
  readonly #store: FileStore;
  readonly #rules: FileRules;
  readonly #stored: string[] = [];
  readonly #storing: Promise<void>[] = [];
  readonly #streams = new Set<BusboyFileStream>();
  /** By field, the file that came last, though an earlier one may be stored later. */
  readonly #kept = new Map<string, { readonly place: number; readonly upload: Upload }>();
  #fieldBytes = 0;

  constructor(store: FileStore, rules: FileRules) {
    this.#store = store;
    this.#rules = rules;
  }

  async collect(request: IncomingMessage, parser: Parser, limit: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      let size = 0;
      const hasBegun = watchFor(openingOf(request));
      const stop = (error: Error): void => {
        request.unpipe(parser);
        for (const stream of this.#streams) stream.destroy(error);
        reject(error);
      };
      request.on('data', (chunk: Buffer) => {
        size += chunk.length;
        hasBegun(chunk);
        if (size > limit) stop(tooLarge());
      });
      request.on('error', () => stop(new Gone('the client went away')));
      request.on('close', () => request.complete || stop(new Gone('the client went away')));
      parser.on('partsLimit', () => stop(tooLarge('The request has too many parts.')));
      // CKAN: a body in which no part begins is an empty form. One that ends within its only field has told nobody of that yet.
      parser.on('error', () => (hasBegun() ? stop(new BadRequest('The multipart body is broken')) : resolve()));
      parser.on(
        'field',
        (name, value, _nameCut, cut) =>
          this.#takeField(name, value, cut) ||
          stop(tooLarge(`The fields of the request are too large, most of all the field "${this.#longestField()}".`)),
      );
      parser.on('file', (name, stream, fileName, _encoding, type) => this.#takeFile(name, stream, fileName, type, stop));
      parser.on('finish', () => resolve());
      invite(request);
      request.pipe(parser);
    });
    await Promise.all(this.#storing);
  }

  files(): Map<string, Upload> {
    return new Map([...this.#kept].map(([name, { upload }]) => [name, upload]));
  }

  async discard(): Promise<void> {
    await Promise.allSettled(this.#storing);
    await Promise.allSettled(this.#stored.map((key) => this.#store.remove(key)));
  }

  #takeField(name: string | undefined, value: string, cut: boolean): boolean {
    if (name === undefined) return true;
    this.#fieldBytes += Buffer.byteLength(name) + Buffer.byteLength(value);
    this.pairs.push([name, value]);
    return !cut && this.#fieldBytes <= (this.#rules.fieldBytes ?? MOST_FIELD_BYTES);
  }

  #longestField(): string {
    const [name] = this.pairs.reduce((longest, pair) => (pair[1].length > longest[1].length ? pair : longest), ['', '']);
    return name.slice(0, 100);
  }

  #takeFile(name: string | undefined, stream: BusboyFileStream, fileName: string, type: string, stop: (error: Error) => void): void {
    // Also of a part that is thrown away: its end may be missing, which the parser tells on its own account.
    stream.on('error', () => undefined);
    const maxBytes = name === undefined || fileName === '' ? undefined : this.#limitOf(name, stop);
    if (name === undefined || maxBytes === undefined) {
      stream.resume();
      return;
    }
    this.#streams.add(stream);
    const storing = this.#keep(name, stream, { fileName: unescaped(fileName), type, maxBytes, place: this.#storing.length });
    this.#storing.push(storing);
    storing.catch(stop).finally(() => this.#streams.delete(stream));
  }

  /** Within the parser's events nothing may be thrown: it would reach nobody. */
  #limitOf(name: string, stop: (error: Error) => void): number | undefined {
    try {
      return this.#rules.maxBytesOf(name, this.pairs);
    } catch (error) {
      stop(error instanceof Error ? error : new Error(String(error)));
      return undefined;
    }
  }

  async #keep(name: string, stream: Readable, facts: { fileName: string; type: string; maxBytes: number; place: number }): Promise<void> {
    const source = this.#rules.passesOver === true ? besides(stream) : stream;
    try {
      const { file, start } = await this.#store.put(source, { maxBytes: facts.maxBytes });
      this.#stored.push(file.key);
      const other = this.#kept.get(name);
      const kept = { place: facts.place, upload: new Upload(facts.fileName, facts.type, file, start) };
      const [wins, loses] = other === undefined || other.place < kept.place ? [kept, other] : [other, kept];
      this.#kept.set(name, wins);
      if (loses !== undefined) await this.#store.remove(loses.upload.file.key);
    } catch (error) {
      if (this.#rules.passesOver === true && error instanceof TooLarge) {
        stream.unpipe().resume();
        this.tooLarge.add(name);
        return;
      }
      // The other files of the request are stopped with the same error; the first to fail is the cause.
      if (error instanceof TooLarge || error instanceof NoRoom) this.failedField ??= name;
      throw error;
    }
  }
}

/** The same bytes in a stream of their own, whose end does not end the body's. */
function besides(stream: Readable): Readable {
  const copy = new PassThrough();
  stream.on('error', (error) => copy.destroy(error));
  stream.on('close', () => stream.readableEnded || copy.destroy(new Gone('the body ended within a file')));
  return stream.pipe(copy);
}

/** Browsers write a double quote and line breaks in a file's name this way. */
const unescaped = (fileName: string): string =>
  fileName
    .replaceAll('%22', '"')
    .replaceAll(/%0D|%0A/gi, ' ')
    .toWellFormed();

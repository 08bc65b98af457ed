/**
 * Files that come with forms. A file is held as soon as it has come, so that a form that has to be
 * shown again still has it; the write that uses it lets go of it in the same statement.
 */
import type { Upload } from '#domain/upload.ts';
import type { Visit } from '../page.ts';
import { textOf } from './fields.ts';

/** What a form says about its file. */
export type FileChoice = {
  /** The file to be used, new or held since an earlier try. */
  readonly upload: Upload | undefined;
  /** What the form shows of it and sends along when it is shown again. */
  readonly held: HeldFile | undefined;
  /** What is wanted: a new file, an address, nothing, or what is there already. */
  readonly source: FileSource;
  /** The address that was typed, whatever is wanted. */
  readonly url: string;
  /** A file was kept and is no longer: it was used, or it took too long. */
  readonly lost: boolean;
  /** A file came that was larger than the site takes. */
  readonly tooLarge: boolean;
};

export type FileSource = 'upload' | 'link' | 'none' | 'keep';

export type HeldFile = { readonly id: string; readonly name: string; readonly size: number };

/** The fields of a choice named `upload`: `upload` itself, `held_upload`, `upload_source`. */
export const heldField = (name: string): string => `held_${name}`;
export const sourceField = (name: string): string => `${name}_source`;

const SOURCES: ReadonlySet<string> = new Set<FileSource>(['upload', 'link', 'none', 'keep']);

/** `name`: the field of the file; `urlName`: that of the address. Without a choice, what was filled in decides. */
export async function fileChoice({ request, catalogue }: Visit, name: string, urlName: string): Promise<FileChoice> {
  const fresh = request.files[name];
  const id = textOf(request.form, heldField(name));
  const upload =
    fresh !== undefined && fresh.fileName !== ''
      ? await catalogue.holdUpload(fresh, request.actor)
      : id === ''
        ? undefined
        : await catalogue.heldUpload(id, request.actor);
  const tooLarge = request.tooLarge?.includes(name) === true;
  const url = textOf(request.form, urlName);
  const chosen = textOf(request.form, sourceField(name));
  // A file that has just been chosen is meant, whatever the radios say.
  const source =
    fresh !== undefined || tooLarge
      ? 'upload'
      : isSource(chosen)
        ? chosen
        : upload !== undefined
          ? 'upload'
          : url.trim() === ''
            ? 'none'
            : 'link';
  const held = upload?.held === undefined ? undefined : { id: upload.held, name: upload.fileName, size: upload.file.size };
  return {
    upload: source === 'upload' && !tooLarge ? upload : undefined,
    held,
    source,
    url,
    lost: id !== '' && upload === undefined && source === 'upload' && !tooLarge,
    tooLarge,
  };
}

export const TOO_LARGE = 'This file is larger than the site takes. Choose a smaller one';

const isSource = (text: string): text is FileSource => SOURCES.has(text);

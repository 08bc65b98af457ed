/**
 * Texts that would switch Solr's parser or smuggle a second query in. They are refused
 * before anything is parsed, wherever they stand.
 */
import { SearchError } from '#domain/errors.ts';

/** Throws `SearchError` if a text tries; an allowed parser may be named at the very beginning. */
export function refuseLocalParameters(name: string, text: string, allowed: readonly string[]): void {
  const trimmed = text.trim();
  if (trimmed.startsWith('{!') && !allowed.includes(parserNamed(trimmed))) refuse(`Local parameters are not supported in param '${name}'.`);
  if (trimmed.lastIndexOf('{!') > 0) refuse(`Local parameters must be defined at the beginning of param '${name}'.`);
  if (/_(?:query|val)_\s{0,100}:/.test(text)) refuse(`Magic fields are not supported in param '${name}'.`);
}

function parserNamed(text: string): string {
  const inner = text.slice(2, text.indexOf('}') < 0 ? undefined : text.indexOf('}'));
  return /\btype=["']?([\w-]+)/.exec(inner)?.[1] ?? /^\s*([\w-]+)/.exec(inner)?.[1] ?? '';
}

function refuse(message: string): never {
  throw new SearchError(`Search error: "${message}"`);
}

/**
 * The data folder's `kokanee.ini`: lines of `name = value`, in no section or in `[app:main]` as
 * CKAN's own file has it. Other sections are somebody else's; an indented line goes on with the
 * value above it.
 */

const OURS = new Set(['', 'app:main', 'DEFAULT']);

/** Names with their values. Throws an Error with a sentence that names the line. */
export function parseIni(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  let section = '';
  let last: string | undefined;
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
    if (last !== undefined && /^\s/.test(raw)) {
      values[last] = `${values[last]}\n${line}`.trim();
      continue;
    }
    last = undefined;
    const heading = /^\[(.*)\]$/.exec(line);
    if (heading !== null) section = heading[1]?.trim() ?? '';
    else if (OURS.has(section)) {
      const [, name, value] = /^([^=]+?)\s*=\s*(.*)$/.exec(line) ?? [];
      if (name === undefined) throw new Error(`line ${index + 1} is no "name = value": ${line}`);
      values[name] = value ?? '';
      last = name;
    }
  }
  return values;
}

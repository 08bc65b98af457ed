/**
 * What of a page could run or lead astray, found by reading its tags. Our pages are well-formed, so a
 * value that broke out of its place shows as a tag, an attribute or an address that we never write.
 */

/** Elements that no page of ours has. */
const STRANGE = /^(?:iframe|object|embed|base|style|xq7|svgx|frame|applet|meta-refresh|template|math)$/;
const ADDRESSED = /^(?:href|src|action|formaction|poster|data|srcset|xlink:href|cite|background)$/;
const RUNS = /^(?:javascript|data|vbscript|file|blob):/;

const TAG = /<([a-zA-Z][^\s/>]*)((?:\s+[^\s=>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?|\s*\/(?!>))*)\s*\/?>/g;
const ATTRIBUTE = /([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/** Sentences about the parts that should not be there; none for a sound page. */
export function livePartsOf(html: string): string[] {
  const found: string[] = [];
  const rest = html.replace(/<script([^>]*)>([\s\S]*?)<\/script\s*>/gi, (_whole, attributes: string, content: string) => {
    if (/type="application\/ld\+json"/.test(attributes)) {
      if (/<\/?script|<!--/i.test(content)) found.push(`machine data breaks out: ${content.slice(0, 200)}`);
      else if (!isJson(content)) found.push(`machine data is no JSON: ${content.slice(0, 200)}`);
    } else if (content.trim() !== '' || !/ src="\/assets\/[^"]+"/.test(attributes))
      found.push(`a script: <script${attributes}>${content.slice(0, 80)}`);
    return '';
  });
  let outside = rest.replace(/<!DOCTYPE html>/, '');
  for (const [whole, name = '', attributes = ''] of rest.matchAll(TAG)) {
    outside = outside.replace(whole, '');
    found.push(...faultsOf(name.toLowerCase(), attributes, whole));
  }
  const stray = /<(?!\/[a-zA-Z])[\s\S]{0,60}/.exec(outside);
  if (stray !== null) found.push(`a bracket that opens nothing: ${stray[0]}`);
  return found;
}

function faultsOf(name: string, attributes: string, whole: string): string[] {
  const found = STRANGE.test(name) ? [`an element: ${whole.slice(0, 120)}`] : [];
  for (const [, attribute = '', double, single, bare] of attributes.matchAll(ATTRIBUTE)) {
    const value = decoded(double ?? single ?? bare ?? '');
    const key = attribute.toLowerCase();
    if (/^on|^style$|^srcdoc$|^xq7|^http-equiv$/.test(key)) found.push(`an attribute: ${whole.slice(0, 160)}`);
    // Browsers pass over spaces and control characters in the name of a scheme.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that browsers skip
    if (ADDRESSED.test(key) && RUNS.test(value.replace(/[\u0000-\u0020]/g, '').toLowerCase()))
      found.push(`an address: ${whole.slice(0, 160)}`);
  }
  return found;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  Tab: '\t',
  NewLine: '\n',
  colon: ':',
};

const decoded = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));?/gi, (whole, hex?: string, number?: string, name?: string) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return number === undefined ? (ENTITIES[name ?? ''] ?? whole) : String.fromCodePoint(Number(number));
  });

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

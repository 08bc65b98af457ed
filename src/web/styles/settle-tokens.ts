/**
 * Puts the values of the design tokens where rules use them. B.C.'s sheet has hundreds of tokens
 * with long names; settled, they cost no more than the values, and no browser looks them up. Only
 * those that have another value on dark screens stay, under short names.
 */

const DECLARATION = /(--[\w-]+):([^;{}]*)(;|(?=\}))/g;
const USE = /var\((--[\w-]+)\)/g;
const DARK = /@media screen and ?\(prefers-color-scheme: ?dark\) ?\{:root\{([^{}]*)\}\}/;
/** Tokens may stand for other tokens; a chain longer than this is a circle. */
const LONGEST_CHAIN = 8;

type Values = ReadonlyMap<string, string>;

/** Works on minified text in which each token is declared once, and once more for dark screens. */
export function settleTokens(css: string): string {
  const dark = DARK.exec(css);
  const light = css.replace(DARK, '');
  const night = valuesIn(`${dark?.[1] ?? ''}}`);
  const live = new Map([...night.keys()].map((name, index) => [name, `--t${index.toString(36)}`]));
  const values = valuesIn(light);
  const bare = light
    .replace(DECLARATION, '')
    .replace(/;\}/g, '}')
    .replace(/:root\{\}/g, '');
  return settle(rootOf(live, values, night) + bare, values, live);
}

const valuesIn = (css: string): Values => new Map([...css.matchAll(DECLARATION)].map(([, name = '', value = '']) => [name, value.trim()]));

function rootOf(live: Values, values: Values, night: Values): string {
  if (live.size === 0) return '';
  const all = (from: Values): string => [...live].map(([name, short]) => `${short}:${from.get(name) ?? lacking(name)}`).join(';');
  return `:root{color-scheme:light dark;${all(values)}}@media screen and (prefers-color-scheme:dark){:root{${all(night)}}}`;
}

function settle(css: string, values: Values, live: Values): string {
  const short = new Set(live.values());
  let settled = css;
  for (let step = 0; step < LONGEST_CHAIN; step++)
    settled = settled.replace(USE, (use, name: string) => {
      if (short.has(name)) return use;
      const lasting = live.get(name);
      return lasting === undefined ? (values.get(name) ?? lacking(name)) : `var(${lasting})`;
    });
  return settled;
}

function lacking(name: string): never {
  throw new Error(`A style names the token ${name}, which does not exist.`);
}

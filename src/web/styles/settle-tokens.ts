/**
 * Puts the values of the design tokens where rules use them. B.C.'s sheet has hundreds of tokens
 * with long names; settled, they cost no more than the values, and no browser looks them up.
 */

const DECLARATION = /(--[\w-]+):([^;{}]*)(;|(?=\}))/g;
const USE = /var\((--[\w-]+)\)/g;
/** Tokens may stand for other tokens; a chain longer than this is a circle. */
const LONGEST_CHAIN = 8;

/** Works on minified text in which each token is declared once. */
export function settleTokens(css: string): string {
  const values = new Map([...css.matchAll(DECLARATION)].map(([, name = '', value = '']) => [name, value.trim()]));
  let settled = css
    .replace(DECLARATION, '')
    .replace(/;\}/g, '}')
    .replace(/:root\{\}/g, '');
  for (let step = 0; step < LONGEST_CHAIN && settled.includes('var(--'); step++) {
    settled = settled.replace(USE, (_use, name: string) => {
      const value = values.get(name);
      if (value === undefined) throw new Error(`A style names the token ${name}, which does not exist.`);
      return value;
    });
  }
  return settled;
}

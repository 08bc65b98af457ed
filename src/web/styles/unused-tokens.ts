/** Leaves out the design tokens that no rule uses: most of the B.C. sheet is for other components. */

const DECLARATION = /(--[\w-]+):([^;{}]*)(;|(?=\}))/g;
const USE = /var\((--[\w-]+)/g;

/** Works on minified text. A token used only by other tokens counts as used when they are. */
export function dropUnusedTokens(css: string): string {
  const values = new Map<string, string[]>();
  for (const [, name = '', value = ''] of css.matchAll(DECLARATION)) values.set(name, [...(values.get(name) ?? []), value]);
  const used = new Set<string>();
  const note = (text: string): void => {
    for (const [, name = ''] of text.matchAll(USE)) {
      if (used.has(name)) continue;
      used.add(name);
      for (const value of values.get(name) ?? []) note(value);
    }
  };
  note(css.replace(DECLARATION, ''));
  return css.replace(DECLARATION, (whole, name: string) => (used.has(name) ? whole : '')).replace(/;\}/g, '}').replace(/:root\{\}/g, '');
}

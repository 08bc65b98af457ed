/** Finds the page of a path. Routes are tried in the order of the table, so fixed paths stand before named parts. */
import type { Page, Route } from './page.ts';

export type Found = { readonly page: Page; readonly params: Readonly<Record<string, string>> };

/** `wrong method`: there is such a page, but not for this method. */
export type Match = Found | 'wrong method' | undefined;

type Compiled = Route & { readonly parts: readonly string[] };

const partsOf = (path: string): readonly string[] => path.split('/').filter((part) => part !== '');

export function makeRouter(routes: readonly Route[]): (method: 'GET' | 'POST', path: string) => Match {
  const byLength = new Map<number, Compiled[]>();
  for (const route of routes) {
    const parts = partsOf(route.path);
    byLength.set(parts.length, [...(byLength.get(parts.length) ?? []), { ...route, parts }]);
  }
  return (method, path) => {
    const parts = partsOf(path);
    let wrongMethod = false;
    for (const route of byLength.get(parts.length) ?? []) {
      const params = matchParts(route.parts, parts);
      if (params === undefined) continue;
      if (route.methods.includes(method)) return { page: route.page, params };
      wrongMethod = true;
    }
    return wrongMethod ? 'wrong method' : undefined;
  };
}

function matchParts(pattern: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const part = parts[index] ?? '';
    if (expected.startsWith(':')) params[expected.slice(1)] = part;
    else if (expected !== part) return undefined;
  }
  return params;
}

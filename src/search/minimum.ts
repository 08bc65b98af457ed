/** Solr's "minimum should match" expressions, such as `2<-1 5<80%`. */

/** How many of `count` optional clauses are needed, or null if the expression is none. */
export function minimumShouldMatch(expression: string, count: number): number | null {
  const spec = expression.trim().replace(/ {0,8}< {0,8}/g, '<');
  if (!spec.includes('<')) return simple(spec, count);
  let needed = count;
  for (const condition of spec.split(/\s+/)) {
    const [bound = '', rule = ''] = condition.split('<');
    if (!/^-?\d{1,9}$/.test(bound)) return null;
    if (count <= Number(bound)) return needed;
    const next = simple(rule, count);
    if (next === null) return null;
    needed = next;
  }
  return needed;
}

function simple(rule: string, count: number): number | null {
  const parts = /^(-?\d{1,9})(%?)/.exec(rule);
  if (parts === null || (parts[2] === '' && parts[0] !== rule)) return null;
  const value = Number(parts[1]);
  const amount = parts[2] === '%' ? Math.trunc((count * value) / 100) : value;
  return Math.max(0, Math.min(count, amount < 0 || Object.is(amount, -0) ? count + amount : amount));
}

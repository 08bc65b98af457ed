/**
 * Settings from environment variables, by the rule CKAN's users know from ckanext-envvars:
 * `CKAN__SITE_URL` is `ckan.site_url` (two underscores are a dot), and after `CKAN___` comes a
 * name that does not begin with `ckan.`: `CKAN___SEARCH__FACETS` is `search.facets`.
 * `KOKANEE__POOL_SIZE` is `kokanee.pool_size`. Letters' case does not count.
 */

/** The setting a variable stands for, or undefined where it is none of ours. */
export function settingOfVariable(variable: string, known: ReadonlyMap<string, string>): string | undefined {
  if (variable === 'DATABASE_URL') return 'kokanee.database_url';
  const name = /^CKAN___./.test(variable) ? variable.slice('CKAN___'.length) : variable;
  if (!/^(CKAN|KOKANEE)__[^_]|^CKAN___[^_]/.test(variable)) return undefined;
  const dotted = name.replaceAll('__', '.').toLowerCase();
  return known.get(dotted) ?? dotted;
}

/** All settings among the variables. `DATABASE_URL` gives way to `KOKANEE__DATABASE_URL`. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>, names: readonly string[]): Record<string, string> {
  const known = new Map(names.map((name) => [name.toLowerCase(), name]));
  const values: Record<string, string> = {};
  for (const variable of Object.keys(variables).sort()) {
    const name = settingOfVariable(variable, known);
    const value = variables[variable];
    if (name !== undefined && value !== undefined) values[name] = value;
  }
  return values;
}

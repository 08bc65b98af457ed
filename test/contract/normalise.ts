/** Turns what differs from run to run into placeholders, as the recordings hold them. */
import type { Step } from './player.ts';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const TIME = /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?/g;
const STAMP = /\b\d{4}-\d\d-\d\d-\d{6}\.\d{6}/g;
const TOKEN = /\beyJ[\w-]+\.[\w-]+\.[\w-]+/g;
const MD5 = /\b[0-9a-f]{32}\b/g;
const SHA1 = /\b[0-9a-f]{40}\b/g;

/** The sysadmin that plays the scenarios. */
export const ROOT = 'replayroot';

export const mapStrings = (value: unknown, change: (text: string) => string): unknown => {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change));
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [change(key), mapStrings(item, change)]));
  return value;
};

export const atPath = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .filter(Boolean)
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | null | undefined)?.[key], value);

/** Seconds since 1970 with microseconds, of a written time that has no zone. */
export const unixTime = (time: unknown): string | undefined =>
  typeof time === 'string' ? `${Date.parse(`${time.slice(0, 19)}Z`) / 1000}${time.slice(19)}` : undefined;

/** Times differ from run to run; their written form must not. */
const shapeOf = (time: string): string =>
  /(Z|[+-]\d\d:?\d\d)$/.test(time.slice(10)) ? '«time with zone»' : time.includes('.') ? '«time»' : '«time in seconds»';
const timeShape = (time: string): string => (Number(time.slice(0, 4)) < 2025 ? time : shapeOf(time));
export const shapesOnly = (text: string): string => text.replace(TIME, shapeOf);

/** Ids keep their identity within the scenario. */
export function makeNormaliser(prefix: string, site: string): (value: unknown, exact: boolean) => unknown {
  const ids = new Map<string, string>();
  const id = (uuid: string): string => {
    const known = ids.get(uuid) ?? `«uuid:${ids.size + 1}»`;
    ids.set(uuid, known);
    return known;
  };
  return (value, exact) =>
    mapStrings(value, (text) =>
      text
        .replaceAll(site, '«site»')
        .replace(STAMP, '«stamp»')
        .replace(TOKEN, '«token»')
        .replace(MD5, '«md5»')
        .replace(SHA1, '«sha1»')
        .replace(TIME, (time) => (exact ? time : timeShape(time)))
        .replace(UUID, id)
        .replaceAll(prefix, '«x»')
        .replaceAll(prefix.toUpperCase(), '«X»'),
    );
}

/** Calls action(parent, key) for each place that the dotted path names; "*" is any key. */
function visit(value: unknown, path: string, action: (parent: Record<string, unknown>, key: string) => void): void {
  const [head = '', ...rest] = path.split('.');
  if (value === null || typeof value !== 'object') return;
  const parent = value as Record<string, unknown>;
  for (const key of head === '*' ? Object.keys(parent) : [head]) {
    if (!(key in parent)) continue;
    if (rest.length === 0) action(parent, key);
    else visit(parent[key], rest.join('.'), action);
  }
}

/** Keeps of shared lists what belongs to the scenario, and drops what the step says to ignore. */
export function trim(body: unknown, step: Step, prefix: string, seen: ReadonlySet<string>): unknown {
  if (body === null || typeof body !== 'object') return body;
  const copy: unknown = structuredClone(body);
  const ours = (item: unknown): boolean => {
    const text = JSON.stringify(item);
    return text.includes(prefix) || [...seen].some((id) => text.includes(id));
  };
  for (const path of step.mine ?? [])
    visit(copy, path, (parent, key) => {
      const list = parent[key];
      if (Array.isArray(list)) parent[key] = list.filter(ours);
    });
  for (const path of step.ignore ?? [])
    visit(copy, path, (parent, key) => {
      parent[key] = '«ignored»';
    });
  return settle(copy);
}

/** Drops what depends on who plays the scenario and when. */
function settle(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(settle);
  if (value === null || typeof value !== 'object') return value;
  const dict = value as Record<string, unknown>;
  if (dict.name === ROOT) return { name: ROOT, ...('capacity' in dict && { capacity: dict.capacity }) };
  return Object.fromEntries(Object.entries(dict).map(([key, item]) => [key, key === 'last_active' ? '«ignored»' : settle(item)]));
}

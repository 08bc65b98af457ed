/** In which order groups stand, and whether a text is about one. */
import type { Group } from '#domain/group.ts';

const titles = new Intl.Collator('en');

export const byName = (a: Group, b: Group): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
export const byTitle = (a: Group, b: Group): number => titles.compare(a.title, b.title) || byName(a, b);
/** By what is shown of it: the title, or the name where there is none. */
export const byDisplayName = (a: Group, b: Group): number => titles.compare(a.title || a.name, b.title || b.name) || byName(a, b);

/** Whether name or title contains a text in lower case. */
export const mentions = ({ name, title }: Group, q: string): boolean => [name, title].some((text) => text.toLowerCase().includes(q));

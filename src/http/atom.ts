/** A feed in Atom's XML. Takes plain values; knows neither datasets nor addresses. */
import { escapeMarkup } from './answer.ts';

export type Link = { readonly rel: string; readonly href: string; readonly type?: string; readonly length?: number };

export type Entry = {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** ISO 8601 with a zone. */
  readonly updated: string;
  readonly published: string;
  readonly author?: { readonly name: string; readonly email: string };
  readonly categories: readonly string[];
  readonly links: readonly Link[];
};

export type Feed = {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly author: string;
  readonly language: string;
  readonly updated: string;
  readonly links: readonly Link[];
  readonly entries: readonly Entry[];
};

/** XML knows no control characters, escaped or not. */
const clean = (text: string): string =>
  escapeMarkup(text.toWellFormed().replace(/[\p{Cc}\uFFFE\uFFFF]/gu, (character) => ('\t\n\r'.includes(character) ? character : '')));

const element = (name: string, text: string): string => `<${name}>${clean(text)}</${name}>`;

const link = ({ rel, href, type, length }: Link): string =>
  `<link rel="${clean(rel)}" href="${clean(href)}"${type === undefined ? '' : ` type="${clean(type)}"`}${length === undefined ? '' : ` length="${length}"`}/>`;

const author = (name: string, email: string): string =>
  `<author>${element('name', name)}${email === '' ? '' : element('email', email)}</author>`;

function entryOf(entry: Entry): string {
  const parts = [
    element('id', entry.id),
    element('title', entry.title),
    element('updated', entry.updated),
    element('published', entry.published),
    ...(entry.author === undefined ? [] : [author(entry.author.name, entry.author.email)]),
    element('summary', entry.summary),
    ...entry.categories.map((term) => `<category term="${clean(term)}"/>`),
    ...entry.links.map(link),
  ];
  return `<entry>${parts.join('\n')}</entry>`;
}

export function atomOf(feed: Feed): string {
  const parts = [
    element('id', feed.id),
    element('title', feed.title),
    element('subtitle', feed.subtitle),
    element('updated', feed.updated),
    author(feed.author, ''),
    ...feed.links.map(link),
    ...feed.entries.map(entryOf),
  ];
  return `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${clean(feed.language)}">\n${parts.join('\n')}\n</feed>\n`;
}

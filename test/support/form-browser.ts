/** For tests: people who fill in forms, as a browser would send them, in a whole catalogue. */
import type { InjectedAnswer } from '#http/server.ts';
import type { aCatalogue } from '#support/catalogue.ts';

export type Answer = InjectedAnswer & { readonly location: string };

export type Browser = {
  readonly get: (url: string, as?: string) => Promise<Answer>;
  /** Sends a form: what is given, over the fields that the page at `from` holds where it is named. */
  readonly send: (url: string, fields: Readonly<Record<string, string>>, as?: string) => Promise<Answer>;
  readonly sendFile: (url: string, fields: Readonly<Record<string, string>>, file: SentFile, as?: string) => Promise<Answer>;
};

/** A table for the field `upload`, or where told a picture for another one. */
type SentFile = { readonly name: string } & ({ readonly text: string } | { readonly field: string; readonly bytes: Buffer });

type Catalogue = Awaited<ReturnType<typeof aCatalogue>>;

/** Everybody is known by a token of his own; `anonymous` by none. */
export async function browserOf({ app, run }: Catalogue, names: readonly string[]): Promise<Browser> {
  const door = await app.door();
  const tokens = new Map<string, string>();
  for (const name of names) tokens.set(name, (await run<{ token: string }>('api_token_create', { user: name, name: 'forms' })).token);
  const headersOf = (as: string): Record<string, string> => {
    const token = tokens.get(as);
    return token === undefined ? {} : { authorization: token };
  };
  const located = (answer: InjectedAnswer): Answer => ({
    ...answer,
    location: String(answer.headers.location ?? '').replace(app.site.url, ''),
  });
  return {
    get: async (url, as = 'anonymous') => located(await door.inject({ url, headers: headersOf(as) })),
    send: async (url, fields, as = 'anonymous') =>
      located(
        await door.inject({
          method: 'POST',
          url,
          headers: { ...headersOf(as), 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams(fields).toString(),
        }),
      ),
    sendFile: async (url, fields, file, as = 'anonymous') => {
      const texts = Object.entries(fields).map(
        ([name, value]) => `--edge\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      );
      const { field, type, bytes } =
        'text' in file
          ? { field: 'upload', type: 'text/csv', bytes: Buffer.from(file.text) }
          : { field: file.field, type: 'image/png', bytes: file.bytes };
      const head = `--edge\r\nContent-Disposition: form-data; name="${field}"; filename="${file.name}"\r\nContent-Type: ${type}\r\n\r\n`;
      return located(
        await door.inject({
          method: 'POST',
          url,
          headers: { ...headersOf(as), 'content-type': 'multipart/form-data; boundary=edge' },
          body: Buffer.concat([Buffer.from(texts.join('') + head), bytes, Buffer.from('\r\n--edge--\r\n')]),
        }),
      );
    },
  };
}

/** The fields of the page's own form, as a browser would send them back untouched. Enough for our pages, no parser of HTML. */
export function fieldsOf(html: string): Record<string, string> {
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  const fields: Record<string, string> = {};
  const read = (text = ''): string =>
    text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
  const attribute = (tag: string, name: string): string | undefined => {
    const found = new RegExp(`\\s${name}(?:="([^"]*)")?(?=[\\s/>])`).exec(tag);
    return found === null ? undefined : read(found[1]);
  };
  for (const [tag] of main.matchAll(/<input\b(?:[^>"]|"[^"]*")*>/g)) {
    const [type, name] = [attribute(tag, 'type'), attribute(tag, 'name')];
    if (name === undefined || type === 'file') continue;
    if ((type === 'radio' || type === 'checkbox') && attribute(tag, 'checked') === undefined) continue;
    fields[name] = attribute(tag, 'value') ?? '';
  }
  for (const [, tag = '', text] of main.matchAll(/(<textarea\b(?:[^>"]|"[^"]*")*>)([^<]*)<\/textarea>/g))
    fields[attribute(tag, 'name') ?? ''] = read(text).replace(/^\n/, '');
  for (const [, tag = '', options = ''] of main.matchAll(/(<select\b[^>]*>)(.*?)<\/select>/gs)) {
    const all = [...options.matchAll(/<option\b(?:[^>"]|"[^"]*")*>/g)].map(([option]) => option);
    const chosen = all.find((option) => attribute(option, 'selected') !== undefined) ?? all[0] ?? '';
    fields[attribute(tag, 'name') ?? ''] = attribute(chosen, 'value') ?? '';
  }
  return fields;
}

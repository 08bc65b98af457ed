/** What was just done, told on the page one is led to afterwards. The address only names it; the words are the page's own. */
import type { VNode } from 'preact';
import type { PageRequest } from '#domain/page.ts';
import { textOf } from '../data/fields.ts';
import { Done } from './form.tsx';

type Props = {
  readonly request: PageRequest;
  /** What can be told, by the value of `done` in the address. */
  readonly texts: Readonly<Record<string, string>>;
};

export function Told({ request, texts }: Props): VNode | null {
  const what = textOf(request.query, 'done');
  if (request.method !== 'GET' || !Object.hasOwn(texts, what)) return null;
  return (
    <Done>
      <p>{texts[what]}</p>
    </Done>
  );
}

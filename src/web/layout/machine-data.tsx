/** JSON-LD inside a page. It is data: no browser runs it, and no text in it can end the element. */
import type { VNode } from 'preact';

export function MachineData({ value }: { readonly value: unknown }): VNode {
  const json = JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}

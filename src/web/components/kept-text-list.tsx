/** What somebody typed into a form that was not saved, shown so that nobody need fear for it and it can be copied. */
import type { VNode } from 'preact';
import type { KeptTexts } from '../data/kept-texts.ts';

export const KeptTextList = ({ texts }: { readonly texts: KeptTexts }): VNode | null =>
  texts.length === 0 ? null : (
    <section class="kept-text" aria-labelledby="kept-title">
      <h2 id="kept-title">What you typed</h2>
      <dl>
        {texts.map(([label, text]) => (
          <div>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );

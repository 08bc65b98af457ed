/** The page from which a form goes on whose session had ended: what was typed, and the button that saves it. */
import type { VNode } from 'preact';
import { Form } from '../../components/form.tsx';
import { FormButtons } from '../../components/form-fields.tsx';
import { type KeptForm, typedTexts } from '../../data/kept-form.ts';
import type { Shown, Visit } from '../../page.ts';

type Why = 'logged in' | 'grown old';

/** A form that asks for nothing but a press is only to be sent once more. */
export function showKept(visit: Visit, kept: KeptForm, why: Why): Shown {
  const title = typedTexts(kept).length === 0 ? 'Once more, please' : 'Your text is kept';
  return { title, body: <KeptBody visit={visit} kept={kept} why={why} title={title} />, noindex: true };
}

const REASONS: Readonly<Record<Why, string>> = {
  'logged in': 'You are logged in again.',
  'grown old': 'The page had been open too long for its form to be taken.',
};

type Props = { readonly visit: Visit; readonly kept: KeptForm; readonly why: Why; readonly title: string };

const KeptBody = ({ visit, kept, why, title }: Props): VNode => (
  <div class="container narrow page">
    <h1>{title}</h1>
    <p class="lead">{REASONS[why]} Nothing is done yet: go on here.</p>
    {kept.withFiles && <p>If you had chosen a file, you have to choose it again afterwards.</p>}
    <Form request={visit.request} action={kept.action} label="Go on">
      {kept.fields.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <FormButtons save={typedTexts(kept).length === 0 ? 'Go on' : 'Go on saving'} cancel="/" />
    </Form>
    <KeptTexts kept={kept} />
  </div>
);

/** Shown while logging in too, so that nobody need fear for it. */
export function KeptTexts({ kept }: { readonly kept: KeptForm }): VNode | null {
  const texts = typedTexts(kept);
  if (texts.length === 0) return null;
  return (
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
}

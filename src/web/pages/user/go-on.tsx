/** The page from which a form goes on that could not be taken: what was typed, and the button that saves it. */
import type { VNode } from 'preact';
import { Form } from '../../components/form.tsx';
import { FormButtons } from '../../components/form-fields.tsx';
import { KeptTextList } from '../../components/kept-text-list.tsx';
import type { KeptForm } from '../../data/kept-form.ts';
import { type KeptTexts, keptTexts } from '../../data/kept-texts.ts';
import type { Shown, Visit } from '../../page.ts';

/** `reason`: why the form was not taken, in whole sentences. One that asks for nothing but a press is only to be sent once more. */
export async function showKept(visit: Visit, kept: KeptForm, reason: string): Promise<Shown> {
  const texts = await keptTexts(visit, kept);
  const title = texts.length === 0 ? 'Once more, please' : 'Your text is kept';
  return { title, body: <KeptBody visit={visit} kept={kept} reason={reason} title={title} texts={texts} />, noindex: true };
}

type Props = {
  readonly visit: Visit;
  readonly kept: KeptForm;
  readonly reason: string;
  readonly title: string;
  readonly texts: KeptTexts;
};

const KeptBody = ({ visit, kept, reason, title, texts }: Props): VNode => (
  <div class="container narrow page">
    <h1>{title}</h1>
    <p class="lead">{reason} Nothing is done yet: go on here.</p>
    {kept.withFiles && <p>If you had chosen a file, you have to choose it again afterwards.</p>}
    <Form request={visit.request} action={kept.action} label="Go on" once>
      {kept.fields.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <FormButtons save={texts.length === 0 ? 'Go on' : 'Go on saving'} cancel="/" />
    </Form>
    <KeptTextList texts={texts} />
  </div>
);

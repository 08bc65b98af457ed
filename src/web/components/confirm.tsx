/** The question before something that cannot simply be undone: names the thing and what will follow. */
import type { ComponentChildren, VNode } from 'preact';
import type { PageRequest } from '#domain/page.ts';
import { ErrorSummary, type Errors, Form } from './form.tsx';
import { FormButtons } from './form-fields.tsx';
import { HiddenFields } from './hidden-fields.tsx';
import type { QueryPairs } from '../text/addresses.ts';

type Props = {
  readonly request: PageRequest;
  /** A question that names the thing: `Delete the dataset “Roads”?` */
  readonly title: string;
  /** What will follow, in full sentences. */
  readonly children: ComponentChildren;
  readonly action: string;
  /** What the button says it does: `Delete the dataset`. */
  readonly confirm: string;
  /** Where one goes who thinks better of it. */
  readonly cancel: string;
  readonly hidden?: QueryPairs;
  readonly errors?: Errors;
  /** False for what harms nothing. */
  readonly danger?: boolean;
};

export const Confirm = ({ request, title, children, action, confirm, cancel, hidden = [], errors = {}, danger = true }: Props): VNode => (
  <div class="container narrow page">
    <h1>{title}</h1>
    <ErrorSummary errors={errors} labels={{}} />
    <div class="confirm-text">{children}</div>
    <Form request={request} action={action} label={confirm}>
      <HiddenFields pairs={hidden} />
      <FormButtons save={confirm} danger={danger} cancel={cancel} />
    </Form>
  </div>
);

/** Fields that go along with a form unseen. */
import type { VNode } from 'preact';
import type { QueryPairs } from '../text/addresses.ts';

/** `except`: names that the form asks for itself. */
export const HiddenFields = ({ pairs, except = [] }: { readonly pairs: QueryPairs; readonly except?: readonly string[] }): VNode => (
  <>
    {pairs
      .filter(([name, value]) => value !== '' && !except.includes(name))
      .map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
  </>
);

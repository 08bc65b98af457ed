/** A piece of code to take away. */
import type { VNode } from 'preact';
import { CopyButton } from './copy-field.tsx';

type Props = { readonly id: string; readonly label: string; readonly code: string };

/** It scrolls sideways by itself, so it can be reached by keyboard and has a name. */
export const CodeSample = ({ id, label, code }: Props): VNode => (
  <div class="code-sample">
    <div class="code-head">
      <span>{label}</span>
      <CopyButton of={id} what={`the code: ${label}`} />
    </div>
    {/* biome-ignore lint/a11y/useSemanticElements: a section cannot be preformatted */}
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be in reach of the keyboard */}
    <pre tabIndex={0} role="region" aria-label={label}>
      <code id={id}>{code}</code>
    </pre>
  </div>
);

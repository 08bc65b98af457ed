/** The way to the form for a new organization or group, for those who may make one. */
import type { VNode } from 'preact';
import type { Kind } from '../../data/group.ts';

export const NewButton = ({ kind }: { readonly kind: Kind }): VNode => (
  <p class="page-actions">
    <a class="button secondary" href={`/${kind}/new`}>
      New {kind}
    </a>
  </p>
);

/** The button that leads to the data; it says what, in which form, and whether it leaves this site. */
import type { VNode } from 'preact';
import type { Access } from '../data/dataset.ts';
import { DownloadIcon, LinkIcon } from './icons.tsx';

type Props = {
  readonly access: Access | undefined;
  readonly title: string;
  readonly format: string;
  readonly size: string | undefined;
  readonly large?: boolean;
};

export function AccessButton({ access, title, format, size, large = false }: Props): VNode {
  if (access === undefined) return <p class="no-access quiet">No link</p>;
  const details = [format, size].filter((part) => part !== undefined && part !== '').join(', ');
  return (
    <a class={large ? 'button' : 'button secondary'} href={access.href} rel={access.elsewhere ? 'noopener' : undefined}>
      {access.verb === 'Download' ? <DownloadIcon /> : <LinkIcon />}
      <span>{access.verb}</span>
      <span class="unseen">
        {' '}
        {title}
        {details !== '' && ` (${details})`}
        {access.elsewhere && ', on another site'}
      </span>
    </a>
  );
}

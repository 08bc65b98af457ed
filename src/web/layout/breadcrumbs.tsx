/** The way from home to this page. */
import type { VNode } from 'preact';
import type { Crumb } from '../page.ts';

export function Breadcrumbs({ crumbs }: { readonly crumbs: readonly Crumb[] }): VNode {
  return (
    <nav class="breadcrumbs" aria-label="Breadcrumbs">
      <ol class="container">
        <li>
          <a href="/">Home</a>
        </li>
        {crumbs.map(({ title, href }) => (
          <li>{href === undefined ? <span aria-current="page">{title}</span> : <a href={href}>{title}</a>}</li>
        ))}
      </ol>
    </nav>
  );
}

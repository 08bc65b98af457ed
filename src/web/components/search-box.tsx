/** The large search field of a page. */
import type { ComponentChildren, VNode } from 'preact';
import { SearchIcon } from './icons.tsx';

type Props = {
  readonly id: string;
  readonly q: string;
  readonly action?: string;
  readonly label?: string;
  readonly children?: ComponentChildren;
};

/** `children`: hidden fields that go along with the words. */
export function SearchBox({ id, q, action = '/dataset', label = 'Search datasets', children }: Props): VNode {
  return (
    // biome-ignore lint/a11y/useSemanticElements: browsers in use know the role, not yet all of them the element
    <form class="search-box" role="search" aria-label={label} action={action} method="get">
      <label class="unseen" for={id}>
        {label}
      </label>
      <input id={id} type="search" name="q" value={q} placeholder={label} autoComplete="off" />
      {children}
      <button type="submit" class="button">
        <SearchIcon />
        <span>Search</span>
      </button>
    </form>
  );
}

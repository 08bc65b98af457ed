/** The few pictograms of the pages. They stand beside words, so they are hidden from readers of text. */
import type { VNode } from 'preact';

const Icon = ({ d }: { readonly d: string }): VNode => (
  <svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">
    <path d={d} fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" />
  </svg>
);

export const MenuIcon = (): VNode => <Icon d="M4 6h16M4 12h16M4 18h16" />;
export const SearchIcon = (): VNode => <Icon d="M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20.5 20.5" />;
export const DownloadIcon = (): VNode => <Icon d="M12 4v11M7 11l5 5 5-5M4 20h16" />;
export const LinkIcon = (): VNode => <Icon d="M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5" />;
export const CloseIcon = (): VNode => <Icon d="M6 6l12 12M18 6 6 18" />;
export const FilterIcon = (): VNode => <Icon d="M4 5h16l-6 8v5l-4 2v-7z" />;
export const ArrowIcon = (): VNode => <Icon d="M5 12h14M13 6l6 6-6 6" />;
export const LockIcon = (): VNode => <Icon d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3" />;

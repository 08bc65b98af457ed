/** A text of many lines in Markdown, as its author meant it and without what could do harm. */
import type { VNode } from 'preact';
import { renderMarkdown } from '../text/markdown.ts';

/** `top`: the level at which its headings begin. */
export const Notes = ({ text, top = 2 }: { readonly text: string; readonly top?: number }): VNode => (
  <div class="notes" dangerouslySetInnerHTML={{ __html: renderMarkdown(text, top) }} />
);

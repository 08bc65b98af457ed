/** A text of many lines in Markdown, as its author meant it and without what could do harm. */
import type { VNode } from 'preact';
import { renderMarkdown } from '../text/markdown.ts';

export const Notes = ({ text }: { readonly text: string }): VNode => <div class="notes" dangerouslySetInnerHTML={{ __html: renderMarkdown(text) }} />;

/**
 * Notes and descriptions: Markdown to HTML that is safe to show. Raw HTML in the text is shown
 * as text; what comes out passes a list of allowed elements all the same, should the first fence fall.
 */
import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: false });

const FENCE: sanitizeHtml.IOptions = {
  allowedTags: [
    'p',
    'br',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'ul',
    'ol',
    'li',
    'a',
    'strong',
    'em',
    's',
    'code',
    'pre',
    'blockquote',
    'hr',
    'img',
    'table',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
  ],
  allowedAttributes: { a: ['href', 'rel', 'title'], img: ['src', 'alt', 'title', 'loading', 'referrerpolicy'], ol: ['start'] },
  allowedSchemes: ['http', 'https', 'mailto', 'ftp'],
  allowedSchemesByTag: { img: ['https'] },
  allowProtocolRelative: false,
  transformTags: {
    a: (tagName, attribs) => ({ tagName, attribs: { ...attribs, rel: 'nofollow noopener' } }),
    img: (tagName, attribs) => ({ tagName, attribs: { ...attribs, loading: 'lazy', referrerpolicy: 'no-referrer' } }),
  },
  // A picture whose address was refused says nothing but its text.
  exclusiveFilter: ({ tag, attribs }) => tag === 'img' && attribs.src === undefined,
};

/** Headings of a text begin below the page's own and leave no level out, whatever its author chose. */
markdown.core.ruler.push('nested headings', ({ tokens, env }) => {
  const above: number[] = [];
  for (const token of tokens) {
    if (token.type === 'heading_open') {
      const level = Number(token.tag[1]);
      while ((above.at(-1) ?? 0) >= level) above.pop();
      above.push(level);
    }
    if (token.type.startsWith('heading_')) token.tag = `h${Math.min(6, Number((env as Env).top) + above.length - 1)}`;
  }
});

type Env = { readonly top: number };

/** The same texts are shown again and again; this many are kept ready. It knows no visitor, only texts. */
const MOST_KEPT = 2000;
const LONGEST_KEPT = 20_000;
const kept = new Map<string, string>();

/** `top`: the level of the text's highest heading. */
export function renderMarkdown(text: string, top = 2): string {
  const key = `${top}${text}`;
  const ready = kept.get(key);
  if (ready !== undefined) return ready;
  const html = sanitizeHtml(markdown.render(text, { top } satisfies Env), FENCE);
  if (text.length > LONGEST_KEPT) return html;
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? '');
  kept.set(key, html);
  return html;
}

/** The words of a Markdown text without its marks, cut at a word: for lists and search engines. */
export function excerpt(text: string, length: number): string {
  const start = text.slice(0, length * 4);
  if (start.length > LONGEST_SHOWN_AGAIN) return makeExcerpt(start, length);
  const key = `${length} ${start}`;
  const ready = excerpts.get(key);
  if (ready !== undefined) return ready;
  const made = makeExcerpt(start, length);
  if (excerpts.size >= MOST_EXCERPTS) excerpts.delete(excerpts.keys().next().value ?? '');
  excerpts.set(key, made);
  return made;
}

/** Lists show the same few again and again. */
const MOST_EXCERPTS = 4000;
const LONGEST_SHOWN_AGAIN = 2000;
const excerpts = new Map<string, string>();

function makeExcerpt(start: string, length: number): string {
  const plain = start
    .replace(/```[\s\S]*?(```|$)/g, ' ')
    .replace(/!\[([^\]]*)\]\((?:[^()]|\([^()]*\))*\)/g, '$1')
    .replace(/\[([^\]]*)\]\((?:[^()]|\([^()]*\))*\)/g, '$1')
    .replace(/^\s{0,3}(#{1,6}\s+.*$|>|[-*+]\s|\d+[.)]\s)/gm, (mark) =>
      mark.trimStart().startsWith('#') ? `${mark.replace(/^\s*#+\s+/, '')}: ` : '',
    )
    .replace(/(\*\*|__|`)/g, '')
    .replace(/(^|[\s(["“])[*_](?=\S)/g, '$1')
    .replace(/(\S)[*_](?=\s|$|[.,;:)\]"”])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  if (plain.length <= length) return plain;
  const cut = plain.slice(0, length);
  const space = cut.lastIndexOf(' ');
  return `${(space > length / 2 ? cut.slice(0, space) : cut).replace(/[\s.,;:]+$/, '')}…`;
}

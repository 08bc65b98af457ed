/** The site's own style rules as a sheet that browsers may keep: its address changes with its text. */
import { createHash } from 'node:crypto';
import type { SiteFacts } from '../action.ts';

export const CUSTOM_STYLE_PATH = '/site-custom.css';

export type CustomStyle = { readonly text: string; readonly version: string; readonly address: string };

let last: CustomStyle | undefined;

/** Undefined where the site has none. */
export function customStyle({ settings }: SiteFacts): CustomStyle | undefined {
  const text = settings['ckan.site_custom_css'];
  if (text.trim() === '') return undefined;
  if (last?.text !== text) {
    const version = createHash('sha256').update(text).digest('base64url').slice(0, 12);
    last = { text, version, address: `${CUSTOM_STYLE_PATH}?v=${version}` };
  }
  return last;
}

/** `/favicon.ico`: what browsers, readers of feeds and previews of links ask for without looking at a page. */
import type { PageResponse } from '#domain/page.ts';
import { assetUrl } from '../prepared.ts';

export const favicon = (): PageResponse => ({ status: 302, redirect: assetUrl('mark.svg') });

/** What stands in the head of every page. */
import { customStyle } from '#actions/site/custom-style.ts';
import type { VNode } from 'preact';
import type { Shown, Visit } from '../page.ts';
import { assetUrl } from '../prepared.ts';
import { MachineData } from './machine-data.tsx';

/** The pieces that every page needs. */
const FONTS = ['BCSans-Regular-Latin.woff2', 'BCSans-Bold-Latin.woff2'];

type Props = { readonly visit: Visit; readonly shown: Shown };

export function Head({ visit, shown }: Props): VNode {
  const { settings, url } = visit.catalogue.site;
  const own = customStyle(visit.catalogue.site);
  const canonical = shown.canonical === undefined ? undefined : url + shown.canonical;
  const title = shown.title === '' ? settings['ckan.site_title'] : `${shown.title} - ${settings['ckan.site_title']}`;
  return (
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title}</title>
      {shown.description !== undefined && <meta name="description" content={shown.description} />}
      {shown.noindex === true && <meta name="robots" content="noindex, follow" />}
      {FONTS.map((name) => (
        <link rel="preload" href={assetUrl(name)} as="font" type="font/woff2" crossOrigin="anonymous" />
      ))}
      <link rel="stylesheet" href={assetUrl('site.css')} />
      {own !== undefined && <link rel="stylesheet" href={own.address} />}
      <script src={assetUrl('site.js')} defer />
      <link rel="icon" href={assetUrl('mark.svg')} type="image/svg+xml" />
      {canonical !== undefined && <link rel="canonical" href={canonical} />}
      <meta property="og:title" content={shown.title === '' ? title : shown.title} />
      <meta property="og:type" content="website" />
      {canonical !== undefined && <meta property="og:url" content={canonical} />}
      {shown.description !== undefined && <meta property="og:description" content={shown.description} />}
      {shown.head}
      {shown.jsonLd !== undefined && <MachineData value={shown.jsonLd} />}
    </head>
  );
}

/**
 * What stands ready once the web room is compiled: the assets by name and the part of their
 * address that changes with their content. Filled by `compile.ts`, read by everything that links.
 */

export type Asset = { readonly contentType: string; readonly bytes: () => Uint8Array };

export type Prepared = { readonly hash: string; readonly assets: ReadonlyMap<string, Asset> };

let prepared: Prepared = { hash: 'none', assets: new Map() };

export const present = (ready: Prepared): void => {
  prepared = ready;
};

/** Address of an asset; browsers may keep it for ever. */
export const assetUrl = (name: string): string => `/assets/${prepared.hash}/${name}`;

/** The asset of an address below `/assets/`, if it is of this build. */
export function findAsset(path: string): Asset | undefined {
  const [hash, name, ...rest] = path.slice('/assets/'.length).split('/');
  return hash === prepared.hash && name !== undefined && rest.length === 0 ? prepared.assets.get(name) : undefined;
}

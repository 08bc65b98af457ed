/** Branded ids, so that a user's id cannot be passed where a dataset's belongs. All are UUID texts. */
import { randomUUID } from 'node:crypto';

declare const brand: unique symbol;
type Id<Noun extends string> = string & { readonly [brand]?: Noun };

export type DatasetId = Id<'dataset'>;
export type ResourceId = Id<'resource'>;
export type GroupId = Id<'group'>;
export type UserId = Id<'user'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const newId = (): string => randomUUID();

export const isUuid = (text: string): boolean => UUID.test(text);

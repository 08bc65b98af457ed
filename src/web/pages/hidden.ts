/** What a visitor may not read looks to him as if it were not there, unless the site tells. */
import { NotAuthorized, NotFound } from '#domain/errors.ts';
import type { Visit } from '../page.ts';

/** CKAN's `reveal_private_datasets`: with it, the page says that one may not, instead of nothing. */
export async function orNotFound<Value>(visit: Visit, value: Promise<Value>): Promise<Value> {
  try {
    return await value;
  } catch (error) {
    if (error instanceof NotAuthorized && !visit.catalogue.site.settings['ckan.auth.reveal_private_datasets']) throw new NotFound();
    throw error;
  }
}

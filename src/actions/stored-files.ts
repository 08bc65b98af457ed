/** The stored files behind uploads, for the door that streams them; who may see a resource may see its file. */
import type { Actor } from '#domain/actor.ts';
import { findResource } from '#store/resource.ts';
import { findPicture } from '#store/picture.ts';
import type { Store } from '#store/store.ts';
import type { Catalogue } from './catalogue.ts';
import { sayingNotNow } from './not-now.ts';
import { resourceShow } from './resource/resource_show.ts';
import type { Runner } from './runner.ts';

export function storedFiles(store: Store, runner: Runner): Pick<Catalogue, 'fileOf' | 'pictureOf'> {
  return {
    fileOf: sayingNotNow(async (id, actor: Actor) => {
      if (!(await runner.mayRun(resourceShow, { id }, actor))) return undefined;
      return (await findResource(store.pool, id))?.file ?? undefined;
    }),
    pictureOf: sayingNotNow(async (of, fileName) => (await findPicture(store.pool, of, fileName))?.file),
  };
}

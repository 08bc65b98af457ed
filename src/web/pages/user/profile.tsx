/** What others see of a user: name, what he says of himself, and his public datasets. */
import { packageSearch } from '#actions/package/package_search.ts';
import type { PageResponse } from '#domain/page.ts';
import { DatasetList } from '../../components/dataset-list.tsx';
import { When } from '../../components/marks.tsx';
import { Notes } from '../../components/notes.tsx';
import type { DatasetDict } from '../../data/dataset.ts';
import { plain } from '../../data/fields.ts';
import { anyOf } from '../../data/search.ts';
import { showUser } from '../../data/user.ts';
import type { Shown, Visit } from '../../page.ts';
import { path } from '../../text/addresses.ts';
import { counted } from '../../text/sizes.ts';
import { initialsOf } from './initials.ts';

const LISTED = 20;

export async function profilePage(visit: Visit): Promise<Shown | PageResponse> {
  const id = visit.params.id ?? '';
  const user = await showUser(visit, id);
  if (user.name !== id) return { redirect: path('user', user.name) };
  const { count, results } = await visit.ask<{ count: number; results: DatasetDict[] }>(packageSearch, {
    q: '*:*',
    fq: anyOf('creator_user_id', [user.id]),
    rows: LISTED,
    sort: 'metadata_modified desc',
    include_private: true,
    facet: 'false',
  });
  const shown = plain(user.display_name) || user.name;
  const body = (
    <div class="container narrow page">
      <div class="profile-head">
        <p class="initials" aria-hidden="true">
          {initialsOf(shown)}
        </p>
        <div>
          <h1>{shown}</h1>
          <p class="quiet">
            {user.name}
            {user.created && (
              <>
                , member since <When value={user.created} />
              </>
            )}
          </p>
        </div>
      </div>
      {plain(user.about) !== '' && <Notes text={plain(user.about)} />}
      <section class="section" aria-labelledby="datasets-title">
        <h2 id="datasets-title">{counted(count, 'dataset')} created</h2>
        {count === 0 ? <p class="nothing">None that you can see.</p> : <DatasetList datasets={results} level={3} brief />}
        {count > LISTED && <p class="quiet">The {LISTED} changed last are listed.</p>}
      </section>
    </div>
  );
  return { title: `${shown} - Users`, body, crumbs: [{ title: shown }], canonical: path('user', user.name), noindex: true };
}

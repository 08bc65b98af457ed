/** Who belongs to an organization or group, and who runs it: for everybody where people are public. */
import type { PageResponse } from '#domain/page.ts';
import { GroupHead } from '../../components/group-head.tsx';
import { GroupMembers, RoleMeanings } from '../../components/group-members.tsx';
import { titleOf } from '../../data/dataset.ts';
import { type Kind, PLURAL } from '../../data/group.ts';
import { ROLES, listMembers, pageOfMembers, readMemberSearch } from '../../data/group-members.ts';
import { crumbsTo, presentAddress } from '../../data/group-place.ts';
import type { Page, Shown, Visit } from '../../page.ts';
import { path } from '../../text/addresses.ts';
import { lookAt } from './show.tsx';

/** `admins`: those alone who run it. */
const peoplePage =
  (kind: Kind, part: 'members' | 'admins'): Page =>
  async (visit: Visit): Promise<Shown | PageResponse> => {
    const { group, parents, above, mayManage } = await lookAt(visit, kind);
    const moved = presentAddress(visit, group, (name) => path(kind, part, name));
    if (moved !== undefined) return moved;
    const everybody = await listMembers(visit, kind, group.id);
    const listed = part === 'members' ? everybody : everybody.filter(({ capacity }) => capacity === 'admin');
    const title = titleOf(group);
    const heading = part === 'members' ? 'Members' : 'Administrators';
    return {
      title: `${heading} of ${title} - ${PLURAL[kind]}`,
      body: (
        <div class="page">
          <GroupHead kind={kind} group={group} tab="members" parents={parents} mayManage={mayManage} />
          <div class="container columns">
            <section class="column-main" aria-labelledby="people-title">
              <div class="section-head">
                <h2 id="people-title">{heading}</h2>
                {mayManage && (
                  <a class="button secondary small" href={path(kind, 'manage_members', group.name)}>
                    Manage members
                  </a>
                )}
              </div>
              <GroupMembers
                kind={kind}
                base={path(kind, part, group.name)}
                members={pageOfMembers(listed, readMemberSearch(visit.request.query))}
                caption={`${heading} of ${title}`}
              />
            </section>
            <aside class="column-side" aria-label="About roles">
              <section class="card">
                <h2>What the roles mean</h2>
                <RoleMeanings kind={kind} roles={ROLES[kind]} />
              </section>
              {part === 'members' ? (
                <p>
                  <a href={path(kind, 'admins', group.name)}>Administrators only</a>
                </p>
              ) : (
                <p>
                  <a href={path(kind, 'members', group.name)}>All members</a>
                </p>
              )}
            </aside>
          </div>
        </div>
      ),
      crumbs: crumbsTo(kind, group, above, heading),
      noindex: true,
    };
  };

export const membersPage = (kind: Kind): Page => peoplePage(kind, 'members');
export const adminsPage = (kind: Kind): Page => peoplePage(kind, 'admins');

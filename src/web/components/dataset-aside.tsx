/** The column beside a dataset: publisher, terms, whom to ask, groups, and the ways for programs. */
import type { ComponentChildren, VNode } from 'preact';
import { type DatasetDict, datasetPath, titleOf } from '../data/dataset.ts';
import { groupPath } from '../data/group.ts';
import { plain } from '../data/fields.ts';
import { mailAddress, safeAddress } from '../text/addresses.ts';
import { excerpt } from '../text/markdown.ts';
import { CopyField } from './copy-field.tsx';
import { ManageCard } from './manage-card.tsx';

type Props = {
  readonly dataset: DatasetDict;
  readonly siteUrl: string;
  readonly json: string;
  readonly mayEdit: boolean;
  readonly children?: ComponentChildren;
};

export function DatasetAside({ dataset, siteUrl, json, mayEdit, children }: Props): VNode {
  return (
    <aside class="column-side" aria-label="About this record">
      {mayEdit && <ManageCard dataset={dataset} />}
      <Publisher dataset={dataset} />
      <Contact dataset={dataset} siteUrl={siteUrl} />
      <Licence dataset={dataset} />
      <Groups dataset={dataset} />
      <section class="card">
        <h2>For programs</h2>
        <p>
          <a href={json}>This record as JSON</a>
          <br />
          <a href="/help/api/common-calls">How to use the API</a>
        </p>
        <CopyField id="permalink" label="Permanent link" value={`${siteUrl}/dataset/${dataset.id}`} />
      </section>
      {children}
    </aside>
  );
}

function Publisher({ dataset }: { readonly dataset: DatasetDict }): VNode | null {
  const { organization } = dataset;
  if (!organization) return null;
  const about = excerpt(plain(organization.description), 180);
  return (
    <section class="card">
      <h2>Published by</h2>
      <p class="card-title">
        <a href={groupPath('organization', organization)}>{titleOf(organization)}</a>
      </p>
      {about !== '' && <p>{about}</p>}
    </section>
  );
}

function Contact({ dataset, siteUrl }: { readonly dataset: DatasetDict; readonly siteUrl: string }): VNode | null {
  const people = [
    [dataset.maintainer, dataset.maintainer_email],
    [dataset.author, dataset.author_email],
  ]
    .map(([name, mail]) => ({ name: plain(name), mail: plain(mail) }))
    .filter(({ name, mail }) => name !== '' || mail !== '');
  const [first, ...others] = people.filter(({ mail }, index) => mail === '' || people.findIndex((one) => one.mail === mail) === index);
  if (first === undefined) return null;
  const subject = encodeURIComponent(`Question about the dataset "${titleOf(dataset)}"`);
  const body = encodeURIComponent(`About: ${siteUrl}${datasetPath(dataset)}\n\n`);
  const mailTo = (mail: string): string | undefined => {
    const address = mailAddress(mail);
    return address === undefined ? undefined : `${address}?subject=${subject}&body=${body}`;
  };
  return (
    <section class="card">
      <h2>Contact</h2>
      {[first, ...others].map(({ name, mail }) => (
        <p class="contact">
          {name !== '' && <strong>{name}</strong>}
          {mail !== '' && (mailTo(mail) === undefined ? <span>{mail}</span> : <a href={mailTo(mail)}>{mail}</a>)}
        </p>
      ))}
    </section>
  );
}

function Licence({ dataset }: { readonly dataset: DatasetDict }): VNode {
  const title = plain(dataset.license_title) || plain(dataset.license_id);
  const href = safeAddress(dataset.license_url);
  return (
    <section class="card">
      <h2>Licence</h2>
      <p>
        {title === '' ? (
          'No licence is named. Ask the publisher before you use the data.'
        ) : href === undefined ? (
          title
        ) : (
          <a href={href} rel="license noopener">
            {title}
          </a>
        )}
      </p>
      {dataset.isopen === true && <p class="mark mark-open">Open data</p>}
    </section>
  );
}

function Groups({ dataset }: { readonly dataset: DatasetDict }): VNode | null {
  const { groups = [] } = dataset;
  if (groups.length === 0) return null;
  return (
    <section class="card">
      <h2>Groups</h2>
      <ul class="plain-list">
        {groups.map((group) => (
          <li>
            <a href={groupPath('group', group)}>{titleOf(group)}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

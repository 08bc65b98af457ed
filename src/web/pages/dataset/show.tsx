/** One dataset: what it is, its files and services, who publishes it and under what terms. */
import { packageUpdate } from '#actions/package/package_update.ts';
import type { PageResponse } from '#domain/page.ts';
import type { VNode } from 'preact';
import { AdditionalInfo } from '../../components/additional-info.tsx';
import { DatasetAside } from '../../components/dataset-aside.tsx';
import { EditorNotices } from '../../components/manage-card.tsx';
import { StateMarks, When } from '../../components/marks.tsx';
import { Notes } from '../../components/notes.tsx';
import { ResourceList } from '../../components/resource-list.tsx';
import { type DatasetDict, datasetPath, showDataset, titleOf } from '../../data/dataset.ts';
import { groupPath } from '../../data/group.ts';
import { plain } from '../../data/fields.ts';
import { structuredData } from '../../data/structured-data.ts';
import type { Shown, Visit } from '../../page.ts';
import { datasetAside, datasetHead, datasetSections } from '../../slots.ts';
import { withQuery } from '../../text/addresses.ts';
import { excerpt } from '../../text/markdown.ts';
import { orNotFound } from '../hidden.ts';

export async function datasetPage(visit: Visit): Promise<Shown | PageResponse> {
  const id = visit.params.id ?? '';
  const dataset = await orNotFound(visit, showDataset(visit, id));
  // A name it had before leads here for good, its id only for as long as its name is this one.
  if (dataset.name !== id) return { redirect: datasetPath(dataset), status: dataset.id === id ? 302 : 301 };
  const mayEdit = visit.request.actor.kind === 'user' && (await visit.may(packageUpdate, { id: dataset.id }));
  const { url } = visit.catalogue.site;
  const title = titleOf(dataset);
  return {
    title: `${title} - Datasets`,
    body: <DatasetBody visit={visit} dataset={dataset} mayEdit={mayEdit} />,
    crumbs: crumbsTo(dataset),
    description: excerpt(plain(dataset.notes), 158) || `${title}: a dataset of ${plain(dataset.organization?.title) || 'this catalogue'}`,
    canonical: datasetPath(dataset),
    noindex: dataset.private === true || dataset.state !== 'active',
    head: (
      <>
        <link rel="alternate" type="application/json" href={jsonAddress(dataset)} />
        {visit.slot(datasetHead, { dataset })}
      </>
    ),
    jsonLd: structuredData(dataset, url),
  };
}

const jsonAddress = (dataset: DatasetDict): string => withQuery('/api/3/action/package_show', [['id', dataset.name]]);

const crumbsTo = (dataset: DatasetDict): Shown['crumbs'] => {
  const { organization } = dataset;
  return [
    organization
      ? { title: titleOf(organization), href: groupPath('organization', organization) }
      : { title: 'Datasets', href: '/dataset' },
    { title: titleOf(dataset) },
  ];
};

type BodyProps = { readonly visit: Visit; readonly dataset: DatasetDict; readonly mayEdit: boolean };

function DatasetBody({ visit, dataset, mayEdit }: BodyProps): VNode {
  const notes = plain(dataset.notes);
  return (
    <article class="page">
      <DatasetHeader dataset={dataset} />
      <div class="container columns">
        <div class="column-main">
          <EditorNotices visit={visit} dataset={dataset} mayEdit={mayEdit} />
          {notes === '' ? <p class="quiet">There is no description of this dataset.</p> : <Notes text={notes} />}
          <ResourceList dataset={dataset} siteUrl={visit.catalogue.site.url} />
          <Tags dataset={dataset} />
          {visit.slot(datasetSections, { dataset })}
          <AdditionalInfo dataset={dataset} />
        </div>
        <DatasetAside dataset={dataset} siteUrl={visit.catalogue.site.url} json={jsonAddress(dataset)} mayEdit={mayEdit}>
          {visit.slot(datasetAside, { dataset })}
        </DatasetAside>
      </div>
    </article>
  );
}

function DatasetHeader({ dataset }: { readonly dataset: DatasetDict }): VNode {
  const { organization } = dataset;
  const files = (dataset.resources ?? []).length;
  return (
    <header class="page-head">
      <div class="container">
        <StateMarks dataset={dataset} />
        <h1>{titleOf(dataset)}</h1>
        {organization && (
          <p class="published-by">
            Published by <a href={groupPath('organization', organization)}>{titleOf(organization)}</a>
          </p>
        )}
        <dl class="key-facts">
          {dataset.license_title && (
            <div>
              <dt>Licence</dt>
              <dd>{dataset.license_title}</dd>
            </div>
          )}
          {dataset.metadata_modified && (
            <div>
              <dt>Record updated</dt>
              <dd>
                <When value={dataset.metadata_modified} />
              </dd>
            </div>
          )}
          {dataset.metadata_created && (
            <div>
              <dt>Record created</dt>
              <dd>
                <When value={dataset.metadata_created} />
              </dd>
            </div>
          )}
          <div>
            <dt>Data and resources</dt>
            <dd>{files === 0 ? 'None' : files}</dd>
          </div>
        </dl>
      </div>
    </header>
  );
}

function Tags({ dataset }: { readonly dataset: DatasetDict }): VNode | null {
  const { tags = [] } = dataset;
  if (tags.length === 0) return null;
  return (
    <section class="section" aria-labelledby="tags-title">
      <h2 id="tags-title">Tags</h2>
      <ul class="tags">
        {tags.map(({ name, display_name: shown }) => (
          <li>
            <a class="tag" href={withQuery('/dataset', [['tags', name]])}>
              {shown ?? name}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

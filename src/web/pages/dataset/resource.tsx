/** One file or service of a dataset. */
import { packageUpdate } from '#actions/package/package_update.ts';
import { NotFound } from '#domain/errors.ts';
import type { ComponentChildren, VNode } from 'preact';
import { AccessButton } from '../../components/access-button.tsx';
import { InfoTable, InfoValue } from '../../components/additional-info.tsx';
import { CopyField } from '../../components/copy-field.tsx';
import { ManageResourceCard } from '../../components/manage-card.tsx';
import { PreviewSection } from '../../components/preview.tsx';
import { StateMarks, When } from '../../components/marks.tsx';
import { Notes } from '../../components/notes.tsx';
import { FormatTile } from '../../components/resource-list.tsx';
import {
  type DatasetDict,
  type ResourceDict,
  accessTo,
  datasetPath,
  resourcePath,
  resourceTitle,
  showDataset,
  titleOf,
} from '../../data/dataset.ts';
import { plain } from '../../data/fields.ts';
import { type Preview, previewOf } from '../../data/preview.ts';
import type { Shown, Visit } from '../../page.ts';
import { resourceSections } from '../../slots.ts';
import { safeAddress, withQuery } from '../../text/addresses.ts';
import { excerpt } from '../../text/markdown.ts';
import { labelOf, valueInWords } from '../../text/known-fields.ts';
import { readableSize } from '../../text/sizes.ts';
import { orNotFound } from '../hidden.ts';

export async function resourcePage(visit: Visit): Promise<Shown> {
  const dataset = await orNotFound(visit, showDataset(visit, visit.params.id ?? ''));
  const resource = dataset.resources?.find(({ id }) => id === visit.params.resource);
  if (resource === undefined) throw new NotFound();
  const title = resourceTitle(resource);
  const preview = await previewOf(visit, resource);
  const mayEdit = visit.request.actor.kind === 'user' && (await visit.may(packageUpdate, { id: dataset.id }));
  return {
    title: `${title} - ${titleOf(dataset)}`,
    body: <ResourceBody visit={visit} dataset={dataset} resource={resource} preview={preview} mayEdit={mayEdit} />,
    crumbs: [{ title: 'Datasets', href: '/dataset' }, { title: titleOf(dataset), href: datasetPath(dataset) }, { title }],
    description: excerpt(plain(resource.description), 158) || `${title}, part of the dataset ${titleOf(dataset)}`,
    canonical: resourcePath(dataset, resource),
    noindex: dataset.private === true || dataset.state !== 'active',
  };
}

type Props = {
  readonly visit: Visit;
  readonly dataset: DatasetDict;
  readonly resource: ResourceDict;
  readonly preview: Preview | undefined;
  readonly mayEdit: boolean;
};

function ResourceBody({ visit, dataset, resource, preview, mayEdit }: Props): VNode {
  const title = resourceTitle(resource);
  const format = plain(resource.format);
  const about = plain(resource.description);
  const { url } = visit.catalogue.site;
  return (
    <article class="page">
      <header class="page-head">
        <div class="container resource-head">
          <FormatTile format={format} />
          <div>
            <StateMarks dataset={dataset} />
            <h1>{title}</h1>
            <p class="published-by">
              Part of <a href={datasetPath(dataset)}>{titleOf(dataset)}</a>
            </p>
          </div>
          <AccessButton access={accessTo(resource, url)} title={title} format={format} size={readableSize(resource.size)} large />
        </div>
      </header>
      <div class="container columns">
        <div class="column-main">
          {about === '' ? <p class="quiet">There is no description of this resource.</p> : <Notes text={about} />}
          {preview !== undefined && <PreviewSection preview={preview} title={title} href={safeAddress(resource.url)} />}
          {visit.slot(resourceSections, { dataset, resource })}
          <section class="section" aria-labelledby="info-title">
            <h2 id="info-title">Details</h2>
            <InfoTable rows={rowsOf(resource, dataset)} label="Details of the resource" />
          </section>
        </div>
        <aside class="column-side" aria-label="About this resource">
          {mayEdit && <ManageResourceCard dataset={dataset} resource={resource} />}
          <Siblings dataset={dataset} resource={resource} />
          <section class="card">
            <h2>For programs</h2>
            <p>
              <a href={withQuery('/api/3/action/resource_show', [['id', resource.id]])}>This resource as JSON</a>
            </p>
            {safeAddress(resource.url) !== undefined && <CopyField id="address" label="Address of the data" value={plain(resource.url)} />}
          </section>
        </aside>
      </div>
    </article>
  );
}

function Siblings({ dataset, resource }: { readonly dataset: DatasetDict; readonly resource: ResourceDict }): VNode | null {
  const others = dataset.resources ?? [];
  if (others.length < 2) return null;
  return (
    <nav class="card" aria-labelledby="siblings-title">
      <h2 id="siblings-title">All resources</h2>
      <ul class="plain-list siblings">
        {others.map((other) => (
          <li>
            {other.id === resource.id ? (
              <span aria-current="page">{resourceTitle(other)}</span>
            ) : (
              <a href={resourcePath(dataset, other)}>{resourceTitle(other)}</a>
            )}{' '}
            <span class="quiet">{plain(other.format)}</span>
          </li>
        ))}
      </ul>
    </nav>
  );
}

type Row = readonly [label: string, value: ComponentChildren];

const SHOWN_ABOVE = new Set([
  'name',
  'description',
  'format',
  'size',
  'url',
  'last_modified',
  'created',
  'metadata_modified',
  'position',
  'package_id',
  'state',
  'id',
  'url_type',
  'revision_id',
  'datastore_active',
]);

function rowsOf(resource: ResourceDict, dataset: DatasetDict): readonly Row[] {
  const address = plain(resource.url);
  const first: (Row | undefined)[] = [
    resource.last_modified ? ['Data updated', <When value={resource.last_modified} />] : undefined,
    resource.created ? ['Added', <When value={resource.created} />] : undefined,
    plain(resource.format) === '' ? undefined : ['Format', plain(resource.format)],
    readableSize(resource.size) === undefined ? undefined : ['Size', readableSize(resource.size)],
    dataset.license_title ? ['Licence', dataset.license_title] : undefined,
    address === ''
      ? undefined
      : [
          'Address',
          <span class="long-text">
            <InfoValue value={address} />
          </span>,
        ],
    ['Id', <code>{resource.id}</code>],
  ];
  const more = Object.entries(resource)
    .filter(([key, value]) => !SHOWN_ABOVE.has(key) && plain(value) !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...first.filter((row) => row !== undefined),
    ...more.map(([key, value]) => [labelOf(key), <InfoValue value={valueInWords(key, value)} />] as const),
  ];
}

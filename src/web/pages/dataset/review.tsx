/** The last step of a new dataset: what the public will see, what is missing, and the button that publishes. */
import { packagePatch } from '#actions/package/package_patch.ts';
import type { PageResponse } from '#domain/page.ts';
import type { VNode } from 'preact';
import { AdditionalInfo } from '../../components/additional-info.tsx';
import { Steps, editPath, newResourcePath, stepTitle } from '../../components/editing-steps.tsx';
import { Form } from '../../components/form.tsx';
import { Notes } from '../../components/notes.tsx';
import { ResourceList } from '../../components/resource-list.tsx';
import { type Lack, lacksOf } from '../../data/completeness.ts';
import { type DatasetDict, datasetPath, resourcePath, titleOf } from '../../data/dataset.ts';
import { plain } from '../../data/fields.ts';
import type { Shown, Visit } from '../../page.ts';
import { withQuery } from '../../text/addresses.ts';
import { counted } from '../../text/sizes.ts';
import { crumbsOf, datasetFor } from './editable.ts';

export async function reviewPage(visit: Visit): Promise<Shown | PageResponse> {
  const dataset = await datasetFor(visit);
  if (dataset.state !== 'draft') return { redirect: datasetPath(dataset) };
  return {
    title: `${stepTitle(3)} - ${titleOf(dataset)}`,
    body: <ReviewBody visit={visit} dataset={dataset} />,
    crumbs: crumbsOf(dataset, 'Review and publish'),
    noindex: true,
  };
}

export async function publish(visit: Visit): Promise<PageResponse> {
  const dataset = await datasetFor(visit);
  return publishDraft(visit, dataset);
}

/** A dataset that is public already stays so. */
export async function publishDraft(visit: Visit, dataset: DatasetDict): Promise<PageResponse> {
  if (dataset.state === 'draft') await visit.ask(packagePatch, { id: dataset.id, state: 'active' });
  return { status: 303, redirect: withQuery(datasetPath(dataset), [['done', 'published']]) };
}

function ReviewBody({ visit, dataset }: { readonly visit: Visit; readonly dataset: DatasetDict }): VNode {
  const isPrivate = dataset.private === true;
  return (
    <div class="container narrow page editing">
      <Steps step={3} dataset={dataset} />
      <h1>Review and publish</h1>
      <p class="lead">
        {isPrivate
          ? 'This is what members of the organization will see once it is published. The dataset is private: nobody else will see it.'
          : 'This is what everybody will see once it is published. Until then the public cannot see it.'}
      </p>
      <Lacks dataset={dataset} lacks={lacksOf(dataset)} />
      <Preview dataset={dataset} siteUrl={visit.catalogue.site.url} />
      <Form request={visit.request} action={visit.request.path} label="Publish">
        <div class="form-buttons">
          <button type="submit" class="button" name="save" value="publish">
            {isPrivate ? 'Publish to the organization' : 'Publish'}
          </button>
          <a class="button secondary" href={newResourcePath(dataset)}>
            Back to the data
          </a>
          <a class="quiet-link" href={datasetPath(dataset)}>
            Keep it as a draft
          </a>
        </div>
      </Form>
    </div>
  );
}

function Lacks({ dataset, lacks }: { readonly dataset: DatasetDict; readonly lacks: readonly Lack[] }): VNode {
  if (lacks.length === 0) return <p class="notice notice-success">Nothing that people usually look for is missing.</p>;
  return (
    <section class="notice notice-warning" aria-labelledby="lacks-title">
      <h2 id="lacks-title">{counted(lacks.length, 'thing is', 'things are')} missing</h2>
      <p>You can publish all the same and add it afterwards.</p>
      <ul>
        {lacks.map((lack) => (
          <li>
            <a href={mendingPath(dataset, lack)}>{lack.title}</a>. {lack.why}
          </li>
        ))}
      </ul>
    </section>
  );
}

function mendingPath(dataset: DatasetDict, { at }: Lack): string {
  if ('field' in at) return `${editPath(dataset)}#${at.field}`;
  return at.resource === undefined ? newResourcePath(dataset) : `${resourcePath(dataset, { id: at.resource })}/edit`;
}

function Preview({ dataset, siteUrl }: { readonly dataset: DatasetDict; readonly siteUrl: string }): VNode {
  const { organization, tags = [] } = dataset;
  const notes = plain(dataset.notes);
  return (
    <section class="preview" aria-labelledby="preview-title">
      <p class="preview-label" aria-hidden="true">
        Preview
      </p>
      <h2 id="preview-title">
        <span class="unseen">Preview: </span>
        {titleOf(dataset)}
      </h2>
      <p class="quiet">
        {organization && `Published by ${titleOf(organization)}. `}
        {dataset.license_title && `Licence: ${dataset.license_title}.`}
      </p>
      {notes === '' ? <p class="quiet">There is no description of this dataset.</p> : <Notes text={notes} />}
      {tags.length > 0 && (
        <ul class="tags" aria-label="Tags">
          {tags.map(({ name, display_name: shown }) => (
            <li class="tag">{shown ?? name}</li>
          ))}
        </ul>
      )}
      <ResourceList dataset={dataset} siteUrl={siteUrl} />
      <AdditionalInfo dataset={dataset} />
    </section>
  );
}

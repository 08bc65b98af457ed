/** The files and services of a dataset, each with the one thing most people came for. */
import type { VNode } from 'preact';
import { type DatasetDict, type ResourceDict, accessTo, resourcePath, resourceTitle } from '../data/dataset.ts';
import { plain } from '../data/fields.ts';
import { excerpt } from '../text/markdown.ts';
import { readableSize } from '../text/sizes.ts';
import { AccessButton } from './access-button.tsx';
import { When } from './marks.tsx';

export function ResourceList({ dataset, siteUrl }: { readonly dataset: DatasetDict; readonly siteUrl: string }): VNode {
  const { resources = [] } = dataset;
  return (
    <section class="section" aria-labelledby="resources-title">
      <h2 id="resources-title">Data and resources</h2>
      {resources.length === 0 ? (
        <p class="nothing">This dataset has no files or services yet. Ask its publisher for the data.</p>
      ) : (
        <ul class="resource-list">
          {resources.map((resource) => (
            <li>
              <ResourceItem dataset={dataset} resource={resource} siteUrl={siteUrl} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

type ItemProps = { readonly dataset: DatasetDict; readonly resource: ResourceDict; readonly siteUrl: string };

function ResourceItem({ dataset, resource, siteUrl }: ItemProps): VNode {
  const title = resourceTitle(resource);
  const about = excerpt(plain(resource.description), 220);
  const format = plain(resource.format);
  const size = readableSize(resource.size);
  const changed = resource.last_modified ?? resource.metadata_modified;
  return (
    <article class="resource-item">
      <FormatTile format={format} />
      <div class="resource-text">
        <h3>
          <a href={resourcePath(dataset, resource)}>{title}</a>
        </h3>
        {about !== '' && <p>{about}</p>}
        <p class="resource-facts">
          {size !== undefined && <span>{size}</span>}
          {changed && (
            <span>
              Updated <When value={changed} />
            </span>
          )}
        </p>
      </div>
      <AccessButton access={accessTo(resource, siteUrl)} title={title} format={format} size={size} />
    </article>
  );
}

/** Long names of formats are set smaller, so that they stay whole. */
export function FormatTile({ format }: { readonly format: string }): VNode {
  const text = format === '' ? 'Data' : format;
  return (
    <p class={`format-tile ${text.length > 9 ? 'format-long' : text.length > 5 ? 'format-middle' : ''}`}>
      <span class="unseen">Format: </span>
      {text}
    </p>
  );
}

/** Datasets as the results of a search. */
import type { VNode } from 'preact';
import { type DatasetDict, datasetPath, formatsOf, titleOf } from '../data/dataset.ts';
import { groupPath } from '../data/group.ts';
import { plain } from '../data/fields.ts';
import { excerpt } from '../text/markdown.ts';
import { FormatTag, StateMarks, When } from './marks.tsx';

const MOST_FORMATS = 6;

type Props = { readonly datasets: readonly DatasetDict[]; readonly level?: 2 | 3; readonly start?: number; readonly brief?: boolean };

export function DatasetList({ datasets, level = 2, start = 1, brief = false }: Props): VNode {
  return (
    <ol class={brief ? 'dataset-list brief' : 'dataset-list'} start={start}>
      {datasets.map((dataset) => (
        <li>
          <DatasetItem dataset={dataset} level={level} brief={brief} />
        </li>
      ))}
    </ol>
  );
}

function DatasetItem({ dataset, level, brief }: { readonly dataset: DatasetDict; readonly level: 2 | 3; readonly brief: boolean }): VNode {
  const Heading = level === 2 ? 'h2' : 'h3';
  const notes = excerpt(plain(dataset.notes), 200);
  const { organization } = dataset;
  return (
    <article class="dataset-item">
      <Heading>
        <a href={datasetPath(dataset)}>{titleOf(dataset)}</a> <StateMarks dataset={dataset} />
      </Heading>
      {!brief && notes !== '' && <p class="dataset-notes">{notes}</p>}
      <p class="dataset-facts">
        {organization && (
          <a class="dataset-owner" href={groupPath('organization', organization)}>
            {titleOf(organization)}
          </a>
        )}
        {dataset.metadata_modified && (
          <span>
            Updated <When value={dataset.metadata_modified} />
          </span>
        )}
        {!brief && dataset.license_title && <span>{dataset.license_title}</span>}
      </p>
      {!brief && <Formats dataset={dataset} />}
    </article>
  );
}

function Formats({ dataset }: { readonly dataset: DatasetDict }): VNode | null {
  const formats = formatsOf(dataset);
  if (formats.length === 0) return null;
  return (
    <ul class="formats" aria-label="Formats">
      {formats.slice(0, MOST_FORMATS).map(([format, count]) => (
        <li>
          <FormatTag format={format} count={count} />
        </li>
      ))}
      {formats.length > MOST_FORMATS && <li class="quiet">and {formats.length - MOST_FORMATS} more</li>}
    </ul>
  );
}

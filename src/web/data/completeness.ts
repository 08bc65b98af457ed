/** What a dataset still lacks before it helps those who find it. Nothing of it is needed for publishing. */
import type { DatasetDict } from './dataset.ts';
import { safeAddress } from '../text/addresses.ts';
import { plain } from './fields.ts';
import { isUpload } from './resource-form.ts';

export type Lack = {
  readonly title: string;
  readonly why: string;
  /** Where it is mended: a field of the description, or the data. */
  readonly at: { readonly field: string } | { readonly resource: string | undefined };
};

export function lacksOf(dataset: DatasetDict): readonly Lack[] {
  const blank = (value: unknown): boolean => plain(value) === '';
  const resources = dataset.resources ?? [];
  const lacks: (Lack | false)[] = [
    blank(dataset.notes) && {
      title: 'A description',
      why: 'It tells people whether the data answers their question.',
      at: { field: 'notes' },
    },
    resources.length === 0 && { title: 'Data', why: 'There is nothing to download or open yet.', at: { resource: undefined } },
    (blank(dataset.license_id) || dataset.license_id === 'notspecified') && {
      title: 'A licence',
      why: 'Without one, nobody knows what may be done with the data.',
      at: { field: 'license_id' },
    },
    (dataset.tags ?? []).length === 0 && {
      title: 'Tags',
      why: 'They help people who search with other words.',
      at: { field: 'tag_string' },
    },
    blank(dataset.maintainer_email) &&
      blank(dataset.author_email) && {
        title: 'Somebody to ask',
        why: 'People have questions about data.',
        at: { field: 'maintainer_email' },
      },
    ...resources.map(
      (resource): Lack | false =>
        blank(resource.url) && {
          title: `An address or a file for “${plain(resource.name) || 'Unnamed resource'}”`,
          why: 'There is nothing behind this resource.',
          at: { resource: resource.id },
        },
    ),
    ...resources.map(
      (resource): Lack | false =>
        !isUpload(resource) &&
        !blank(resource.url) &&
        safeAddress(plain(resource.url)) === undefined && {
          title: `An address that can be opened for “${plain(resource.name) || plain(resource.url)}”`,
          why: 'Nobody can follow the one that stands there.',
          at: { resource: resource.id },
        },
    ),
    ...resources.map(
      (resource): Lack | false =>
        !blank(resource.url) &&
        blank(resource.format) && {
          title: `The format of “${plain(resource.name) || plain(resource.url)}”`,
          why: 'People filter by format.',
          at: { resource: resource.id },
        },
    ),
  ];
  return lacks.filter((lack) => lack !== false);
}

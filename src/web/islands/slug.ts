/** Makes the name for addresses from the title while it is typed, until somebody writes one himself. */

const LONGEST = 100;

export function slugs(): void {
  for (const slug of document.querySelectorAll<HTMLInputElement>('input[data-slug-of]')) {
    const title = document.getElementById(slug.dataset.slugOf ?? '');
    if (!(title instanceof HTMLInputElement) || slug.value !== '') continue;
    let own = false;
    slug.addEventListener('input', () => {
      own = slug.value !== '';
    });
    title.addEventListener('input', () => {
      if (!own) slug.value = slugOf(title.value);
    });
    // A name that nobody typed is only a proposal: the server takes another one where it is not free.
    slug.form?.addEventListener('formdata', ({ formData }) => {
      if (own || slug.value === '') return;
      formData.delete(slug.name);
      formData.set('_made_name', slug.value);
    });
  }
}

const slugOf = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');

/** Completes what is typed from an address that answers with a list; the field itself stays a plain one. */

const PATIENCE_MS = 150;
const MOST = 12;

type Found = { readonly value: string; readonly about: string };

export function suggestions(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>('input[data-suggest]')) {
    const list = document.createElement('datalist');
    list.id = `${input.id}-suggestions`;
    input.after(list);
    input.setAttribute('list', list.id);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asked = '';
    input.addEventListener('input', () => {
      clearTimeout(timer);
      const [before, typed] = 'several' in input.dataset ? splitLast(input.value) : ['', input.value.trim()];
      if (typed === '' || `${before}${typed}` === asked) return;
      timer = setTimeout(() => {
        asked = `${before}${typed}`;
        void ask(`${input.dataset.suggest ?? ''}${encodeURIComponent(typed)}`).then((found) => offer(list, before, found));
      }, PATIENCE_MS);
    });
  }
}

/** `a, b, c` as `a, b, ` and `c`. */
function splitLast(text: string): [string, string] {
  const at = text.lastIndexOf(',') + 1;
  const before = text.slice(0, at).trim();
  return [before === '' ? '' : `${before} `, text.slice(at).trim()];
}

async function ask(address: string): Promise<readonly Found[]> {
  try {
    const answer = await fetch(address, { headers: { Accept: 'application/json' } });
    const read: unknown = answer.ok ? await answer.json() : [];
    const { ResultSet } = read as { ResultSet?: { Result?: unknown } };
    const list = Array.isArray(read) ? read : ResultSet?.Result;
    return (Array.isArray(list) ? list : [])
      .map(foundIn)
      .filter(({ value }) => value !== '')
      .slice(0, MOST);
  } catch {
    return [];
  }
}

function foundIn(item: unknown): Found {
  if (typeof item === 'string') return { value: item, about: '' };
  const { Name, Format, name, fullname, title } = (item ?? {}) as Record<string, unknown>;
  return { value: String(Name ?? Format ?? name ?? ''), about: String(fullname ?? title ?? '') };
}

function offer(list: HTMLDataListElement, before: string, found: readonly Found[]): void {
  list.replaceChildren(
    ...found.map(({ value, about }) => {
      const option = document.createElement('option');
      option.value = before + value;
      if (about !== '') option.label = `${about} (${value})`;
      return option;
    }),
  );
}

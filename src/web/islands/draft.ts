/**
 * Keeps what is typed in this browser until it is saved, offers it back after a crash, and asks before
 * it is left behind. Never keeps passwords, tokens or files.
 */
import { addRow } from './rows.ts';

type Pairs = readonly (readonly [name: string, value: string])[];
type Kept = { readonly at: number; readonly pairs: Pairs };

const PREFIX = 'kokanee-draft ';
/** Which form was sent; the page after it tells whether it was saved. */
const SENT = 'kokanee-sent';
const PAUSE_MS = 400;
const KEPT_MS = 14 * 24 * 3_600_000;
const NOT_KEPT = /^_(?!base$)|password|^held_/i;
/** As the site writes dates. */
const MOMENT = new Intl.DateTimeFormat('en-CA', { dateStyle: 'long', timeStyle: 'short' });
/** What the form was made from goes with what was typed: put back without it, old texts would look like changes. */
const BASE = '_base';

export function drafts(): void {
  try {
    const shownAgain = settleLast();
    forgetOld();
    for (const form of document.querySelectorAll<HTMLFormElement>('form[data-draft]'))
      keep(form, PREFIX + (form.dataset.draft ?? ''), shownAgain);
  } catch {
    // A browser that keeps nothing does without.
  }
}

/** Only what was saved leads on to another address; a form that is shown again does not, and is named here. */
function settleLast(): string | null {
  const sent = sessionStorage.getItem(SENT);
  if (sent === null) return null;
  sessionStorage.removeItem(SENT);
  const [way] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (way === undefined || way.redirectCount === 0) return sent;
  localStorage.removeItem(sent);
  return null;
}

function forgetOld(): void {
  for (const key of Object.keys(localStorage)) {
    const kept = key.startsWith(PREFIX) ? read(key) : undefined;
    if (kept !== undefined && kept.at < Date.now() - KEPT_MS) localStorage.removeItem(key);
  }
}

/** A form that is shown again holds what was typed already. */
function keep(form: HTMLFormElement, key: string, shownAgain: string | null): void {
  const asShown = textOf(pairsOf(form));
  const kept = read(key);
  if (kept !== undefined && key !== shownAgain && textOf(kept.pairs) !== asShown) offer(form, key, kept);
  const state = document.createElement('p');
  state.className = 'draft-state';
  state.setAttribute('role', 'status');
  form.append(state);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending = false;
  const changed = (): boolean => textOf(pairsOf(form)) !== asShown;
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), pairs: pairsOf(form) } satisfies Kept));
      state.textContent = 'A draft is kept in this browser.';
    }, PAUSE_MS);
  });
  form.addEventListener('submit', () => {
    clearTimeout(timer);
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), pairs: pairsOf(form) } satisfies Kept));
    sessionStorage.setItem(SENT, key);
    sending = true;
  });
  addEventListener('pageshow', () => {
    sending = false;
  });
  addEventListener('beforeunload', (event) => {
    if (!sending && changed()) event.preventDefault();
  });
}

const pairsOf = (form: HTMLFormElement): Pairs =>
  [...new FormData(form)].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && !NOT_KEPT.test(name) ? [[name, value.replaceAll('\r\n', '\n')]] : [],
  );

/** Blank fields say nothing, so a blank row more or less is no difference. */
const textOf = (pairs: Pairs): string => JSON.stringify(pairs.filter(([name, value]) => value !== '' && name !== BASE));

function read(key: string): Kept | undefined {
  try {
    const { at, pairs } = JSON.parse(localStorage.getItem(key) ?? '') as Partial<Kept>;
    return typeof at === 'number' && Array.isArray(pairs) ? { at, pairs } : undefined;
  } catch {
    return undefined;
  }
}

function offer(form: HTMLFormElement, key: string, kept: Kept): void {
  const note = document.createElement('div');
  note.className = 'notice draft-note';
  note.setAttribute('role', 'status');
  const text = document.createElement('p');
  text.textContent = `This browser keeps a draft of ${MOMENT.format(kept.at)} that was not saved.`;
  const button = (title: string, style: string, run: () => void): HTMLButtonElement => {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = style;
    made.textContent = title;
    made.addEventListener('click', () => {
      run();
      note.remove();
    });
    return made;
  };
  note.append(
    text,
    button('Put it into the form', 'button small', () => putBack(form, kept.pairs)),
    button('Throw it away', 'button secondary small', () => localStorage.removeItem(key)),
  );
  form.before(note);
}

function putBack(form: HTMLFormElement, pairs: Pairs): void {
  growFor(form, pairs);
  const values = grouped(pairs);
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>('[name]')) {
    const isAsked = field.name === BASE || (field.type !== 'hidden' && field.type !== 'file' && field.type !== 'submit');
    if (NOT_KEPT.test(field.name) || !isAsked) continue;
    const given = (values.get(field.name) ?? []).map(([, value]) => value);
    if (field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox'))
      field.checked = given.includes(field.value);
    else field.value = given.at(-1) ?? '';
  }
  form.dispatchEvent(new Event('input', { bubbles: true }));
}

function grouped(pairs: Pairs): Map<string, (readonly [string, string])[]> {
  const groups = new Map<string, (readonly [string, string])[]>();
  for (const pair of pairs) groups.set(pair[0], [...(groups.get(pair[0]) ?? []), pair]);
  return groups;
}

/** As many rows as the draft has. */
function growFor(form: HTMLFormElement, pairs: Pairs): void {
  for (const rows of form.querySelectorAll<HTMLElement>('[data-rows]')) {
    const has = (name: string): boolean => form.elements.namedItem(name) !== null;
    const wanted = pairs.filter(([name]) => name.startsWith(`${rows.id}__`));
    for (let tries = wanted.length; tries > 0 && wanted.some(([name]) => !has(name)); tries--) addRow(rows);
  }
}

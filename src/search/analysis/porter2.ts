/**
 * The English Snowball stemmer ("Porter2"), written from its published description.
 * It sees lower-case words with their accents still on; those are consonants to it.
 */

const SPECIAL = new Map([
  ['skis', 'ski'],
  ['skies', 'sky'],
  ['dying', 'die'],
  ['lying', 'lie'],
  ['tying', 'tie'],
  ['idly', 'idl'],
  ['gently', 'gentl'],
  ['ugly', 'ugli'],
  ['early', 'earli'],
  ['only', 'onli'],
  ['singly', 'singl'],
  ['sky', 'sky'],
  ['news', 'news'],
  ['howe', 'howe'],
  ['atlas', 'atlas'],
  ['cosmos', 'cosmos'],
  ['bias', 'bias'],
  ['andes', 'andes'],
]);
/** Words that stay as they are once the plural is gone. */
const SETTLED = new Set(['inning', 'outing', 'canning', 'herring', 'earring', 'proceed', 'exceed', 'succeed']);

const vowel = (c: string | undefined): boolean => c !== undefined && 'aeiouy'.includes(c);

/** Where the region after the first non-vowel following a vowel begins. */
function regionAfter(word: string, from: number): number {
  let i = from;
  while (i < word.length && !vowel(word[i])) i++;
  while (i < word.length && vowel(word[i])) i++;
  return Math.min(i + 1, word.length);
}

function firstRegion(word: string): number {
  for (const prefix of ['gener', 'commun', 'arsen']) if (word.startsWith(prefix)) return prefix.length;
  return regionAfter(word, 0);
}

function hasVowel(word: string, end: number): boolean {
  for (let i = 0; i < end; i++) if (vowel(word[i])) return true;
  return false;
}

const endsInDouble = (word: string): boolean => word.length > 1 && word.at(-1) === word.at(-2) && 'bdfgmnprt'.includes(word.at(-1) ?? '-');

/** A vowel between consonants at the end, or at the very beginning. */
function endsInShortSyllable(word: string): boolean {
  const n = word.length;
  if (n < 2 || vowel(word[n - 1]) || !vowel(word[n - 2])) return false;
  return n === 2 || (!vowel(word[n - 3]) && !'wxY'.includes(word[n - 1] ?? ''));
}

/** A y that sounds as a consonant is marked by its capital. */
function markConsonantY(word: string): string {
  if (!word.includes('y')) return word;
  let out = word;
  for (let i = word.indexOf('y'); i >= 0; i = word.indexOf('y', i + 1))
    if (i === 0 || vowel(out[i - 1])) out = `${out.slice(0, i)}Y${out.slice(i + 1)}`;
  return out;
}

function dropPlural(word: string): string {
  const w = word.endsWith("'s'")
    ? word.slice(0, -3)
    : word.endsWith("'s")
      ? word.slice(0, -2)
      : word.endsWith("'")
        ? word.slice(0, -1)
        : word;
  if (!w.endsWith('s') && !w.endsWith('ied')) return w;
  if (w.endsWith('sses')) return w.slice(0, -2);
  if (w.endsWith('ied') || w.endsWith('ies')) return w.length > 4 ? w.slice(0, -2) : w.slice(0, -1);
  if (w.endsWith('us') || w.endsWith('ss')) return w;
  return hasVowel(w, w.length - 2) ? w.slice(0, -1) : w;
}

const ENDINGS = ['ingly', 'edly', 'ing', 'ed'];

function dropEnding(word: string, r1: number): string {
  const eed = word.endsWith('eedly') ? 5 : word.endsWith('eed') ? 3 : 0;
  if (eed > 0) return word.length - eed >= r1 ? `${word.slice(0, -eed)}ee` : word;
  const ending = ENDINGS.find((each) => word.endsWith(each));
  if (ending === undefined || !hasVowel(word, word.length - ending.length)) return word;
  const rest = word.slice(0, -ending.length);
  if (rest.endsWith('at') || rest.endsWith('bl') || rest.endsWith('iz')) return `${rest}e`;
  if (endsInDouble(rest)) return rest.slice(0, -1);
  return endsInShortSyllable(rest) && r1 >= rest.length ? `${rest}e` : rest;
}

const STEP_2: readonly (readonly [string, string])[] = [
  ['ational', 'ate'],
  ['ization', 'ize'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['iveness', 'ive'],
  ['tional', 'tion'],
  ['biliti', 'ble'],
  ['lessli', 'less'],
  ['entli', 'ent'],
  ['ation', 'ate'],
  ['alism', 'al'],
  ['aliti', 'al'],
  ['ousli', 'ous'],
  ['iviti', 'ive'],
  ['fulli', 'ful'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['abli', 'able'],
  ['izer', 'ize'],
  ['ator', 'ate'],
  ['alli', 'al'],
  ['bli', 'ble'],
  ['ogi', 'og'],
  ['li', ''],
];
const STEP_3: readonly (readonly [string, string])[] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['alize', 'al'],
  ['icate', 'ic'],
  ['iciti', 'ic'],
  ['ative', ''],
  ['ical', 'ic'],
  ['ness', ''],
  ['ful', ''],
];
const STEP_4 = [
  'ement',
  'ance',
  'ence',
  'able',
  'ible',
  'ment',
  'ant',
  'ent',
  'ism',
  'ate',
  'iti',
  'ous',
  'ive',
  'ize',
  'ion',
  'al',
  'er',
  'ic',
];

function stepTwo(word: string, r1: number): string {
  for (const [ending, by] of STEP_2) {
    if (!word.endsWith(ending)) continue;
    const rest = word.slice(0, -ending.length);
    if (rest.length < r1) return word;
    if (ending === 'ogi' && !rest.endsWith('l')) return word;
    if (ending === 'li' && !'cdeghkmnrt'.includes(rest.at(-1) ?? '-')) return word;
    return rest + by;
  }
  return word;
}

function stepThree(word: string, r1: number, r2: number): string {
  for (const [ending, by] of STEP_3) {
    if (!word.endsWith(ending)) continue;
    const rest = word.slice(0, -ending.length);
    return rest.length < (ending === 'ative' ? r2 : r1) ? word : rest + by;
  }
  return word;
}

function stepFour(word: string, r2: number): string {
  for (const ending of STEP_4) {
    if (!word.endsWith(ending)) continue;
    const rest = word.slice(0, -ending.length);
    if (rest.length < r2 || (ending === 'ion' && !rest.endsWith('s') && !rest.endsWith('t'))) return word;
    return rest;
  }
  return word;
}

function stepFive(word: string, r1: number, r2: number): string {
  const rest = word.slice(0, -1);
  if (word.endsWith('e')) return rest.length >= r2 || (rest.length >= r1 && !endsInShortSyllable(rest)) ? rest : word;
  return word.endsWith('ll') && rest.length >= r2 ? rest : word;
}

/** The stem of a lower-case word; words of one or two letters are left alone. */
export function stem(input: string): string {
  if (input.length <= 2) return input;
  const special = SPECIAL.get(input);
  if (special !== undefined) return special;
  const marked = markConsonantY(input.startsWith("'") ? input.slice(1) : input);
  const r1 = firstRegion(marked);
  const r2 = regionAfter(marked, r1);
  let word = dropPlural(marked);
  if (SETTLED.has(word)) return word;
  word = dropEnding(word, r1);
  if (word.length > 2 && (word.endsWith('y') || word.endsWith('Y')) && !vowel(word.at(-2))) word = `${word.slice(0, -1)}i`;
  word = stepTwo(word, r1);
  word = stepThree(word, r1, r2);
  word = stepFive(stepFour(word, r2), r1, r2);
  return marked === input ? word : word.replaceAll('Y', 'y');
}

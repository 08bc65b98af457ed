import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NotFound, ValidationError } from '#domain/errors.ts';
import { type FieldText, BASE_FIELD, baseOf, meet, takeField, taking } from './concurrency.ts';
import { formErrors } from './errors.ts';
import { editedRows, fieldsOfRows, numbersOf, rowsIn } from './form-rows.ts';
import { keptFormOf, readKept, writeKept } from './kept-form.ts';
import { pageRequest } from '../test-catalogue.ts';

test('every message of a refusal is led to a field of the form, and none is lost', () => {
  const error = new ValidationError({
    title: ['Missing value'],
    name: 'That URL is already in use.',
    extras: [{}, { key: ['Missing value'], value: ['Too long'] }],
    tags: [{ name: ['Tag "a$" must be alphanumeric'] }, { name: ['Tag "b$" must be alphanumeric'] }],
    resources: [{ url: ['Missing value'] }, 'Only lists of dicts'],
    __junk: ['The input field x was not expected.'],
    __before: ['odd'],
    unknown_key: [{ deep: { deeper: ['Wrong'] } }],
    empty: [],
  });

  assert.deepEqual(formErrors(error, { tags: 'tag_string' }), {
    title: ['Missing value'],
    name: ['That URL is already in use.'],
    extras__1__key: ['Missing value'],
    extras__1__value: ['Too long'],
    tag_string: ['Tag "a$" must be alphanumeric', 'Tag "b$" must be alphanumeric'],
    resources__0__url: ['Missing value'],
    resources: ['Only lists of dicts'],
    __junk: ['The input field x was not expected.'],
    __before: ['odd'],
    unknown_key__0__deep__deeper: ['Wrong'],
  });
  assert.equal(formErrors(new NotFound()), undefined);
});

const PARTS = ['key', 'value'];

test('rows are read in their order without blank ones, and counted anew', () => {
  const sent = { extras__7__key: 'b', extras__7__value: '2', extras__0__key: 'a', extras__0__value: '', extras__3__key: ' ', other: 'x' };
  const rows = rowsIn(sent, 'extras', PARTS);

  assert.deepEqual(rows, [
    { key: 'a', value: '' },
    { key: 'b', value: '2' },
  ]);
  assert.deepEqual(fieldsOfRows('extras', rows ?? []), {
    extras__0__key: 'a',
    extras__0__value: '',
    extras__1__key: 'b',
    extras__1__value: '2',
  });
  assert.equal(rowsIn({ other: 'x' }, 'extras', PARTS), undefined);
  assert.deepEqual(numbersOf({ extras__0__key: '', extras__99999__key: '', extras__x__key: '' }, 'extras'), [0]);
});

test('buttons that add or remove a row change the fields and save nothing', () => {
  const sent = { title: 'T', extras__0__key: 'a', extras__0__value: '1', extras__10__key: 'b' };

  assert.equal(editedRows(sent), undefined);
  assert.deepEqual(editedRows({ ...sent, add_row: 'extras' }), sent);
  assert.deepEqual(editedRows({ ...sent, remove_row: 'extras__0' }), { title: 'T', extras__10__key: 'b' });
  assert.deepEqual(editedRows({ ...sent, remove_row: 'extras__1' }), sent);
});

const text = (name: string, value: string): FieldText => ({ name, label: name.toUpperCase(), text: value });

test('what somebody else changed is told; only what both changed differently is a clash', () => {
  const base = [text('a', 'old'), text('b', 'old'), text('c', 'old'), text('d', 'old'), text('e', 'line\n')];
  const now = [text('a', 'theirs'), text('b', 'theirs'), text('c', 'same'), text('d', 'old'), text('e', 'line')];
  const yours = [text('a', 'old'), text('b', 'mine'), text('c', 'same'), text('d', 'mine'), text('e', 'line\r\n')];

  const { differences, theirs } = meet({ [BASE_FIELD]: baseOf(base) }, now, yours);

  assert.deepEqual(
    differences.map(({ name, clash }) => [name, clash]),
    [
      ['a', false],
      ['b', true],
      ['c', false],
    ],
  );
  assert.deepEqual([...theirs], ['a']);
  assert.deepEqual(differences[1], { name: 'b', label: 'B', was: 'old', now: 'theirs', yours: 'mine', clash: true });
});

test('a form that was shown the changes is saved, with the versions that were chosen', () => {
  const now = [text('a', 'theirs'), text('extras', 'k: v')];
  const form = { [BASE_FIELD]: baseOf(now), [takeField('a')]: 'mine', [takeField('extras')]: 'theirs' };

  const { differences, theirs } = meet(form, now, [text('a', 'mine'), text('extras', 'k: w')]);

  assert.deepEqual(differences, []);
  assert.deepEqual(
    taking(
      theirs,
      { a: 'mine', extras__0__key: 'k', extras__0__value: 'w', extras__1__key: 'z' },
      { a: 'theirs', extras__0__key: 'k', extras__0__value: 'v' },
    ),
    { a: 'mine', extras__0__key: 'k', extras__0__value: 'v' },
  );
});

test('a form without what it was made from, or with junk in its place, meets nobody', () => {
  for (const junk of [undefined, '', '{', '[]', 'null', '{"a":1}', '"x"'])
    assert.deepEqual(
      meet(junk === undefined ? {} : { [BASE_FIELD]: junk }, [text('a', 'now')], [text('a', 'mine')]).differences,
      [],
      String(junk),
    );
});

test('a kept form carries what was typed and no password, and comes back as it was', () => {
  const request = pageRequest('/dataset/edit/roads?x=1', {
    form: {
      title: 'Roads & "more"',
      tags: ['a', 'b'],
      password1: 'secret',
      old_password: 'secret',
      _base: '{}',
      save: 'go',
      extras__0__key: 'k',
      held_upload: 'h',
    },
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  });
  const kept = keptFormOf(request);

  assert.deepEqual(readKept({ kept_form: writeKept(kept) }), kept);
  assert.deepEqual([kept.action, kept.withFiles, writeKept(kept).includes('secret')], ['/dataset/edit/roads?x=1', true, false]);
});

test('a kept form that we did not write is none', () => {
  for (const junk of [
    '',
    '{',
    'null',
    '{"action":"https://evil.example","fields":[]}',
    '{"action":"//evil.example","fields":[]}',
    '{"action":"/a","fields":[["a",1]]}',
    '{"action":"/a"}',
  ])
    assert.equal(readKept({ kept_form: junk }), undefined, junk);
});

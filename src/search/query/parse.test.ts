/** The grammar as pairs of texts: what was written, and how the tree prints. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Group } from './ast.ts';
import { parseDismax } from './dismax.ts';
import { parseEdismax } from './edismax.ts';
import { parse } from './parse.ts';
import { print } from './print.ts';
import { SyntaxFault } from './syntax-fault.ts';

const KEPT: readonly (readonly [string, string])[] = [
  ['title:water', 'title:water'],
  ['a   b', 'a b'],
  ['a AND b || !c', 'a AND b OR -c'],
  ['a NOT b', 'a -b'],
  ['+a -b', '+a -b'],
  ['title:(a b)^2.5', 'title:(a b)^2.5'],
  ['title: x', 'title:x'],
  ['"two words"~3^2', '"two words"~3^2'],
  ['"two words"^2~3', '"two words"~3^2'],
  ['x~ y~1 z~0.8', 'x~2 y~1 z~0.8'],
  ['wat* *er w?t \\*', 'wat* *er w?t \\*'],
  ['[a TO b} {"x y" TO *]', '["a" TO "b"} {"x y" TO *]'],
  ['metadata_modified:[NOW-1YEAR TO 2019-01-01T00:00:00Z]', 'metadata_modified:["NOW-1YEAR" TO "2019-01-01T00:00:00Z"]'],
  ['/wat.*/ filter(a)', '/wat.*/ filter(a)'],
  ['a /* not (this */ b', 'a b'],
  ['*:* -x', '*:* -x'],
  ['a&b &c AND', 'error'],
  ['title:\\u0066orest', 'title:forest'],
  ['x^=3', 'x^=3'],
  ['AND', 'error'],
  ['a AND', 'error'],
  ['a OR OR b', 'error'],
  ['(a', 'error'],
  ['a)', 'error'],
  ['()', 'error'],
  ['', 'error'],
  ['a:', 'error'],
  [':a', 'error'],
  ['a::b', 'error'],
  ['a:b:c', 'error'],
  ['[a TO', 'error'],
  ['[a b]', 'error'],
  ['a^x', 'error'],
  ['a~1.5', 'error'],
  ['a\\', 'error'],
  ['"a', 'error'],
  ['--a', 'error'],
  ['NOT NOT a', 'error'],
  ['http://x/y', 'error'],
  ['a^-1', 'error'],
  ['\\u12', 'error'],
];

const shown = (read: () => string): string => {
  try {
    return read();
  } catch (fault) {
    assert.ok(fault instanceof SyntaxFault, String(fault));
    return 'error';
  }
};

for (const [text, expected] of KEPT)
  test(`the grammar reads ${JSON.stringify(text)} as ${expected}`, () => {
    assert.equal(
      shown(() => print(parse(text))),
      expected,
    );
  });

const DISMAX: readonly (readonly [string, string])[] = [
  ['title:x (a) b*', 'title\\:x \\(a\\) b\\*'],
  ['one "odd', 'one odd'],
  ['parks -camping', 'parks -camping'],
  ['parks +', 'parks'],
  ['parks +- camping', 'parks camping'],
  ['a AND b', 'a AND b'],
  ['--x', 'error'],
  ['AND', 'error'],
];
for (const [text, expected] of DISMAX)
  test(`DisMax reads ${JSON.stringify(text)} as ${expected}`, () => {
    assert.equal(
      shown(() => print(parseDismax(text))),
      expected,
    );
  });

const EDISMAX: readonly (readonly [string, string])[] = [
  ['title:(a', 'title:\\(a'],
  ['AND water', '"AND" water'],
  ['Note: x', 'Note\\: x'],
  ['--x', '-\\-x'],
  ['"x', '\\"x'],
  ['title:water fish', 'title:water fish'],
];
for (const [text, expected] of EDISMAX)
  test(`eDisMax reads ${JSON.stringify(text)} as ${expected}`, () => {
    assert.equal(
      shown(() => print(parseEdismax(text).query)),
      expected,
    );
  });

test('depth and number of clauses are bounded', () => {
  const deep = '('.repeat(100_000);
  const wide = 'a '.repeat(2000);

  assert.throws(() => parse(deep), SyntaxFault);
  assert.throws(() => parse(wide), SyntaxFault);
  assert.doesNotThrow(() => parse(`${'('.repeat(199)}a${')'.repeat(199)}`));
});

test('64 KB of any one sign is read in linear time', () => {
  for (const sign of ['(', '"', '[', '*', '?', '\\', '/', '/*', ' +', ' -', ' ', '~', '^', ':', 'a~', '["', 'AND ']) {
    const text = sign.repeat(65_536 / sign.length);
    const started = process.cpuUsage();
    for (const read of [parse, parseDismax, parseEdismax])
      shown(() => {
        read(text);
        return '';
      });
    // anything quadratic takes minutes
    assert.ok(process.cpuUsage(started).user < 5_000_000, sign);
  }
});

const word = fc
  .oneof(fc.constantFrom('water', 'a', 'AND', 'to', 'TO', 'é', 'filter', '-', 'x y', '*', '"'), fc.string({ maxLength: 6 }))
  .filter((w) => w.length > 0);
const escaped = (w: string): string => w.replace(/[^a-z]/gs, '\\$&');
const atom = fc.oneof(
  word.map(escaped),
  word.map((w) => `"${w.replace(/["\\]/g, '\\$&')}"~2`),
  fc.constantFrom('wat*', '*a?', '[a TO b}', '{* TO "c d"]', 'f~1', '/re/', '*:*', 'x^2.5', 'filter(a b)^=2', '- '),
);
const { query } = fc.letrec<{ query: string; item: string }>((tie) => ({
  item: fc.oneof(
    { depthSize: 'small' },
    atom,
    fc.tuple(fc.constantFrom('title:', 'f\\ g:', ''), tie('query')).map(([f, q]) => `${f}(${q})`),
  ),
  query: fc
    .array(fc.tuple(fc.constantFrom('', 'AND ', 'OR '), fc.constantFrom('', '', '+', '-', 'NOT '), tie('item')), {
      minLength: 1,
      maxLength: 4,
    })
    .map((items) => items.map(([join, sign, item], i) => (i === 0 ? '' : join) + sign + item).join(' ')),
}));

test('a printed tree is read as the same tree', () => {
  fc.assert(
    fc.property(query, (text) => {
      let tree: Group;
      try {
        tree = parse(text);
      } catch (fault) {
        return fault instanceof SyntaxFault;
      }
      assert.deepEqual(parse(print(tree)), tree);
      return true;
    }),
    { numRuns: 3000 },
  );
});

test('junk gives a tree or a SyntaxFault and nothing else', () => {
  const junk = fc.string({ unit: fc.constantFrom(...'+-!():^[]"{}~*?\\/ aAND|&TO12.u\u3000'), maxLength: 40 });
  fc.assert(
    fc.property(fc.oneof(junk, fc.string()), (text) => {
      for (const read of [parse, parseDismax, parseEdismax])
        shown(() => {
          read(text);
          return '';
        });
    }),
    { numRuns: 5000 },
  );
});

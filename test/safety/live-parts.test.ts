import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MARKDOWN, MARKUP } from './hostile.ts';
import { livePartsOf } from './live-parts.ts';

const page = (body: string): string =>
  `<!DOCTYPE html><html lang="en"><head><script src="/assets/site-1.js" defer></script><script type="application/ld+json">{"a":"\\u003c"}</script></head><body>${body}</body></html>`;

test('a sound page has nothing live in it', () => {
  assert.deepEqual(
    livePartsOf(page('<p class="a" hidden>1 &lt; 2 &amp; <a href="/dataset?q=%22">x</a><br/><input value="&quot; onclick=&quot;"></p>')),
    [],
  );
});

for (const text of [...MARKUP, ...MARKDOWN].filter((one) => /<[a-zA-Z!]/.test(one)))
  test(`${JSON.stringify(text)} is noticed where it stands unescaped`, () => {
    assert.notDeepEqual(livePartsOf(page(`<p>${text}</p>`)), []);
  });

test('what runs in an attribute is noticed, however it is written', () => {
  for (const part of [
    '<a href="javascript:x">',
    '<a href="java\tscript:x">',
    '<a href="&#106;avascript&colon;x">',
    '<p style="x">',
    '<p onclick=x>',
    '<p title="" onclick="x">',
  ])
    assert.notDeepEqual(livePartsOf(page(part)), [], part);
});

test('a script in machine data is noticed', () => {
  assert.notDeepEqual(livePartsOf('<script type="application/ld+json">{"a":"</script><script>x</script>"}</script>'), []);
});

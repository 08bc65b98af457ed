import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anonymous } from '#domain/actor.ts';
import { NotFound } from '#domain/errors.ts';
import { aCatalogue, system } from '#support/catalogue.ts';

const { app, run } = await aCatalogue({ settings: { 'ckan.hide_version': 'true', 'ckan.site_title': 'Maps' } });

test('the status tells what the site is, and its version to whom the site lets it', async () => {
  const open = await run<Record<string, unknown>>('status_show', {}, anonymous);

  assert.deepEqual(open, {
    site_title: 'Maps',
    site_description: '',
    site_url: 'http://kokanee.test',
    error_emails_to: '',
    locale_default: 'en',
    extensions: [],
  });
  assert.equal((await run<Record<string, unknown>>('status_show', {}, system)).ckan_version, '2.11.6');
});

test('every action has a help text that names its parameters', async () => {
  for (const action of app.site.actions.values()) {
    const text = await run<string>('help_show', { name: action.name }, anonymous);
    for (const name of Object.keys(action.input)) assert.ok(text.includes(`  ${name} (`), `${action.name}: ${name}`);
  }
});

test('there is no help for what is no action', async () => {
  for (const name of ['nothing', 5, ['package_show'], null]) await assert.rejects(run('help_show', { name }), NotFound);
});

test('licences are listed as texts throughout', async () => {
  const licenses = await run<Record<string, unknown>[]>('license_list');

  assert.equal(licenses.length, 15);
  assert.ok(licenses.every((license) => Object.values(license).every((value) => typeof value === 'string')));
});

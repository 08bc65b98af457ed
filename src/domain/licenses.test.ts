import assert from 'node:assert/strict';
import test from 'node:test';
import { LICENSES, licenseRegister } from './licenses.ts';

test('there are fifteen licences, all of texts', () => {
  assert.equal(LICENSES.length, 15);
  for (const one of LICENSES) for (const value of Object.values(one)) assert.equal(typeof value, 'string');
});

test('a licence is given as CKAN gives it', () => {
  assert.deepEqual(licenseRegister().find('cc-zero'), {
    id: 'cc-zero',
    title: 'Creative Commons CCZero',
    url: 'http://www.opendefinition.org/licenses/cc-zero',
    family: '',
    maintainer: '',
    status: 'active',
    is_generic: 'False',
    domain_content: 'True',
    domain_data: 'True',
    domain_software: 'False',
    od_conformance: 'approved',
    osd_conformance: 'not reviewed',
  });
});

test('licences are open by the open definition, unknown ones are not', () => {
  const { isOpen } = licenseRegister();
  assert.deepEqual(['cc-by', 'other-pd', 'uk-ogl'].map(isOpen), [true, true, true]);
  assert.deepEqual(['cc-nc', 'notspecified', 'other-closed', 'nope', ''].map(isOpen), [false, false, false, false, false]);
});

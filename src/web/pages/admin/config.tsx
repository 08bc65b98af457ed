/** The settings that can be changed on the running site, and the way back to those it was started with. */
import { configOptionShow } from '#actions/site/config_option_show.ts';
import type { Fields, PageResponse } from '#domain/page.ts';
import type { VNode } from 'preact';
import { AdminHead } from '../../components/admin-head.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { Base, Conflict } from '../../components/conflict.tsx';
import { ErrorSummary, Form, formTitle } from '../../components/form.tsx';
import { type FormState, FormButtons, TextArea, TextField } from '../../components/form-fields.tsx';
import { FileField } from '../../components/form-file.tsx';
import { type Difference, type FieldText, meet, taking } from '../../data/concurrency.ts';
import { LOGO, LOGO_FILE, SETTING_LABELS as LABELS, assertAdministers, changeOptions } from '../../data/admin.ts';
import { formErrors } from '../../data/errors.ts';
import { lineEnds, plain, textOf } from '../../data/fields.ts';
import { type FileChoice, type FileSource, TOO_LARGE, fileChoice } from '../../data/form-file.ts';
import { runningSettings } from '../../../config.ts';
import type { Shown, Visit } from '../../page.ts';
import { safeAddress } from '../../text/addresses.ts';

const HERE = '/ckan-admin/config';
const DONE: Readonly<Record<string, string>> = {
  saved: 'The settings are saved.',
  reset: 'The settings are back to those the site was started with.',
};

type Draft = {
  readonly values: Fields;
  readonly source: FileSource;
  readonly held?: FileChoice['held'];
  readonly errors?: FormState['errors'];
  readonly differences?: readonly Difference[];
};

export async function configPage(visit: Visit): Promise<Shown | PageResponse> {
  assertAdministers(visit);
  const now = await settingsNow(visit);
  if (visit.request.method === 'POST') return save(visit, now);
  return showForm(visit, now, { values: now, source: keptSource(now) });
}

async function settingsNow(visit: Visit): Promise<Fields> {
  const values = await Promise.all(runningSettings.map((key) => visit.ask<string | null>(configOptionShow, { key })));
  return Object.fromEntries(runningSettings.map((name, at) => [name, settled(values[at])]));
}

const settled = (value: unknown): string => lineEnds(typeof value === 'string' ? value : '');

const keptSource = (values: Fields): FileSource => (textOf(values, LOGO) === '' ? 'none' : 'keep');

const textsOf = (values: Fields): readonly FieldText[] =>
  runningSettings.filter((name) => name !== LOGO).map((name) => ({ name, label: LABELS[name] ?? name, text: textOf(values, name) }));

async function save(visit: Visit, now: Fields): Promise<Shown | PageResponse> {
  const { form } = visit.request;
  const typed = Object.fromEntries(
    runningSettings.map((name) => [name, Object.hasOwn(form, name) ? settled(textOf(form, name)) : textOf(now, name)]),
  );
  const { differences, theirs } = meet(form, textsOf(now), textsOf(typed));
  const values = taking(theirs, typed, now);
  const choice = await fileChoice(visit, LOGO_FILE, LOGO);
  const isMentioned = choice.source === 'upload' || [LOGO, `${LOGO_FILE}_source`].some((name) => Object.hasOwn(form, name));
  const source = isMentioned ? choice.source : keptSource(now);
  const draft: Draft = { values, source, held: choice.held };
  if (choice.lost)
    return showForm(visit, now, { ...draft, errors: { [LOGO_FILE]: ['The file that was kept is no longer there. Choose it again.'] } });
  if (choice.tooLarge) return showForm(visit, now, { ...draft, errors: { [LOGO_FILE]: [TOO_LARGE] } });
  if (differences.length > 0) return showForm(visit, now, { ...draft, differences });
  try {
    await changeOptions(visit, inputOf(values, now, source, choice));
  } catch (error) {
    const errors = formErrors(error, { upload: LOGO_FILE });
    if (errors === undefined) throw error;
    return showForm(visit, now, { ...draft, errors });
  }
  return { status: 303, redirect: `${HERE}?done=saved` };
}

/** Only what differs: a setting that nobody changed goes on following what the site is started with. */
function inputOf(values: Fields, now: Fields, source: FileSource, { upload, url }: FileChoice): Record<string, unknown> {
  const changed = runningSettings.filter((name) => name !== LOGO && textOf(values, name) !== textOf(now, name));
  return {
    ...Object.fromEntries(changed.map((name) => [name, textOf(values, name)])),
    ...(source === 'upload' && upload !== undefined && { [LOGO_FILE]: upload }),
    ...(source === 'link' && { [LOGO]: url.trim() }),
    ...(source === 'none' && textOf(now, LOGO) !== '' && { clear_logo_upload: true }),
  };
}

function showForm(visit: Visit, now: Fields, { values, source, held, errors = {}, differences = [] }: Draft): Shown {
  const form: FormState = { values: withoutPath(values), errors, labels: LABELS };
  const body = (
    <div class="container narrow page editing">
      <AdminHead title="Settings" here={HERE} request={visit.request} done={DONE} />
      <ErrorSummary errors={errors} labels={LABELS} />
      <Form request={visit.request} action={HERE} label="Settings" files draft="site settings">
        <Base texts={textsOf(now)} />
        <Conflict differences={differences} reload={HERE} />
        <TextField form={form} name="ckan.site_title" required spellCheck />
        <TextField form={form} name="ckan.site_description" spellCheck hint="Shown below the name on the front page." />
        <TextArea form={form} name="ckan.site_intro_text" markdown rows={5} />
        <TextArea form={form} name="ckan.site_about" markdown rows={8} hint="If left blank, a general text is shown." />
        <Logo visit={visit} form={form} logo={textOf(now, LOGO)} source={source} held={held} />
        <TextArea
          form={form}
          name="ckan.site_custom_css"
          rows={5}
          hint="Added after the site's own styles. A mistake here can make the site hard to use."
        />
        <FormButtons save="Save settings" />
      </Form>
      <p class="section">
        <a href="/ckan-admin/reset_config">Go back to the settings the site was started with</a>
      </p>
    </div>
  );
  return {
    title: formTitle('Settings', errors),
    body,
    crumbs: [{ title: 'Administration', href: '/ckan-admin' }, { title: 'Settings' }],
    noindex: true,
  };
}

/** A picture of our own is no address that anybody typed. */
const withoutPath = (values: Fields): Fields => ({
  ...values,
  [LOGO]: textOf(values, LOGO).startsWith('/uploads/') ? '' : textOf(values, LOGO),
});

type LogoProps = { readonly visit: Visit; readonly form: FormState; readonly logo: string } & Pick<Draft, 'source' | 'held'>;

function Logo({ visit, form, logo, source, held }: LogoProps): VNode {
  const { settings, url } = visit.catalogue.site;
  const address = safeAddress(logo.startsWith('/') ? url + logo : logo);
  const types = settings['ckan.upload.admin.mimetypes'];
  return (
    <FileField
      form={form}
      name={LOGO_FILE}
      urlName={LOGO}
      source={source}
      held={held}
      present={address === undefined ? undefined : <img class="form-picture" src={address} alt="Current logo" />}
      none="The built-in mark"
      accept={types.length === 0 ? undefined : types.join(',')}
      mostMegabytes={settings['ckan.uploads_enabled'] ? settings['ckan.max_image_size'] : undefined}
    />
  );
}

export async function resetConfigPage(visit: Visit): Promise<Shown | PageResponse> {
  assertAdministers(visit);
  const { method, form } = visit.request;
  if (method === 'POST') {
    if (textOf(form, 'cancel') !== '') return { status: 303, redirect: HERE };
    await changeOptions(visit, Object.fromEntries(runningSettings.map((name) => [name, null])));
    return { status: 303, redirect: `${HERE}?done=reset` };
  }
  const now = await settingsNow(visit);
  const set = runningSettings.filter((name) => plain(textOf(now, name)) !== '');
  const body = (
    <Confirm
      request={visit.request}
      title="Go back to the settings the site was started with?"
      action="/ckan-admin/reset_config"
      confirm="Reset the settings"
      cancel={HERE}
    >
      <p>These settings will be forgotten: {set.map((name) => LABELS[name] ?? name).join(', ')}. Records are not affected.</p>
    </Confirm>
  );
  return {
    title: 'Reset the settings',
    body,
    crumbs: [{ title: 'Administration', href: '/ckan-admin' }, { title: 'Settings', href: HERE }, { title: 'Reset' }],
    noindex: true,
  };
}

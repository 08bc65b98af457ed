/** The form of a dataset, new or there already: what it offers to choose from, and how it stands on its page. */
import { licenseList } from '#actions/site/license_list.ts';
import { organizationListForUser } from '#actions/group/organization_list_for_user.ts';
import type { License } from '#domain/licenses.ts';
import type { Fields } from '#domain/page.ts';
import type { ComponentChildren, VNode } from 'preact';
import { Base, Conflict } from '../../components/conflict.tsx';
import { type Choices, DatasetFields } from '../../components/dataset-fields.tsx';
import { type Errors, ErrorSummary, Form } from '../../components/form.tsx';
import type { FormState } from '../../components/form-fields.tsx';
import { EXTRA_ROWS, Rows, rowLabels } from '../../components/form-rows.tsx';
import { HiddenFields } from '../../components/hidden-fields.tsx';
import { BASE_FIELD, type Difference, type FieldText } from '../../data/concurrency.ts';
import { type OwnerDict, titleOf } from '../../data/dataset.ts';
import { type Section, labelsOf } from '../../data/dataset-form.ts';
import type { Visit } from '../../page.ts';
import type { QueryPairs } from '../../text/addresses.ts';
import { byWords } from '../../text/order.ts';

/** `owner`: the organization that the dataset has by now, which stays to be chosen even by those who could not choose it. */
export async function choicesFor(visit: Visit, owner?: OwnerDict | null): Promise<Choices> {
  const [own, licenses] = await Promise.all([
    visit.request.actor.kind === 'user' ? visit.ask<readonly OwnerDict[]>(organizationListForUser, { permission: 'create_dataset' }) : [],
    visit.ask<readonly License[]>(licenseList, {}),
  ]);
  const all = owner && !own.some(({ id }) => id === owner.id) ? [...own, owner] : own;
  const { url, settings } = visit.catalogue.site;
  return {
    organizations: all.map((one) => ({ value: one.id, label: titleOf(one), name: one.name })).sort((a, b) => byWords(a.label, b.label)),
    ownerRequired: !settings['ckan.auth.create_unowned_dataset'],
    licenses,
    siteUrl: url,
  };
}

/** Differences as people read them: organizations and licences by their titles. */
export function inWords(differences: readonly Difference[], sections: readonly Section[], choices: Choices): readonly Difference[] {
  const kinds = new Map(sections.flatMap(({ fields }) => fields).map(({ name, kind }) => [name, kind]));
  const words: Readonly<Record<string, ReadonlyMap<string, string>>> = {
    organization: new Map(choices.organizations.map(({ value, label }) => [value, label])),
    licence: new Map(choices.licenses.map(({ id, title }) => [id, title])),
    boolean: new Map([
      ['True', 'Yes'],
      ['False', 'No'],
    ]),
  };
  return differences.map((one) => {
    const said = (text: string): string => words[kinds.get(one.name) ?? '']?.get(text) ?? text;
    return { ...one, was: said(one.was), now: said(one.now), yours: said(one.yours) };
  });
}

type Props = {
  readonly visit: Visit;
  readonly action: string;
  readonly sections: readonly Section[];
  readonly choices: Choices;
  readonly values: Fields;
  readonly errors: Errors;
  readonly draft: string;
  /** It makes a new one. */
  readonly once?: boolean;
  readonly hidden?: QueryPairs;
  readonly known?: string | undefined;
  /** What the form is made from, or was made from before it was sent here. */
  readonly base?: readonly FieldText[] | string;
  readonly differences?: readonly Difference[];
  readonly deleted?: boolean | undefined;
  readonly after?: Readonly<Record<string, ComponentChildren>>;
  /** The buttons. */
  readonly children: ComponentChildren;
};

export function DatasetFormView(props: Props): VNode {
  const { visit, action, sections, values, errors, draft, once, hidden = [], base, differences = [], children } = props;
  const form: FormState = { values, errors, labels: labelsOf(sections) };
  return (
    <>
      <ErrorSummary errors={errors} labels={{ ...form.labels, ...rowLabels(form, EXTRA_ROWS) }} />
      <Form request={visit.request} action={action} label="Dataset" draft={draft} once={once}>
        {typeof base === 'object' && <Base texts={base} />}
        <HiddenFields pairs={typeof base === 'string' ? [[BASE_FIELD, base], ...hidden] : hidden} />
        <Conflict differences={differences} reload={visit.request.path} deleted={props.deleted === true} />
        <DatasetFields sections={sections} form={form} choices={props.choices} known={props.known} after={props.after ?? {}} />
        <Rows
          form={form}
          {...EXTRA_ROWS}
          hint="Facts that have no field of their own, such as: Update frequency, yearly. Leave a row empty and it is not saved."
        />
        {children}
      </Form>
    </>
  );
}

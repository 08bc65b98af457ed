/** The form of an account: one's own, another one's for sysadmins, or a new one. */
import type { VNode } from 'preact';
import type { PageRequest } from '#domain/page.ts';
import { PASSWORD_MIN } from '#domain/user.ts';
import type { Difference, FieldText } from '../data/concurrency.ts';
import type { FileSource, HeldFile } from '../data/form-file.ts';
import { type UserDict, shownName } from '../data/user.ts';
import { PICTURE, PICTURE_URL } from '../data/user-form.ts';
import { safeAddress } from '../text/addresses.ts';
import { Base, Conflict } from './conflict.tsx';
import { ErrorSummary, Form } from './form.tsx';
import { type FormState, FieldGroup, FormButtons, TextArea, TextField } from './form-fields.tsx';
import { FileField } from './form-file.tsx';

type Props = {
  readonly request: PageRequest;
  readonly form: FormState;
  readonly user: UserDict;
  /** It is the account of the one who looks. */
  readonly own: boolean;
  readonly action: string;
  readonly cancel: string;
  readonly source: FileSource;
  readonly held: HeldFile | undefined;
  readonly base: readonly FieldText[];
  readonly differences: readonly Difference[];
  readonly deleted: boolean;
  readonly mimetypes: readonly string[];
  readonly mostMegabytes: number | undefined;
};

export function UserForm({ request, form, user, own, action, cancel, base, differences, deleted, ...picture }: Props): VNode {
  return (
    <>
      <ErrorSummary errors={form.errors} labels={form.labels} />
      <Form request={request} action={action} label="Profile" files draft={`user ${user.id}`}>
        <Base texts={base} />
        <Conflict differences={differences} reload={action} deleted={deleted} />
        <FieldGroup title="What others see">
          {!own && (
            <TextField form={form} name="name" required hint="People log in with it, and it stands in the address of the profile." />
          )}
          <TextField form={form} name="fullname" autoComplete={own ? 'name' : 'off'} spellCheck />
          <TextArea form={form} name="about" markdown hint="A few words about the person, without links." />
          <Picture form={form} user={user} {...picture} />
        </FieldGroup>
        <FieldGroup title="What only you and system administrators see">
          <TextField form={form} name="email" type="email" autoComplete={own ? 'email' : 'off'} required />
          {own ? (
            <p>
              <a href="/dashboard/password">Change your password</a>
            </p>
          ) : (
            <NewPassword form={form} user={user} />
          )}
          <TextField
            form={form}
            name="old_password"
            type="password"
            autoComplete="current-password"
            hint={
              own
                ? 'Needed only to change the e-mail address.'
                : 'Your own password. Needed only to change the user name, the e-mail address or the password.'
            }
          />
        </FieldGroup>
        <FormButtons save="Save changes" cancel={cancel} />
      </Form>
    </>
  );
}

type PictureProps = Pick<Props, 'form' | 'user' | 'source' | 'held' | 'mimetypes' | 'mostMegabytes'>;

function Picture({ form, user, source, held, mimetypes, mostMegabytes }: PictureProps): VNode {
  const present = safeAddress(user.image_display_url);
  return (
    <FileField
      form={form}
      name={PICTURE}
      urlName={PICTURE_URL}
      source={source}
      held={held}
      present={present === undefined ? undefined : <img class="form-picture" src={present} alt={`${shownName(user)} as shown now`} />}
      none="No picture: initials are shown instead"
      accept={mimetypes.length === 0 ? undefined : mimetypes.join(',')}
      mostMegabytes={mostMegabytes}
    />
  );
}

const NewPassword = ({ form, user }: Pick<Props, 'form' | 'user'>): VNode => (
  <>
    <TextField
      form={form}
      name="password1"
      type="password"
      autoComplete="new-password"
      hint={`Only to give ${shownName(user)} a new one, of at least ${PASSWORD_MIN} characters. It can be used once; then the owner of the account must choose a new one.`}
    />
    <TextField form={form} name="password2" type="password" autoComplete="new-password" />
  </>
);

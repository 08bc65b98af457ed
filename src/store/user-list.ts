/** Lists of users: everybody but the deleted, by what is asked for and in the order asked for. */
import type pg from 'pg';
import type { User } from '#domain/user.ts';
import { USER_COLUMNS } from './user.ts';

/** As people look for a name: in any case, and with or without its accents. Each server sorts so, whatever collations it has. */
const asRead = (text: string): string =>
  `translate(lower(regexp_replace(normalize(${text}, NFD), '[\\u0300-\\u036f]', '', 'g')), 'øłđħŧıØŁĐĦŦ', 'oldhtioldht') collate "C"`;

const SHOWN_NAME = `case when btrim(coalesce(fullname, '')) = '' then name else fullname collate "C" end`;

const ORDERS = {
  display_name: SHOWN_NAME,
  name_as_read: asRead(`btrim(${SHOWN_NAME})`),
  id: 'id',
  name: 'name',
  fullname: 'fullname collate "C"',
  created: 'created',
  about: 'about collate "C"',
  sysadmin: 'sysadmin',
  number_created_packages:
    "(select count(*) from dataset d where d.creator_user_id = user_account.id and d.state = 'active' and not d.private) desc",
} as const;

export type UserOrder = keyof typeof ORDERS;

export const isUserOrder = (name: string): name is UserOrder => Object.hasOwn(ORDERS, name);

export type UsersAsked = {
  /** Stands anywhere in the name or full name, in any case. */
  readonly text: string;
  /** `text` may stand in the e-mail address too. */
  readonly inEmail: boolean;
  readonly order: UserOrder;
  /** The whole address, letter by letter. */
  readonly email: string | null;
  readonly limit: number | null;
  readonly offset: number | null;
};

export async function listUsers(pool: pg.Pool, { text, inEmail, order, email, limit, offset }: UsersAsked): Promise<User[]> {
  const { rows } = await pool.query<User>({
    name: `users-by-${order}`,
    text: `select ${USER_COLUMNS} from user_account where ${MATCHES} and ($3::text is null or email = $3)
      order by ${ORDERS[order]}, name limit $4 offset $5`,
    values: [text, inEmail, email, limit, offset],
  });
  return rows;
}

/** The first users whose name begins with the text, then those in whom it stands elsewhere. */
export async function completeUsers(
  pool: pg.Pool,
  { text, inEmail, except, limit }: Pick<UsersAsked, 'text' | 'inEmail' | 'limit'> & { readonly except: string | null },
): Promise<Pick<User, 'id' | 'name' | 'fullname'>[]> {
  const { rows } = await pool.query<Pick<User, 'id' | 'name' | 'fullname'>>({
    name: 'users-completed',
    text: `select id, name, fullname from user_account where ${MATCHES} and id is distinct from $3
      order by not starts_with(lower(name), lower($1)), not starts_with(lower(coalesce(fullname, '')), lower($1)), ${SHOWN_NAME}, name limit $4`,
    values: [text, inEmail, except, limit],
  });
  return rows;
}

const MATCHES = `state <> 'deleted' and ($1 = '' or position(lower($1) in lower(name)) > 0 or position(lower($1) in lower(fullname)) > 0
  or ($2 and position(lower($1) in lower(email)) > 0))`;

/** Those who may do everything, by name. */
export async function listSysadmins(pool: pg.Pool): Promise<User[]> {
  return (await pool.query<User>(`select ${USER_COLUMNS} from user_account where sysadmin and state <> 'deleted' order by name`)).rows;
}

/**
 * Passwords: scrypt for new ones; CKAN's `pbkdf2-sha512` hashes verify and ask to be replaced.
 */
import { pbkdf2, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const COST = { N: 16_384, r: 8, p: 1 } as const;
const LENGTH = 32;
const pbkdf2Async = promisify(pbkdf2);

const scryptAsync = (password: string, salt: Buffer, cost: { N: number; r: number; p: number }): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, LENGTH, { ...cost, maxmem: 128 * 1024 * 1024 }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await scryptAsync(password, salt, COST);
  return `$scrypt$N=${COST.N},r=${COST.r},p=${COST.p}$${salt.toString('base64')}$${key.toString('base64')}`;
}

/** Whether the password fits, and whether its hash should be made anew. A missing hash takes as long as a wrong password. */
export async function verifyPassword(password: string, stored: string | null): Promise<{ ok: boolean; outdated: boolean }> {
  const scrypted = /^\$scrypt\$N=(\d{1,7}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/=]+)\$([A-Za-z0-9+/=]+)$/.exec(stored ?? '');
  if (scrypted !== null) {
    const [, n, r, p, salt = '', expected = ''] = scrypted;
    const cost = { N: Number(n), r: Number(r), p: Number(p) };
    const ok = same(await scryptAsync(password, Buffer.from(salt, 'base64'), cost), Buffer.from(expected, 'base64'));
    return { ok, outdated: ok && cost.N < COST.N };
  }
  const passlib = /^\$pbkdf2-sha512\$(\d{1,7})\$([A-Za-z0-9./]+)\$([A-Za-z0-9./]+)$/.exec(stored ?? '');
  if (passlib !== null) {
    const [, rounds, salt = '', expected = ''] = passlib;
    // The kind of hash, and with it that there is such a user, must not show in the time it takes.
    const [key] = await Promise.all([
      pbkdf2Async(password, fromPasslib(salt), Number(rounds), 64, 'sha512'),
      scryptAsync(password, Buffer.alloc(16), COST),
    ]);
    const ok = same(key, fromPasslib(expected));
    return { ok, outdated: ok };
  }
  await scryptAsync(password, Buffer.alloc(16), COST);
  return { ok: false, outdated: false };
}

/** Passlib writes base64 with `.` for `+` and without padding. */
const fromPasslib = (text: string): Buffer => Buffer.from(text.replaceAll('.', '+'), 'base64');

const same = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

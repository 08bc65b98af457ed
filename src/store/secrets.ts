/**
 * Keys made from the site's secret: what signs tokens, what finds an account key and what keeps
 * it unreadable at rest. Each purpose has a key of its own.
 */
import { readFileSync } from 'node:fs';
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

export type Secrets = {
  readonly signToken: (jti: string, issuedAt: number) => string;
  /** The token's id, or undefined where the text is not one of ours. */
  readonly readToken: (token: string) => string | undefined;
  /** What an account key is looked up by. */
  readonly lookupOf: (key: string) => string;
  readonly encrypt: (text: string) => string;
  readonly decrypt: (cipher: string) => string | undefined;
};

/** A secret as settings write it, CKAN's way: `string:…`, `file:PATH`, or the text itself. */
export function secretText(setting: string): string {
  if (setting.startsWith('string:')) return setting.slice('string:'.length);
  return setting.startsWith('file:') ? readFileSync(setting.slice('file:'.length), 'utf8').trim() : setting;
}

const base64url = (value: string | Buffer): string => Buffer.from(value).toString('base64url');
const HEADER = base64url('{"alg":"HS256","typ":"JWT"}');

export function secretsOf(
  siteSecret: string,
  tokens: { readonly encode: string; readonly decode: string } = { encode: '', decode: '' },
): Secrets {
  const derive = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', siteSecret, 'kokanee', purpose, 32));
  const encodeKey = tokens.encode === '' ? derive('api-token') : Buffer.from(tokens.encode);
  const decodeKey = tokens.decode === '' ? encodeKey : Buffer.from(tokens.decode);
  const lookupKey = derive('account-key-lookup');
  const cipherKey = derive('account-key-cipher');
  const signature = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
  return {
    signToken: (jti, issuedAt) => {
      const body = `${HEADER}.${base64url(JSON.stringify({ jti, iat: issuedAt }))}`;
      return `${body}.${base64url(signature(encodeKey, body))}`;
    },
    readToken: (token) => {
      const [header = '', payload = '', mac = '', ...rest] = token.split('.');
      if (rest.length > 0 || mac === '') return undefined;
      const expected = signature(decodeKey, `${header}.${payload}`);
      const given = Buffer.from(mac, 'base64url');
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      return claimsOf(header, payload);
    },
    lookupOf: (key) => createHmac('sha256', lookupKey).update(key.toLowerCase()).digest('hex'),
    encrypt: (text) => {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', cipherKey, iv);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
    },
    decrypt: (text) => {
      const bytes = Buffer.from(text, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', cipherKey, bytes.subarray(0, 12), { authTagLength: 16 });
      try {
        decipher.setAuthTag(bytes.subarray(12, 28));
        return decipher.update(bytes.subarray(28)).toString('utf8') + decipher.final('utf8');
      } catch {
        return undefined; // sealed under another secret
      }
    },
  };
}

function claimsOf(header: string, payload: string): string | undefined {
  try {
    const { alg } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { alg?: unknown };
    const { jti, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { jti?: unknown; exp?: unknown };
    const expired = typeof exp === 'number' && exp * 1000 < Date.now();
    return alg === 'HS256' && typeof jti === 'string' && !expired ? jti : undefined;
  } catch {
    return undefined;
  }
}

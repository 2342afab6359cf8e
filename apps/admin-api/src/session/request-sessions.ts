import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request } from 'express';
import type { ElectionOffice, Session } from '@scrutin/election-office';

export interface RequestSessionsOptions {
  readonly office: Pick<ElectionOffice, 'session'>;
  /** False where browsers come without TLS: on loopback only. */
  readonly cookieSecure: boolean;
}

/** A session and the token that opened it. */
export interface OpenedSession extends Session {
  readonly token: string;
}

/**
 * The session of a request, and whether the request was made by our own pages.
 *
 * The token is 256 random bits, in a cookie that scripts cannot read and that other sites cannot make a
 * browser send (HttpOnly, SameSite=Strict, `__Host-`: RFC 6265bis). The server keeps its SHA-256 alone, so
 * that who reads the database can log in as nobody.
 */
export interface RequestSessions {
  newToken(): { readonly token: string; readonly hash: Uint8Array };
  /** Undefined for a request without a session that lasts. */
  session(request: Request): Promise<OpenedSession | undefined>;
  /**
   * Whether a request that does something carries the token that only our own pages can read, and none of
   * the browser's marks of another site.
   */
  isOwnRequest(request: Request, token: string): boolean;
  /** The browser's marks alone: of the login, before which there is no token. */
  isOwnOrigin(request: Request): boolean;
  csrfToken(token: string): string;
  /** Set-Cookie that gives the token, or takes it back. */
  cookie(token: string, maxAgeMs: number): string;
  noCookie(): string;
}

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

export function requestSessions({ office, cookieSecure }: RequestSessionsOptions): RequestSessions {
  const name = cookieSecure ? '__Host-scrutin_session' : 'scrutin_session';
  const attributes = { path: '/', httpOnly: true, sameSite: 'strict', secure: cookieSecure } as const;
  return {
    newToken() {
      const token = randomBytes(32).toString('base64url');
      return { token, hash: hashOf(token) };
    },
    async session({ headers }) {
      const token = parseCookie(headers.cookie ?? '')[name];
      if (token === undefined || !TOKEN.test(token)) return undefined;
      const found = await office.session(hashOf(token));
      return found === undefined ? undefined : { ...found, token };
    },
    isOwnRequest(request, token) {
      const given = request.headers['x-csrf-token'];
      return typeof given === 'string' && isSame(given, csrfToken(token)) && isOwnOrigin(request);
    },
    isOwnOrigin,
    csrfToken,
    cookie: (token, maxAgeMs) =>
      stringifySetCookie({ name, value: token, maxAge: Math.floor(maxAgeMs / 1_000), ...attributes }),
    noCookie: () => stringifySetCookie({ name, value: '', maxAge: 0, ...attributes }),
  };
}

/** SHA-256 of the token's bytes: what the server keeps of it. */
export function hashOf(token: string): Uint8Array {
  return createHash('sha256').update(Buffer.from(token, 'base64url')).digest();
}

/** Bound to the session, so that none need be kept (OWASP CSRF Prevention Cheat Sheet: HMAC-based token). */
function csrfToken(token: string): string {
  return createHmac('sha256', Buffer.from(token, 'base64url')).update('csrf').digest('base64url');
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Fetch Metadata and Origin are believed when they are there; a client that is no browser sends neither. */
function isOwnOrigin(request: Request): boolean {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.host);
}

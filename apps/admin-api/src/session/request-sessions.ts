import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request } from 'express';
import type { ElectionOffice, Session } from '@scrutin/election-office';

export interface RequestSessionsOptions {
  readonly office: Pick<ElectionOffice, 'session'>;
  /** False if browsers connect without TLS, which is only for loopback. */
  readonly cookieSecure: boolean;
}

/** A session and the token that opened it. */
export interface OpenedSession extends Session {
  readonly token: string;
}

/**
 * Finds the session of a request, and decides whether the request was made by our own pages.
 *
 * The token of a session is 256 random bits. It is in a cookie that scripts cannot read and that other sites cannot
 * make a browser send (HttpOnly, SameSite=Strict, `__Host-`: RFC 6265bis). The server stores only its SHA-256, so that
 * somebody who reads the database cannot log in with what is there.
 */
export interface RequestSessions {
  newToken(): { readonly token: string; readonly hash: Uint8Array };
  /** The session of a request; undefined if it has none, or one that has ended. */
  session(request: Request): Promise<OpenedSession | undefined>;
  /**
   * Whether a request that changes something was made by our own pages: it has the CSRF token, which only they can
   * read, and the browser's headers do not name another site.
   */
  isOwnRequest(request: Request, token: string): boolean;
  /** Whether the browser's headers do not name another site. For the login, before which there is no CSRF token. */
  isOwnOrigin(request: Request): boolean;
  csrfToken(token: string): string;
  /** The Set-Cookie header that gives the token to the browser. */
  cookie(token: string, maxAgeMs: number): string;
  /** The Set-Cookie header that removes the token. */
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
      const session = await office.session(hashOf(token));
      return session === undefined ? undefined : { ...session, token };
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

/** The SHA-256 of the token's bytes, which is all that the server stores of it. */
export function hashOf(token: string): Uint8Array {
  return createHash('sha256').update(Buffer.from(token, 'base64url')).digest();
}

/** Derived from the token, so that it need not be stored (OWASP CSRF Prevention Cheat Sheet: HMAC-based token). */
function csrfToken(token: string): string {
  return createHmac('sha256', Buffer.from(token, 'base64url')).update('csrf').digest('base64url');
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** Checks Fetch Metadata and Origin if they are there. A client that is not a browser sends neither. */
function isOwnOrigin(request: Request): boolean {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.host);
}

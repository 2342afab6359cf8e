import type { Request } from 'express';
import type { Counter } from 'prom-client';
import type { LOGIN_ROUTES, SessionBody } from '@scrutin/contracts/admin';
import type { ElectionOffice, LoginProof, Official } from '@scrutin/election-office';
import type { AnswerOf, ProblemAnswer, RouteHandlers } from '@scrutin/http-edge';
import { limitedAddress, ok, problemAnswer } from '@scrutin/http-edge';
import { changedRecord } from '../http/answer.ts';
import type { OfficeHandlers } from '../http/office-call.ts';
import { officialView } from '../officials/official-view.ts';
import type { LoginLimiter } from './login-limiter.ts';
import type { RequestSessions } from './request-sessions.ts';
import { hashOf } from './request-sessions.ts';

export interface SessionHandlersOptions {
  readonly office: Pick<ElectionOffice, 'login' | 'openSession' | 'closeSession' | 'changeOwnPassword'>;
  readonly sessions: RequestSessions;
  readonly limiter: LoginLimiter;
  readonly clock: () => number;
  readonly maxAgeMs: number;
  /** Counts logins by their `outcome`. */
  readonly logins: Counter<'outcome'>;
}

type LoginRoutes = typeof LOGIN_ROUTES;

const BUSY_RETRY_S = 2;

/**
 * A locked account and an address with too many failures get the same answer, 429 with Retry-After. Both mean "too
 * often, come back later" (RFC 6585). Status 423 is WebDAV's answer for a locked document and has no Retry-After. Which
 * addresses have accounts is not secret, since only accounts can be locked (docs/OFFICIALS.md).
 */
function limited(retryAfterMs: number): ProblemAnswer {
  return {
    kind: 'problem',
    type: 'too-many-logins',
    retryAfterS: Math.max(1, Math.ceil(retryAfterMs / 1_000)),
  };
}

/** Checks a password, with the limits and the metric of logins, and calls `go` if it is the right one. */
async function withPassword<Answer>(
  { office, limiter, clock, logins }: Pick<SessionHandlersOptions, 'office' | 'limiter' | 'clock' | 'logins'>,
  request: Request,
  email: string,
  password: string,
  go: (official: Official, proof: LoginProof) => Promise<Answer>,
): Promise<Answer | ProblemAnswer> {
  const verdict = await limiter.enter(limitedAddress(request.ip ?? ''));
  if (verdict.kind === 'limited') {
    logins.inc({ outcome: 'limited' });
    return limited(verdict.retryAfterMs);
  }
  if (verdict.kind === 'busy') {
    logins.inc({ outcome: 'busy' });
    return { kind: 'problem', type: 'overloaded', retryAfterS: BUSY_RETRY_S };
  }
  let failed = false;
  try {
    const login = await office.login(email, password);
    logins.inc({ outcome: login.kind });
    failed = login.kind !== 'in';
    switch (login.kind) {
      case 'in':
        return await go(login.official, login.proof);
      case 'wrong':
        return { kind: 'problem', type: 'wrong-login' };
      case 'locked':
        return limited(login.untilMs - clock());
    }
  } finally {
    verdict.leave(failed);
  }
}

/** The handler of the login, which needs no session. */
export function loginHandlers(options: SessionHandlersOptions): RouteHandlers<LoginRoutes, undefined> {
  const { office, sessions, clock, maxAgeMs } = options;
  const enter = async (official: Official, proof: LoginProof): Promise<AnswerOf<LoginRoutes['login']>> => {
    const { token, hash } = sessions.newToken();
    const expiresAtMs = clock() + maxAgeMs;
    const isOpen = await office.openSession(official, proof, hash, expiresAtMs);
    if (!isOpen) return problemAnswer('wrong-login');
    return {
      kind: 'json',
      status: 200,
      body: sessionView(official, sessions.csrfToken(token), expiresAtMs),
      headers: { 'Set-Cookie': sessions.cookie(token, maxAgeMs) },
    };
  };
  return {
    login: ({ request, body }) => withPassword(options, request, body.email, body.password, enter),
  };
}

export function sessionHandlers(
  options: SessionHandlersOptions,
): OfficeHandlers<'session' | 'logout' | 'changeOwnPassword'> {
  const { office, sessions } = options;
  return {
    session: ({ caller }) => {
      const { official, token, expiresAtMs } = caller.session;
      return ok(sessionView(official, sessions.csrfToken(token), expiresAtMs));
    },
    logout: async ({ caller }) => {
      await office.closeSession(hashOf(caller.session.token));
      return { kind: 'nothing', headers: { 'Set-Cookie': sessions.noCookie() } };
    },
    changeOwnPassword: ({ caller, request, body }) => {
      const { current_password: present, new_password: wanted } = body;
      const { email } = caller.session.official;
      return withPassword(options, request, email, present, async (official, proof) => {
        const hash = hashOf(caller.session.token);
        const changed = await office.changeOwnPassword(caller.actor, {
          official,
          proof,
          password: wanted,
          tokenHash: hash,
        });
        return changedRecord(changed, officialView);
      });
    },
  };
}

function sessionView(official: Official, csrfToken: string, expiresAtMs: number): SessionBody {
  return {
    official: officialView(official),
    csrf_token: csrfToken,
    expires_at: new Date(expiresAtMs).toISOString(),
  };
}

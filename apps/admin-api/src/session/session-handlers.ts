import type { Request } from 'express';
import type { LOGIN_ROUTES, SessionBody } from '@scrutin/contracts/admin';
import type { ElectionOffice, LoginOutcome, LoginProof, Official } from '@scrutin/election-office';
import { officialView, sessionViews } from '@scrutin/election-office';
import type { AnswerOf, ProblemAnswer, RouteHandlers } from '@scrutin/http-edge';
import { limitedAddress, ok, problemAnswer } from '@scrutin/http-edge';
import type { CounterOf } from '@scrutin/service-runtime';
import { changedRecord, emptyAnswer } from '../http/answer.ts';
import type { OfficeHandlers } from '../http/office-call.ts';
import type { LoginLimiter } from './login-limiter.ts';
import type { RequestSessions } from './request-sessions.ts';
import { hashOf } from './request-sessions.ts';

export interface SessionHandlersOptions {
  readonly office: Pick<
    ElectionOffice,
    | 'login'
    | 'confirmPassword'
    | 'openSession'
    | 'session'
    | 'closeSession'
    | 'changeOwnPassword'
    | 'sessionsOf'
    | 'sessionId'
    | 'endSessions'
  >;
  readonly sessions: RequestSessions;
  readonly limiter: LoginLimiter;
  readonly clock: () => number;
  readonly maxAgeMs: number;
  /** Counts logins by their `outcome`. */
  readonly logins: CounterOf<'admin_logins_total'>;
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

/** Checks a login, with the limits and the metric of logins, and calls `go` if it succeeds. */
export async function withLogin<Answer>(
  { limiter, clock, logins }: Pick<SessionHandlersOptions, 'limiter' | 'clock' | 'logins'>,
  request: Request,
  check: () => Promise<LoginOutcome>,
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
    const login = await check();
    logins.inc({ outcome: login.kind });
    failed = FAILURES.has(login.kind);
    switch (login.kind) {
      case 'in':
        return await go(login.official, login.proof);
      case 'wrong':
        return { kind: 'problem', type: 'wrong-login' };
      case 'code-needed':
        return { kind: 'problem', type: 'code-required' };
      case 'wrong-code':
        return { kind: 'problem', type: 'wrong-code' };
      case 'code-unverifiable':
        return { kind: 'problem', type: 'code-unverifiable' };
      case 'locked':
        return limited(login.untilMs - clock());
    }
  } finally {
    verdict.leave(failed);
  }
}

/** The outcomes that count as failures of an address. A login that lacks only its code is half done. */
const FAILURES: ReadonlySet<LoginOutcome['kind']> = new Set(['wrong', 'wrong-code', 'locked']);

/** The handler of the login, which needs no session. */
export function loginHandlers(options: SessionHandlersOptions): RouteHandlers<LoginRoutes, undefined> {
  const { office, sessions, clock, maxAgeMs } = options;
  const enter = async (official: Official, proof: LoginProof): Promise<AnswerOf<LoginRoutes['login']>> => {
    const { token, hash } = sessions.newToken();
    const expiresAtMs = clock() + maxAgeMs;
    const isOpen = await office.openSession(official, proof, hash, expiresAtMs);
    const opened = isOpen ? await office.session(hash) : undefined;
    if (opened === undefined) return problemAnswer('wrong-login');
    return {
      kind: 'json',
      status: 200,
      body: sessionView(official, opened.setup ?? null, sessions.csrfToken(token), expiresAtMs),
      headers: { 'Set-Cookie': sessions.cookie(token, maxAgeMs) },
    };
  };
  return {
    login: ({ request, body: { email, password, code } }) =>
      withLogin(options, request, () => office.login(email, password, code), enter),
  };
}

export function sessionHandlers(
  options: SessionHandlersOptions,
): OfficeHandlers<'session' | 'logout' | 'changeOwnPassword' | 'ownSessions' | 'endOwnSession'> {
  const { office, sessions } = options;
  return {
    session: ({ caller }) => {
      const { official, setup, token, expiresAtMs } = caller.session;
      return ok(sessionView(official, setup ?? null, sessions.csrfToken(token), expiresAtMs));
    },
    logout: async ({ caller }) => {
      await office.closeSession(hashOf(caller.session.token));
      return { kind: 'nothing', headers: { 'Set-Cookie': sessions.noCookie() } };
    },
    changeOwnPassword: ({ caller, request, body }) => {
      const { current_password: present, new_password: wanted } = body;
      const { email } = caller.session.official;
      const check = () => office.confirmPassword(email, present);
      return withLogin(options, request, check, async (official, proof) => {
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
    ownSessions: async ({ caller }) => {
      const { official, token } = caller.session;
      return ok(sessionViews(await office.sessionsOf(official.id), await office.sessionId(hashOf(token))));
    },
    endOwnSession: async ({ caller, params }) =>
      emptyAnswer(await office.endSessions(caller.actor, caller.session.official.id, params.id)),
  };
}

function sessionView(
  official: Official,
  setup: SessionBody['setup'],
  csrfToken: string,
  expiresAtMs: number,
): SessionBody {
  return {
    official: officialView(official),
    setup,
    csrf_token: csrfToken,
    expires_at: new Date(expiresAtMs).toISOString(),
  };
}

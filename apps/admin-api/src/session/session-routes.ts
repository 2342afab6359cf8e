import { loginRequest, ownPasswordRequest } from '@scrutin/contracts/admin';
import type { SessionBody } from '@scrutin/contracts/admin';
import type { ElectionOffice, LoginProof, Official } from '@scrutin/election-office';
import { limitedAddress } from '@scrutin/http-edge';
import type { Request } from 'express';
import type { Counter } from 'prom-client';
import { ok, outcome as answerOf } from '../http/answer.ts';
import type { Answer } from '../http/answer.ts';
import type { OpenRoute } from '../http/mount-routes.ts';
import { actingOn, parseGiven } from '../http/route.ts';
import type { Route } from '../http/route.ts';
import { officialView } from '../officials/official-view.ts';
import type { LoginGate } from './login-gate.ts';
import { hashOf } from './session-door.ts';
import type { SessionDoor } from './session-door.ts';

export interface SessionRoutesOptions {
  readonly office: Pick<ElectionOffice, 'login' | 'openSession' | 'closeSession' | 'changeOwnPassword'>;
  readonly door: SessionDoor;
  readonly gate: LoginGate;
  readonly clock: () => number;
  readonly maxAgeMs: number;
  /** By `outcome`. */
  readonly logins: Counter<'outcome'>;
}

const PATH = '/admin/v1/session';
const BUSY_RETRY_S = 2;

/**
 * A locked account and an address with too many failures get the same answer, 429 with Retry-After: both mean
 * "too often, come back then" (RFC 6585), where 423 is WebDAV's word for a locked document and has no
 * Retry-After. It is no secret which addresses have accounts: only those are locked (docs/OFFICIALS.md).
 */
function limited(retryAfterMs: number): Answer {
  return {
    kind: 'problem',
    type: 'too-many-logins',
    retryAfterS: Math.max(1, Math.ceil(retryAfterMs / 1_000)),
  };
}

/** Looks at a password as a login does, bounded and counted alike, and goes on when it is the right one. */
async function withPassword(
  { office, gate, clock, logins }: Pick<SessionRoutesOptions, 'office' | 'gate' | 'clock' | 'logins'>,
  request: Request,
  email: string,
  password: string,
  go: (official: Official, proof: LoginProof) => Promise<Answer>,
): Promise<Answer> {
  const admission = await gate.enter(limitedAddress(request.ip ?? ''));
  if (admission.kind === 'limited') {
    logins.inc({ outcome: 'limited' });
    return limited(admission.retryAfterMs);
  }
  if (admission.kind === 'busy') {
    logins.inc({ outcome: 'busy' });
    return { kind: 'problem', type: 'overloaded', retryAfterS: BUSY_RETRY_S };
  }
  let failed = false;
  try {
    const outcome = await office.login(email, password);
    logins.inc({ outcome: outcome.kind });
    failed = outcome.kind !== 'in';
    switch (outcome.kind) {
      case 'in':
        return await go(outcome.official, outcome.proof);
      case 'wrong':
        return { kind: 'problem', type: 'wrong-login' };
      case 'locked':
        return limited(outcome.untilMs - clock());
    }
  } finally {
    admission.leave(failed);
  }
}

export function loginRoute(options: SessionRoutesOptions): OpenRoute {
  const { office, door, clock, maxAgeMs } = options;
  const enter = async (official: Official, proof: LoginProof): Promise<Answer> => {
    const { token, hash } = door.newToken();
    const expiresAtMs = clock() + maxAgeMs;
    const isOpen = await office.openSession(official, proof, hash, expiresAtMs);
    if (!isOpen) return { kind: 'problem', type: 'wrong-login' };
    return {
      ...{ kind: 'json', status: 200, body: sessionView(official, door.csrfToken(token), expiresAtMs) },
      headers: { 'Set-Cookie': door.cookie(token, maxAgeMs) },
    };
  };
  return {
    ...{ method: 'post', path: PATH },
    handle: async (request, language) => {
      const read = parseGiven(loginRequest, request.body, language);
      return read.ok
        ? withPassword(options, request, read.value.email, read.value.password, enter)
        : read.answer;
    },
  };
}

export function sessionRoutes(options: SessionRoutesOptions): Route[] {
  const { office, door } = options;
  return [
    {
      ...{ method: 'get', path: PATH, right: 'any', takes: 'nothing' },
      handle: ({ session: { official, token, expiresAtMs } }) =>
        Promise.resolve(ok(sessionView(official, door.csrfToken(token), expiresAtMs))),
    },
    {
      ...{ method: 'delete', path: PATH, right: 'any', takes: 'nothing' },
      handle: async ({ session }) => {
        await office.closeSession(hashOf(session.token));
        return { kind: 'nothing', headers: { 'Set-Cookie': door.noCookie() } };
      },
    },
    actingOn('post', `${PATH}/password`, 'any', ownPasswordRequest, (call, body) => {
      const { actor, request, session } = call;
      const { current_password: present, new_password: wanted } = body;
      return withPassword(options, request, session.official.email, present, async (official, proof) => {
        const hash = hashOf(session.token);
        return answerOf(await office.changeOwnPassword(actor, official, proof, wanted, hash), officialView);
      });
    }),
  ];
}

function sessionView(official: Official, csrfToken: string, expiresAtMs: number): SessionBody {
  return {
    official: officialView(official),
    csrf_token: csrfToken,
    expires_at: new Date(expiresAtMs).toISOString(),
  };
}

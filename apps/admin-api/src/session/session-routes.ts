import type { ElectionOffice, Official } from '@scrutin/ballot-store';
import { loginRequest } from '@scrutin/contracts';
import type { SessionBody } from '@scrutin/contracts';
import { limitedAddress } from '@scrutin/http-edge';
import type { Counter } from 'prom-client';
import type { Answer } from '../http/answer.ts';
import { ok } from '../http/answer.ts';
import type { OpenRoute } from '../http/mount-routes.ts';
import { parseGiven } from '../http/route.ts';
import type { Route } from '../http/route.ts';
import { officialView } from '../officials/official-view.ts';
import type { LoginGate } from './login-gate.ts';
import { hashOf } from './session-door.ts';
import type { SessionDoor } from './session-door.ts';

export interface SessionRoutesOptions {
  readonly office: Pick<ElectionOffice, 'login' | 'openSession' | 'closeSession'>;
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
 * Retry-After; and who guesses is not told which of the two it was.
 */
export function loginRoute({ office, door, gate, clock, maxAgeMs, logins }: SessionRoutesOptions): OpenRoute {
  const limited = (retryAfterMs: number): Answer => ({
    kind: 'problem',
    type: 'too-many-logins',
    retryAfterS: Math.max(1, Math.ceil(retryAfterMs / 1_000)),
  });
  const enter = async (official: Official): Promise<Answer> => {
    const { token, hash } = door.newToken();
    const expiresAtMs = clock() + maxAgeMs;
    await office.openSession(official, hash, expiresAtMs);
    return {
      ...{ kind: 'json', status: 200, body: sessionView(official, door.csrfToken(token), expiresAtMs) },
      headers: { 'Set-Cookie': door.cookie(token, maxAgeMs) },
    };
  };
  return {
    ...{ method: 'post', path: PATH },
    handle: async (request, language) => {
      const read = parseGiven(loginRequest, request.body, language);
      if (!read.ok) return read.answer;
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
        const outcome = await office.login(read.value.email, read.value.password);
        logins.inc({ outcome: outcome.kind });
        failed = outcome.kind !== 'in';
        switch (outcome.kind) {
          case 'in':
            return await enter(outcome.official);
          case 'wrong':
            return { kind: 'problem', type: 'wrong-login' };
          case 'locked':
            return limited(outcome.untilMs - clock());
        }
      } finally {
        admission.leave(failed);
      }
    },
  };
}

export function sessionRoutes({ office, door }: SessionRoutesOptions): Route[] {
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
  ];
}

function sessionView(official: Official, csrfToken: string, expiresAtMs: number): SessionBody {
  return {
    official: officialView(official),
    csrf_token: csrfToken,
    expires_at: new Date(expiresAtMs).toISOString(),
  };
}

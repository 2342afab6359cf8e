import type { Request } from 'express';
import type { AdminRoute } from '@scrutin/contracts/admin';
import { may, setupProblem, takesCsrfToken } from '@scrutin/contracts/admin';
import type { ProblemType } from '@scrutin/contracts/problems';
import { formErrors } from '@scrutin/contracts/problems';
import type { BodyProblems, Entered, Entrance } from '@scrutin/http-edge';
import { problemAnswer, smallJsonBody } from '@scrutin/http-edge';
import type { RequestSessions } from '../session/request-sessions.ts';
import type { Caller } from './office-call.ts';

const BODY_PROBLEMS: BodyProblems = {
  malformed: 'request-unreadable',
  tooLarge: 'upload-too-large',
  otherType: 'wrong-media-type',
};
/** A candidate's biography and promises in both languages, four texts of 20,000 characters, take less. */
const LARGEST_BODY_BYTES = 524_288;
/** The limit for a client that is not logged in. */
const LARGEST_LOGIN_BYTES = 8_192;

const EVERY_ANSWER: Pick<Entrance<AdminRoute, unknown>, 'headers' | 'misfit'> = {
  headers: { 'Cache-Control': 'no-store' },
  misfit: (error, language) => problemAnswer('invalid', { errors: formErrors(error, language) }),
};

/**
 * The checks before every operation that needs a session, in this order: the session (401), whether the request comes
 * from our own pages (403), whether the account may be used yet (403), and the role (403). The parameters (404) and the body (400, 413, 415, 422) are checked
 * after them.
 */
export function officeEntrance(sessions: RequestSessions): Entrance<AdminRoute, Caller> {
  const readBody = smallJsonBody(LARGEST_BODY_BYTES, BODY_PROBLEMS);
  return {
    ...EVERY_ANSWER,
    readBody: () => readBody,
    async enter(route, request) {
      const session = await sessions.session(request);
      if (session === undefined) return refused('login-required');
      if (takesCsrfToken(route) && !sessions.isOwnRequest(request, session.token))
        return refused('cross-site');
      const { official, setup } = session;
      const { access, during = [] } = route;
      if (setup !== undefined && !during.includes(setup)) return refused(setupProblem(setup));
      if (access !== 'session' && access !== 'open' && !may(official.role, access)) {
        return refused('role-forbids');
      }
      return {
        ok: true,
        caller: {
          session,
          actor: { officialId: official.id, name: official.email, madeFrom: versionsIn(request) },
        },
      };
    },
  };
}

/** The check before the login, which needs no session: whether the request comes from our own pages (403). */
export function loginEntrance(sessions: RequestSessions): Entrance<AdminRoute, undefined> {
  const readBody = smallJsonBody(LARGEST_LOGIN_BYTES, BODY_PROBLEMS);
  return {
    ...EVERY_ANSWER,
    readBody: () => readBody,
    enter: (_route, request) =>
      sessions.isOwnOrigin(request) ? { ok: true, caller: undefined } : refused('cross-site'),
  };
}

/** The versions in If-Match (RFC 9110, 13.1.1). Undefined without the header, and for `*`. */
function versionsIn(request: Request): readonly string[] | undefined {
  const given = request.headers['if-match'];
  if (given === undefined || given.trim() === '*') return undefined;
  // A weak tag never matches, so its version is left out.
  return given.split(',').flatMap((tag) => /^\s*"([0-9a-f]{64})"\s*$/.exec(tag)?.[1] ?? []);
}

function refused(type: ProblemType): Entered<never> {
  return { ok: false, answer: problemAnswer(type) };
}

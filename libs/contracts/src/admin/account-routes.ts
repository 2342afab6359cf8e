import { z } from 'zod';
import { adminRoutes, AWAITS_APPROVAL, FIND, NO_CONTENT, success } from './admin-route.ts';
import { newOfficial, officialBody, officialsBody, passwordRequest, resetRequest } from './officials.ts';
import { loginRequest, ownPasswordRequest, sessionBody, sessionsBody } from './session.ts';

const ofOfficial = z.object({ id: z.uuid() });
/** The problems of an act on an account, which has a version. */
const OF_ACCOUNT = [...FIND, 'outdated'] as const;
const ofSession = z.object({ id: z.uuid() });

/** The steps of {@link AdminRoute.during}, for the routes that a new account needs. */
const ALWAYS = ['change-password', 'enrol-second-factor'] as const;

/** The login, which takes no session. */
export const LOGIN_ROUTES = adminRoutes({
  login: {
    method: 'post',
    path: '/admin/v1/session',
    tag: 'Session',
    summary: 'Log in',
    description:
      'Sets the cookie of the session: HttpOnly, SameSite=Strict. An account with a second factor is answered `code-required` unless a code is given. `setup` in the answer names what the account must do before it may be used for anything else.',
    access: 'open',
    body: loginRequest,
    answers: { 200: success(sessionBody) },
    problems: [
      'wrong-login',
      'code-required',
      'wrong-code',
      'code-unverifiable',
      'too-many-logins',
      'overloaded',
    ],
  },
});

/** The routes of one's own session, and of all accounts. */
export const ACCOUNT_ROUTES = adminRoutes({
  session: {
    method: 'get',
    path: '/admin/v1/session',
    tag: 'Session',
    summary: 'Who is logged in',
    access: 'session',
    during: ALWAYS,
    answers: { 200: success(sessionBody) },
    problems: [],
  },
  logout: {
    method: 'delete',
    path: '/admin/v1/session',
    tag: 'Session',
    summary: 'Log out',
    access: 'session',
    during: ALWAYS,
    answers: { 204: NO_CONTENT },
    problems: [],
  },
  changeOwnPassword: {
    method: 'post',
    path: '/admin/v1/session/password',
    tag: 'Session',
    summary: 'Change one’s own password',
    description: 'Ends the other sessions of the account. A wrong current password counts as a failed login.',
    access: 'session',
    during: ALWAYS,
    body: ownPasswordRequest,
    answers: { 200: success(officialBody) },
    problems: ['wrong-login', 'too-many-logins', 'overloaded', 'record-not-found', 'state-forbids'],
  },
  ownSessions: {
    method: 'get',
    path: '/admin/v1/sessions',
    tag: 'Session',
    summary: 'The sessions of one’s own account',
    access: 'session',
    answers: { 200: success(sessionsBody) },
    problems: [],
  },
  endOwnSession: {
    method: 'delete',
    path: '/admin/v1/sessions/{id}',
    tag: 'Session',
    summary: 'End a session of one’s own account',
    access: 'session',
    params: ofSession,
    answers: { 204: NO_CONTENT },
    problems: FIND,
  },
  officials: {
    method: 'get',
    path: '/admin/v1/officials',
    tag: 'Accounts',
    summary: 'All accounts',
    access: 'read',
    answers: { 200: success(officialsBody) },
    problems: [],
  },
  createOfficial: {
    method: 'post',
    path: '/admin/v1/officials',
    tag: 'Accounts',
    summary: 'Create an account',
    access: 'accounts',
    body: newOfficial,
    answers: { 201: success(officialBody), 202: AWAITS_APPROVAL },
    problems: ['already-exists'],
  },
  setPassword: {
    method: 'post',
    path: '/admin/v1/officials/{id}/password',
    tag: 'Accounts',
    summary: 'Set a password',
    description: 'Ends the sessions of the account and lifts a lock.',
    access: 'accounts',
    params: ofOfficial,
    body: passwordRequest,
    answers: { 200: success(officialBody), 202: AWAITS_APPROVAL },
    problems: OF_ACCOUNT,
  },
  disableOfficial: {
    method: 'post',
    path: '/admin/v1/officials/{id}/disablement',
    tag: 'Accounts',
    summary: 'Disable an account',
    description: 'Ends the sessions of the account. The account and its acts stay on record.',
    access: 'accounts',
    params: ofOfficial,
    answers: { 200: success(officialBody) },
    problems: [...OF_ACCOUNT, 'state-forbids', 'in-use'],
  },
  enableOfficial: {
    method: 'delete',
    path: '/admin/v1/officials/{id}/disablement',
    tag: 'Accounts',
    summary: 'Enable an account',
    access: 'accounts',
    params: ofOfficial,
    answers: { 200: success(officialBody) },
    problems: [...OF_ACCOUNT, 'state-forbids'],
  },
  officialSessions: {
    method: 'get',
    path: '/admin/v1/officials/{id}/sessions',
    tag: 'Accounts',
    summary: 'The sessions of an account',
    access: 'read',
    params: ofOfficial,
    answers: { 200: success(sessionsBody) },
    problems: [],
  },
  endOfficialSessions: {
    method: 'delete',
    path: '/admin/v1/officials/{id}/sessions',
    tag: 'Accounts',
    summary: 'End the sessions of an account',
    access: 'accounts',
    params: ofOfficial,
    answers: { 204: NO_CONTENT },
    problems: FIND,
  },
  askSecondFactorReset: {
    method: 'post',
    path: '/admin/v1/officials/{id}/second-factor-reset',
    tag: 'Accounts',
    summary: 'Ask for the removal of a lost second factor',
    description: 'Nothing changes until another operator confirms it, within 24 hours.',
    access: 'accounts',
    params: ofOfficial,
    body: resetRequest,
    answers: { 200: success(officialBody) },
    problems: [...OF_ACCOUNT, 'state-forbids'],
  },
  withdrawSecondFactorReset: {
    method: 'delete',
    path: '/admin/v1/officials/{id}/second-factor-reset',
    tag: 'Accounts',
    summary: 'Take back the request for a removal',
    access: 'accounts',
    params: ofOfficial,
    answers: { 200: success(officialBody) },
    problems: [...OF_ACCOUNT, 'state-forbids'],
  },
  confirmSecondFactorReset: {
    method: 'post',
    path: '/admin/v1/officials/{id}/second-factor-reset/confirmation',
    tag: 'Accounts',
    summary: 'Confirm the removal of a lost second factor',
    description:
      'Only somebody else than the operator who asked. It ends the sessions of the account. Where a second factor is required, the account must enrol a new one at the next login.',
    access: 'accounts',
    params: ofOfficial,
    answers: { 200: success(officialBody) },
    problems: [...OF_ACCOUNT, 'state-forbids'],
  },
});

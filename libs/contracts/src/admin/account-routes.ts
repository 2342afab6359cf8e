import { z } from 'zod';
import { adminRoutes, FIND, NO_CONTENT, success } from './admin-route.ts';
import { newOfficial, officialBody, officialsBody, passwordRequest } from './officials.ts';
import { loginRequest, ownPasswordRequest, sessionBody } from './session.ts';

const ofOfficial = z.object({ id: z.uuid() });

/** The login, which takes no session. */
export const LOGIN_ROUTES = adminRoutes({
  login: {
    method: 'post',
    path: '/admin/v1/session',
    tag: 'Session',
    summary: 'Log in',
    description: 'Sets the cookie of the session: HttpOnly, SameSite=Strict.',
    access: 'open',
    body: loginRequest,
    answers: { 200: success(sessionBody) },
    problems: ['wrong-login', 'too-many-logins', 'overloaded'],
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
    answers: { 200: success(sessionBody) },
    problems: [],
  },
  logout: {
    method: 'delete',
    path: '/admin/v1/session',
    tag: 'Session',
    summary: 'Log out',
    access: 'session',
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
    body: ownPasswordRequest,
    answers: { 200: success(officialBody) },
    problems: ['wrong-login', 'too-many-logins', 'overloaded', 'record-not-found'],
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
    answers: { 201: success(officialBody) },
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
    answers: { 200: success(officialBody) },
    problems: FIND,
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
    problems: [...FIND, 'state-forbids', 'in-use'],
  },
  enableOfficial: {
    method: 'delete',
    path: '/admin/v1/officials/{id}/disablement',
    tag: 'Accounts',
    summary: 'Enable an account',
    access: 'accounts',
    params: ofOfficial,
    answers: { 200: success(officialBody) },
    problems: [...FIND, 'state-forbids'],
  },
});

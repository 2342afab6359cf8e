import { z } from 'zod';
import { adminRoutes, DONE, done, FIND } from './admin-route.ts';
import { newOfficial, officialBody, officialsBody, passwordRequest } from './officials.ts';
import { loginRequest, ownPasswordRequest, sessionBody } from './session.ts';

const ofOfficial = z.object({ id: z.uuid() });

/** The login, before which there is no session. */
export const LOGIN_ROUTES = adminRoutes({
  login: {
    method: 'post',
    path: '/admin/v1/session',
    tag: 'Session',
    summary: 'Log in',
    description: 'Sets the cookie of the session: HttpOnly, SameSite=Strict.',
    access: 'open',
    body: loginRequest,
    answers: { 200: done(sessionBody) },
    problems: ['wrong-login', 'too-many-logins', 'overloaded'],
  },
});

/** The session of whoever is logged in, and all accounts. */
export const ACCOUNT_ROUTES = adminRoutes({
  session: {
    method: 'get',
    path: '/admin/v1/session',
    tag: 'Session',
    summary: 'Who is logged in',
    access: 'session',
    answers: { 200: done(sessionBody) },
    problems: [],
  },
  logout: {
    method: 'delete',
    path: '/admin/v1/session',
    tag: 'Session',
    summary: 'Log out',
    access: 'session',
    answers: { 204: DONE },
    problems: [],
  },
  changeOwnPassword: {
    method: 'post',
    path: '/admin/v1/session/password',
    tag: 'Session',
    summary: 'Change one’s own password',
    description: 'Ends the other sessions of the account. A wrong present password counts as a failed login.',
    access: 'session',
    body: ownPasswordRequest,
    answers: { 200: done(officialBody) },
    problems: ['wrong-login', 'too-many-logins', 'overloaded', 'record-not-found'],
  },
  officials: {
    method: 'get',
    path: '/admin/v1/officials',
    tag: 'Accounts',
    summary: 'All accounts',
    access: 'read',
    answers: { 200: done(officialsBody) },
    problems: [],
  },
  createOfficial: {
    method: 'post',
    path: '/admin/v1/officials',
    tag: 'Accounts',
    summary: 'Make an account',
    access: 'accounts',
    body: newOfficial,
    answers: { 201: done(officialBody) },
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
    answers: { 200: done(officialBody) },
    problems: FIND,
  },
  disableOfficial: {
    method: 'post',
    path: '/admin/v1/officials/{id}/disablement',
    tag: 'Accounts',
    summary: 'Disable an account',
    description: 'Ends its sessions; the account stays, as its acts do.',
    access: 'accounts',
    params: ofOfficial,
    answers: { 200: done(officialBody) },
    problems: [...FIND, 'state-forbids', 'in-use'],
  },
  enableOfficial: {
    method: 'delete',
    path: '/admin/v1/officials/{id}/disablement',
    tag: 'Accounts',
    summary: 'Enable an account',
    access: 'accounts',
    params: ofOfficial,
    answers: { 200: done(officialBody) },
    problems: [...FIND, 'state-forbids'],
  },
});

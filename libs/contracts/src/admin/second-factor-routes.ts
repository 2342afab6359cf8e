import { adminRoutes, success } from './admin-route.ts';
import { officialBody } from './officials.ts';
import {
  beginSecondFactorRequest,
  enrolledSecretBody,
  removeSecondFactorRequest,
  secondFactorCodeRequest,
} from './second-factor.ts';

const CHECKS_A_PASSWORD = [
  'wrong-login',
  'too-many-logins',
  'overloaded',
  'record-not-found',
  'state-forbids',
] as const;
const DURING = ['enrol-second-factor'] as const;

/** The routes of the second factor of one's own account. */
export const SECOND_FACTOR_ROUTES = adminRoutes({
  beginSecondFactor: {
    method: 'post',
    path: '/admin/v1/session/second-factor',
    tag: 'Session',
    summary: 'Make the secret of a second factor (TOTP)',
    description:
      'The secret is shown this once. A login needs a code only after the confirmation. Another call replaces a secret that is not confirmed.',
    access: 'session',
    during: DURING,
    body: beginSecondFactorRequest,
    answers: { 201: success(enrolledSecretBody) },
    problems: [...CHECKS_A_PASSWORD, 'incomplete'],
  },
  confirmSecondFactor: {
    method: 'post',
    path: '/admin/v1/session/second-factor/confirmation',
    tag: 'Session',
    summary: 'Enrol the second factor by one of its codes',
    description: 'Ends the other sessions of the account. From then on a login needs a code.',
    access: 'session',
    during: DURING,
    body: secondFactorCodeRequest,
    answers: { 200: success(officialBody) },
    problems: ['record-not-found', 'state-forbids', 'incomplete'],
  },
  removeSecondFactor: {
    method: 'post',
    path: '/admin/v1/session/second-factor/removal',
    tag: 'Session',
    summary: 'Remove one’s own second factor',
    description: 'A wrong password or code counts as a failed login.',
    access: 'session',
    body: removeSecondFactorRequest,
    answers: { 200: success(officialBody) },
    problems: [...CHECKS_A_PASSWORD, 'code-required', 'wrong-code', 'code-unverifiable'],
  },
});

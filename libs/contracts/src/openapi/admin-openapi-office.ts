import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { actsBody, actsQuery } from '../admin/acts.ts';
import { newOfficial, officialBody, officialsBody, passwordRequest } from '../admin/officials.ts';
import { rollsBody, rollUploadBody, rollUploadQuery } from '../admin/rolls.ts';
import { loginRequest, ownPasswordRequest, sessionBody } from '../admin/session.ts';
import { tabulationDetailBody } from '../admin/tabulations.ts';
import { healthBody, livenessBody } from '../public/service-answers.ts';
import { adminOperation } from './admin-openapi-operation.ts';

const official = { tag: 'Accounts', path: z.object({ id: z.uuid() }) };
const tabulation = { tag: 'Counting', path: z.object({ id: z.uuid() }) };

export const adminOfficePaths: ZodOpenApiPathsObject = {
  '/admin/v1/session': {
    get: adminOperation('get', {
      ...{ operationId: 'session', tag: 'Session', summary: 'Who is logged in', answer: sessionBody },
    }),
    post: adminOperation('post', {
      ...{ operationId: 'login', tag: 'Session', summary: 'Log in', open: true },
      description: 'Sets the cookie of the session: HttpOnly, SameSite=Strict.',
      ...{ body: loginRequest, answer: sessionBody },
      problems: ['wrong-login', 'too-many-logins', 'overloaded'],
    }),
    delete: adminOperation('delete', { operationId: 'logout', tag: 'Session', summary: 'Log out' }),
  },
  '/admin/v1/session/password': {
    post: adminOperation('post', {
      ...{ operationId: 'changeOwnPassword', tag: 'Session', summary: 'Change one’s own password' },
      description:
        'Ends the other sessions of the account. A wrong present password counts as a failed login.',
      ...{ body: ownPasswordRequest, answer: officialBody },
      problems: ['wrong-login', 'too-many-logins', 'overloaded', 'record-not-found'],
    }),
  },
  '/admin/v1/officials': {
    get: adminOperation('get', {
      ...{ operationId: 'officials', tag: official.tag, summary: 'All accounts', answer: officialsBody },
    }),
    post: adminOperation('post', {
      ...{ operationId: 'createOfficial', tag: official.tag, summary: 'Make an account', status: 201 },
      ...{ body: newOfficial, answer: officialBody, problems: ['already-exists'] },
    }),
  },
  '/admin/v1/officials/{id}/password': {
    post: adminOperation('post', {
      ...{ operationId: 'setPassword', ...official, summary: 'Set a password' },
      description: 'Ends the sessions of the account and lifts a lock.',
      ...{ body: passwordRequest, answer: officialBody, problems: ['record-not-found'] },
    }),
  },
  '/admin/v1/officials/{id}/disablement': {
    post: adminOperation('post', {
      ...{ operationId: 'disableOfficial', ...official, summary: 'Disable an account', answer: officialBody },
      description: 'Ends its sessions; the account stays, as its acts do.',
      problems: ['record-not-found', 'state-forbids', 'in-use'],
    }),
    delete: adminOperation('delete', {
      ...{ operationId: 'enableOfficial', ...official, summary: 'Enable an account', answer: officialBody },
      problems: ['record-not-found', 'state-forbids'],
    }),
  },
  '/admin/v1/rolls': {
    get: adminOperation('get', {
      ...{ operationId: 'rolls', tag: 'Rolls', summary: 'Rolls on record', answer: rollsBody },
    }),
  },
  '/admin/v1/rolls/{roll_key}': {
    post: adminOperation('post', {
      ...{ operationId: 'uploadRoll', tag: 'Rolls', summary: 'Check a roll, and load it' },
      description:
        'Lines as `scrutin credentials generate` writes them: 43 characters of base64url, for an election then a comma and the region. Nothing is loaded unless every line is good. The roll of a draft is replaced; later it only grows.',
      path: z.object({
        roll_key: z.string().meta({ description: 'law:ID or election:ID', examples: ['election:PROV-2026'] }),
      }),
      ...{ query: rollUploadQuery, lines: true, answer: rollUploadBody },
      problems: [
        'record-not-found',
        'state-forbids',
        'incomplete',
        'upload-too-large',
        'wrong-media-type',
        'invalid',
        'roll-invalid',
        'overloaded',
      ],
    }),
  },
  '/admin/v1/tabulations/{id}': {
    get: adminOperation('get', {
      ...{ operationId: 'tabulation', ...tabulation, summary: 'A count with its rounds explained' },
      ...{ answer: tabulationDetailBody, problems: ['record-not-found'] },
    }),
  },
  '/admin/v1/tabulations/{id}/publication': {
    post: adminOperation('post', {
      ...{ operationId: 'publishTabulation', ...tabulation, summary: 'Publish a count' },
      ...{ answer: tabulationDetailBody, problems: ['record-not-found', 'state-forbids', 'incomplete'] },
    }),
  },
  '/admin/v1/acts': {
    get: adminOperation('get', {
      ...{ operationId: 'acts', tag: 'Record of acts', summary: 'Who did what, newest first' },
      ...{ query: actsQuery, answer: actsBody, otherAnswer: 'text/csv', problems: ['invalid'] },
    }),
  },
  '/health': health('healthOfTheProcess'),
  '/health/ready': health('readiness'),
  '/health/live': {
    get: {
      operationId: 'liveness',
      tags: ['Service'],
      security: [],
      summary: 'Whether the process answers',
      responses: {
        200: { description: 'Alive.', content: { 'application/json': { schema: livenessBody } } },
      },
    },
  },
};

function health(operationId: string): ZodOpenApiPathsObject[string] {
  const content = { 'application/json': { schema: healthBody } };
  return {
    get: {
      operationId,
      tags: ['Service'],
      security: [],
      summary: 'Whether the service can do its work',
      responses: {
        200: { description: 'Ready.', content },
        503: { description: 'A dependency is down.', content },
      },
    },
  };
}

import { z } from 'zod';
import type { AccountSetupStep } from '@scrutin/election';
import { ACCOUNT_SETUP_STEPS } from '@scrutin/election';
import type { ProblemType } from '../problems/problem-catalogue.ts';
import type { Route } from '../routes/route.ts';
import { routeTable } from '../routes/route.ts';
import { proposalBody } from './proposals.ts';
import type { Right } from './rights.ts';

/** An operation of the admin API. */
export interface AdminRoute extends Route {
  /** The right that a caller needs; `session` if every logged-in account may call it, `open` if everybody may. */
  readonly access: Right | 'session' | 'open';
  /** The steps that an account may still have to take when it calls the operation; none if absent. */
  readonly during?: readonly AccountSetupStep[];
}

export type AdminRouteTable = Readonly<Record<string, AdminRoute>>;

/** The same as {@link routeTable}, for routes that say who may call them. */
export function adminRoutes<const T extends AdminRouteTable>(table: T): T {
  return routeTable(table);
}

/** Whether a request needs the CSRF token of the session: every request that changes something, except the login. */
export function takesCsrfToken({ method, access }: Pick<AdminRoute, 'method' | 'access'>): boolean {
  return method !== 'get' && access !== 'open';
}

const EVERYWHERE = ['method-not-allowed', 'internal', 'not-ready'] as const satisfies readonly ProblemType[];
const OF_A_SESSION = ['login-required', 'role-forbids'] as const satisfies readonly ProblemType[];
const OF_A_SETUP: Readonly<Record<AccountSetupStep, ProblemType>> = {
  'change-password': 'password-change-required',
  'enrol-second-factor': 'second-factor-required',
};

/** The problem of an account that must take this step before it may call the operation. */
export function setupProblem(step: AccountSetupStep): ProblemType {
  return OF_A_SETUP[step];
}
const OF_A_BODY = [
  'request-unreadable',
  'upload-too-large',
  'wrong-media-type',
  'invalid',
] as const satisfies readonly ProblemType[];

/** Every problem that a route may answer: its own, and those that come from its access, its method and its body. */
export function adminProblemsOf(route: AdminRoute): readonly ProblemType[] {
  return [
    ...EVERYWHERE,
    ...(route.access === 'open' ? [] : [...OF_A_SESSION, ...setupProblemsOf(route)]),
    ...(route.method === 'get' ? [] : (['cross-site'] as const)),
    ...(route.body === undefined ? [] : OF_A_BODY),
    ...route.problems,
  ];
}

function setupProblemsOf({ during = [] }: AdminRoute): readonly ProblemType[] {
  return ACCOUNT_SETUP_STEPS.filter((step) => !during.includes(step)).map(setupProblem);
}

/** A successful answer with a body. */
export function success<S extends z.ZodType>(json: S) {
  return { description: 'Success.', json };
}

/** A contest, or what belongs to it, with the version of the contest; or another record with its own version. */
export function versionedSuccess<S extends z.ZodType>(json: S) {
  return { ...success(json), headers: versionHeaders };
}

const versionHeaders = z.object({
  ETag: z.string().meta({
    description:
      'The version of the contest with its races and candidates, or of the approval policy. Send it as `If-Match` with a change, which is then refused if somebody else made a change meanwhile.',
    examples: ['"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"'],
  }),
});

/** Whether an operation compares the version in `If-Match` with that of its record. */
export function mayBeOutdated({ method, problems }: Pick<AdminRoute, 'method' | 'problems'>): boolean {
  return method !== 'get' && problems.includes('outdated');
}

/** The answer to an act that waits for the approval of a second person. Its `Location` is the address of the proposal. */
export const AWAITS_APPROVAL = {
  description: 'The act waits for the approval of a second person. Nothing has changed yet.',
  json: proposalBody,
  headers: z.object({
    Location: z.string().meta({
      description: 'The address of the proposal.',
      examples: ['/admin/v1/proposals/5b1e0c9a-7d3f-4a21-9c4e-d2f06b7a1188'],
    }),
  }),
};

/** A successful answer without a body. */
export const NO_CONTENT = { description: 'Success, without a body.' } as const;

/** The problems with which an act on an existing record may be refused. */
export const CHANGE = [
  'record-not-found',
  'state-forbids',
  'outdated',
  'invalid',
] as const satisfies readonly ProblemType[];
export const MAKE = [...CHANGE, 'already-exists'] as const satisfies readonly ProblemType[];
/** The problems of a removal. A party or a region that a published election uses can be neither changed nor removed. */
export const REMOVE = [...CHANGE, 'in-use'] as const satisfies readonly ProblemType[];
export const STEP = [...CHANGE, 'incomplete'] as const satisfies readonly ProblemType[];
export const COUNT = [...STEP, 'overloaded'] as const satisfies readonly ProblemType[];
export const FIND = ['record-not-found'] as const satisfies readonly ProblemType[];

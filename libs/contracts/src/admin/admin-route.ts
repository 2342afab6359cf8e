import type { z } from 'zod';
import type { ProblemType } from '../problems/problem-catalogue.ts';
import type { Route } from '../routes/route.ts';
import { routeTable } from '../routes/route.ts';
import type { Right } from './rights.ts';

/** An operation of the admin API. */
export interface AdminRoute extends Route {
  /** The right that it takes; `session` for whoever is logged in, `open` for everybody. */
  readonly access: Right | 'session' | 'open';
}

export type AdminRouteTable = Readonly<Record<string, AdminRoute>>;

/** As {@link routeTable}, with who may call each route. */
export function adminRoutes<const T extends AdminRouteTable>(table: T): T {
  return routeTable(table);
}

/** Whether a request must carry the session's CSRF token: whatever changes something, but for the login. */
export function takesCsrfToken({ method, access }: Pick<AdminRoute, 'method' | 'access'>): boolean {
  return method !== 'get' && access !== 'open';
}

const EVERYWHERE = ['method-not-allowed', 'internal', 'not-ready'] as const satisfies readonly ProblemType[];
const OF_A_SESSION = ['login-required', 'role-forbids'] as const satisfies readonly ProblemType[];
const OF_A_BODY = [
  'request-unreadable',
  'upload-too-large',
  'wrong-media-type',
  'invalid',
] as const satisfies readonly ProblemType[];

/** Every problem that a route may answer: its own, and those that follow from its access, its method and its body. */
export function adminProblemsOf(route: AdminRoute): readonly ProblemType[] {
  return [
    ...EVERYWHERE,
    ...(route.access === 'open' ? [] : OF_A_SESSION),
    ...(route.method === 'get' ? [] : (['cross-site'] as const)),
    ...(route.body === undefined ? [] : OF_A_BODY),
    ...route.problems,
  ];
}

/** An answer with a body. */
export function done<S extends z.ZodType>(json: S) {
  return { description: 'Done.', json };
}

/** An answer that has nothing to show. */
export const DONE = { description: 'Done.' } as const;

/** What an act on a record that is there may be refused for. */
export const CHANGE = [
  'record-not-found',
  'state-forbids',
  'invalid',
] as const satisfies readonly ProblemType[];
export const MAKE = [...CHANGE, 'already-exists'] as const satisfies readonly ProblemType[];
/** Parties and regions are changed as little as removed while a published election uses them. */
export const REMOVE = [...CHANGE, 'in-use'] as const satisfies readonly ProblemType[];
export const STEP = [...CHANGE, 'incomplete'] as const satisfies readonly ProblemType[];
export const COUNT = [...STEP, 'overloaded'] as const satisfies readonly ProblemType[];
export const FIND = ['record-not-found'] as const satisfies readonly ProblemType[];

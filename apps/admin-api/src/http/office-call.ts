import type { SessionRoutes } from '@scrutin/contracts/admin';
import type { Actor } from '@scrutin/election-office';
import type { AnswerOf, RouteCall, RouteHandlers } from '@scrutin/http-edge';
import type { OpenedSession } from '../session/request-sessions.ts';

/** The official who calls an operation that needs a session. */
export interface Caller {
  /** The actor for the record of acts. */
  readonly actor: Actor;
  readonly session: OpenedSession;
}

type OfficeRouteName = keyof SessionRoutes;
export type OfficeCall<Name extends OfficeRouteName> = RouteCall<SessionRoutes[Name], Caller>;
export type OfficeAnswer<Name extends OfficeRouteName> = AnswerOf<SessionRoutes[Name]>;
export type OfficeHandlers<Names extends OfficeRouteName = OfficeRouteName> = RouteHandlers<
  Pick<SessionRoutes, Names>,
  Caller
>;

import type { ElectionOffice } from '@scrutin/election-office';
import { actRoutes } from './acts/act-routes.ts';
import { candidateRoutes } from './contests/candidate-routes.ts';
import { electionRoutes } from './contests/election-routes.ts';
import { lawRoutes } from './contests/law-routes.ts';
import { partyRoutes, regionRoutes } from './contests/region-routes.ts';
import type { Route } from './http/route.ts';
import { officialRoutes } from './officials/official-routes.ts';
import { rollRoutes } from './rolls/roll-routes.ts';
import type { RollRoutesOptions } from './rolls/roll-routes.ts';
import { sessionRoutes } from './session/session-routes.ts';
import type { SessionRoutesOptions } from './session/session-routes.ts';
import { tabulationRoutes } from './tabulations/tabulation-routes.ts';
import type { TabulationRoutesOptions } from './tabulations/tabulation-routes.ts';

export interface RoutesOptions
  extends
    Omit<SessionRoutesOptions, 'office'>,
    Omit<RollRoutesOptions, 'office' | 'door'>,
    Omit<TabulationRoutesOptions, 'office'> {
  readonly office: ElectionOffice;
}

/** Every operation that takes a session. */
export function allRoutes(options: RoutesOptions): Route[] {
  const { office, clock } = options;
  return [
    ...sessionRoutes(options),
    ...regionRoutes(office),
    ...partyRoutes(office),
    ...lawRoutes(office, clock),
    ...electionRoutes(office, clock),
    ...candidateRoutes(office),
    ...rollRoutes(options),
    ...tabulationRoutes(options),
    ...officialRoutes(office),
    ...actRoutes(office),
  ];
}

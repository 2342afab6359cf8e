import type { BallotStore, SubmissionAudit } from '@scrutin/ballot-store';
import { DEFAULT_TIME_ZONE } from '@scrutin/election';
import type { ElectionOffice } from '@scrutin/election-office';
import type { PrintFonts } from '@scrutin/printing';
import { actHandlers } from './acts/act-handlers.ts';
import { auditHandlers } from './audit/audit-handlers.ts';
import { candidateHandlers } from './contests/candidate-handlers.ts';
import { declarationHandlers } from './contests/declaration-handlers.ts';
import { electionHandlers } from './contests/election-handlers.ts';
import { lawHandlers } from './contests/law-handlers.ts';
import { noticeHandlers } from './contests/notice-handlers.ts';
import { partyHandlers } from './contests/party-handlers.ts';
import { photoHandlers } from './contests/photo-handlers.ts';
import { regionHandlers } from './contests/region-handlers.ts';
import { gatewayHandlers } from './gateways/gateway-handlers.ts';
import type { OfficeHandlers } from './http/office-call.ts';
import { TableFiles } from './http/table-files.ts';
import { LedgerReadings } from './live/ledger-reading.ts';
import { liveHandlers } from './live/live-handlers.ts';
import { officialHandlers } from './officials/official-handlers.ts';
import type { OverviewHandlersOptions } from './overview/overview-handlers.ts';
import { overviewHandlers } from './overview/overview-handlers.ts';
import { proposalHandlers } from './proposals/proposal-handlers.ts';
import type { RollHandlersOptions } from './rolls/roll-handlers.ts';
import { rollHandlers } from './rolls/roll-handlers.ts';
import { voidHandlers } from './rolls/void-handlers.ts';
import { secondFactorHandlers } from './session/second-factor-handlers.ts';
import type { SessionHandlersOptions } from './session/session-handlers.ts';
import { sessionHandlers } from './session/session-handlers.ts';
import type { TabulationHandlersOptions } from './tabulations/tabulation-handlers.ts';
import { tabulationHandlers } from './tabulations/tabulation-handlers.ts';

export interface HandlersOptions
  extends
    Omit<SessionHandlersOptions, 'office'>,
    Omit<RollHandlersOptions, 'office' | 'sessions'>,
    Omit<TabulationHandlersOptions, 'office'>,
    Omit<OverviewHandlersOptions, 'office'> {
  readonly office: ElectionOffice;
  /** What became of submissions, for auditors. */
  readonly audit: SubmissionAudit;
  /** What was accepted, counted and rejected. */
  readonly ballots: Pick<BallotStore, 'ledger'>;
  /** The time zone of contests that are created without one; UTC by default. */
  readonly timeZone?: string;
  /** The fonts of printed documents; the usual ones by default. */
  readonly fonts?: PrintFonts | undefined;
}

/** The handlers of all operations that need a session. */
export function officeHandlers(options: HandlersOptions): OfficeHandlers {
  const { office, clock, timeZone = DEFAULT_TIME_ZONE } = options;
  const files = new TableFiles();
  const ledgers = new LedgerReadings(options.ballots, clock);
  return {
    ...sessionHandlers(options),
    ...secondFactorHandlers(options),
    ...regionHandlers(office),
    ...partyHandlers(office),
    ...lawHandlers(office, clock, timeZone),
    ...electionHandlers(office, clock, timeZone),
    ...candidateHandlers(office),
    ...photoHandlers(office),
    ...rollHandlers(options),
    ...voidHandlers(options),
    ...tabulationHandlers(options),
    ...officialHandlers(office),
    ...gatewayHandlers(office),
    ...proposalHandlers(office, options.roll),
    ...actHandlers(office, timeZone, files),
    ...noticeHandlers(options),
    ...declarationHandlers(office, options.fonts),
    ...auditHandlers(options.audit, files),
    ...liveHandlers(office, ledgers),
    ...overviewHandlers(options, ledgers),
  };
}

import { randomBytes } from 'node:crypto';
import type { BallotStore, IntakeReport } from '@scrutin/ballot-store';
import { openBallotStore } from '@scrutin/ballot-store';
import type { EligibleVote, Receipt, Rejection } from '@scrutin/contracts/messages';
import type { ContestKey, Law, RejectionReason, Selection, SubmissionId } from '@scrutin/election';
import { issueSubmissionId, SIMPLE_MAJORITY } from '@scrutin/election';
import { silentLogger } from '../silent-logger.ts';

export const LAW_1 = 'law:L2025-001' as ContestKey;
export const LAW_2 = 'law:L2025-002' as ContestKey;
export const RACE = 'election:PROV-2025:SHERBROOKE' as ContestKey;
export const OTHER_RACE = 'election:PROV-2025:MONTREAL-NORD' as ContestKey;

/** 2025-10-01T14:07:03.210Z, when the contests of the fixtures are open. */
export const ACCEPTED_AT_MS = Date.UTC(2025, 9, 1, 14, 7, 3, 210);

export function newSubmission(): SubmissionId {
  return issueSubmissionId(randomBytes(12), () => randomBytes(4));
}

export function newCredential(): string {
  return randomBytes(32).toString('base64url');
}

export function vote(changes: Partial<Record<keyof EligibleVote, unknown>> = {}): EligibleVote {
  return {
    submissionId: newSubmission(),
    contest: LAW_1,
    credentialHash: newCredential(),
    acceptedAtMs: ACCEPTED_AT_MS,
    selection: 'oui' as Selection,
    ...(changes as Partial<EligibleVote>),
  };
}

export function rejection(
  reason: RejectionReason,
  changes: Partial<Record<keyof Rejection, unknown>> = {},
): Rejection {
  return {
    submissionId: newSubmission(),
    contest: LAW_1,
    credentialHash: newCredential(),
    acceptedAtMs: ACCEPTED_AT_MS,
    reason,
    ...(changes as Partial<Rejection>),
  };
}

export function law(id: string, changes: Partial<Law> = {}): Law {
  return {
    kind: 'law',
    id,
    title: { fr: `Loi ${id}`, en: `Act ${id}` },
    summary: { fr: 'Résumé', en: 'Summary' },
    window: { opensAtMs: Date.UTC(2025, 8, 1), closesAtMs: Date.now() + 3_600_000 },
    status: 'scheduled',
    timeZone: 'UTC',
    resultsVisibility: 'live',
    blankVotes: 'not-allowed',
    approval: 'single-official',
    purpose: 'real',
    ballotRecord: 'published',
    ...SIMPLE_MAJORITY,
    ...changes,
  };
}

/** The receipt of one group: for each contest, this many votes without an Idempotency-Key. */
export function acceptedGroup(
  intakeId: string,
  number: number,
  votesBefore: number,
  ...contests: readonly (readonly [ContestKey, number])[]
): Receipt {
  return [intakeId, number, votesBefore, contests.map(([contest, votes]) => [contest, votes, []])];
}

/** The report of a process that accepted these groups and nothing else. */
export function intakeReport(
  intakeId: string,
  accepted: readonly Receipt[],
  changes: Partial<IntakeReport> = {},
): IntakeReport {
  return {
    intakeId,
    accepted,
    unknown: [],
    unsent: [],
    completeThroughMs: Date.now(),
    ended: false,
    ...changes,
  };
}

export function openTestStore(url: string, poolMax = 2): BallotStore {
  return openBallotStore({ url, poolMax, logger: silentLogger, applicationName: 'ballot-store-test' });
}

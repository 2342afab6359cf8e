import type { Law, Share } from '@scrutin/election';
import {
  APPROVAL_MODES,
  BALLOT_RECORDS,
  BLANK_VOTES,
  CONTEST_PURPOSES,
  CONTEST_STATUSES,
  fractionOf,
  RESULTS_VISIBILITIES,
  shareOf,
  THRESHOLD_BASES,
} from '@scrutin/election';
import type { Law as LawRow } from '../generated/prisma/client.ts';
import { storedWord } from '../stored-word.ts';

export function lawColumns(law: Law): Omit<LawRow, 'id'> {
  return {
    titleFr: law.title.fr,
    titleEn: law.title.en,
    summaryFr: law.summary.fr,
    summaryEn: law.summary.en,
    opensAt: new Date(law.window.opensAtMs),
    closesAt: new Date(law.window.closesAtMs),
    timeZone: law.timeZone,
    status: law.status,
    resultsVisibility: law.resultsVisibility,
    blankVotes: law.blankVotes,
    approval: law.approval,
    purpose: law.purpose,
    ballotRecord: law.ballotRecord,
    quorumVotes: law.quorumVotes ?? null,
    thresholdNumerator: numeratorOf(law.threshold),
    thresholdDenominator: denominatorOf(law.threshold),
    thresholdBase: law.thresholdBase,
    quorumNumerator: numeratorOf(law.quorumShare),
    quorumDenominator: denominatorOf(law.quorumShare),
  };
}

export function toLaw(row: LawRow): Law {
  return {
    kind: 'law',
    id: row.id,
    title: { fr: row.titleFr, en: row.titleEn },
    summary: { fr: row.summaryFr, en: row.summaryEn },
    window: { opensAtMs: row.opensAt.getTime(), closesAtMs: row.closesAt.getTime() },
    timeZone: row.timeZone,
    status: storedWord(CONTEST_STATUSES, row.status),
    resultsVisibility: storedWord(RESULTS_VISIBILITIES, row.resultsVisibility),
    blankVotes: storedWord(BLANK_VOTES, row.blankVotes),
    approval: storedWord(APPROVAL_MODES, row.approval),
    purpose: storedWord(CONTEST_PURPOSES, row.purpose),
    ballotRecord: storedWord(BALLOT_RECORDS, row.ballotRecord),
    quorumVotes: row.quorumVotes ?? undefined,
    quorumShare: shareFrom(row.quorumNumerator, row.quorumDenominator),
    threshold: shareFrom(row.thresholdNumerator, row.thresholdDenominator),
    thresholdBase: storedWord(THRESHOLD_BASES, row.thresholdBase),
  };
}

function numeratorOf(share: Share | undefined): number | null {
  return share === undefined ? null : Number(fractionOf(share).numerator);
}

function denominatorOf(share: Share | undefined): number | null {
  return share === undefined ? null : Number(fractionOf(share).denominator);
}

function shareFrom(numerator: number | null, denominator: number | null): Share | undefined {
  return numerator === null || denominator === null
    ? undefined
    : shareOf(BigInt(numerator), BigInt(denominator));
}

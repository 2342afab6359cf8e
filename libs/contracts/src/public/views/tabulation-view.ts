import type {
  ContestPurpose,
  Law,
  PublishedCount,
  PublishedCountEntry,
  PublishedElection,
  PublishedLot,
  PublishedRace,
} from '@scrutin/election';
import {
  candidateName,
  hasWithdrawn,
  instantInWords,
  instantText,
  lotOfTie,
  lotsOfTies,
} from '@scrutin/election';
import type {
  Candidate,
  Locale,
  LotAsTold,
  ReferendumVerdict,
  Round,
  TabulationAwaitsLot,
  TabulationComplete,
} from '@scrutin/tabulation';
import { explainReferendum, explainRound, lawContest } from '@scrutin/tabulation';
import type { AsAnswered } from '../../routes/route.ts';
import type {
  LawTabulationBody,
  PublishedCountsBody,
  RaceTabulationBody,
  TabulationRoundBody,
} from '../published-tabulation.ts';
import { partyOf } from './election-view.ts';

/** The published count of a race, with its stored rounds and their explanation in sentences. */
export function raceTabulationView(
  election: Pick<PublishedElection, 'id' | 'status' | 'timeZone' | 'purpose'>,
  race: PublishedRace,
  count: PublishedCount,
  nowMs: number,
): AsAnswered<RaceTabulationBody> {
  const names = race.candidates.map((candidate) => ({ id: candidate.id, name: candidateName(candidate) }));
  return {
    election_id: election.id,
    region_id: race.regionId,
    seats: count.result.seats,
    winners: count.result.winners,
    acclaimed: count.result.acclaimed ?? [],
    vacant_seats: Math.max(0, count.result.seats - count.result.winners.length),
    lots: lotsOfTies(
      count.result.rounds.flatMap(({ ties }) => ties),
      count.lots,
    ).map(lotView),
    candidates: race.candidates.map((candidate) => ({
      candidate_id: candidate.id,
      name: candidateName(candidate),
      ...partyOf(candidate),
      withdrawn: hasWithdrawn(candidate, nowMs),
    })),
    ...countedView(count, names, election),
  };
}

/**
 * The published count of a law.
 *
 * @param referendum the outcome of this count by the rules of a law
 */
export function lawTabulationView(
  law: Law,
  count: PublishedCount,
  referendum: NonNullable<TabulationComplete['referendum']>,
): AsAnswered<LawTabulationBody> {
  return {
    law_id: law.id,
    title: law.title,
    verdict: referendum.verdict,
    threshold: referendum.required,
    quorum: referendum.quorum ?? null,
    ...countedView(count, lawContest([]).candidates, law),
  };
}

/** Every publication of a count of one contest. */
export function publishedCountsView(
  entries: readonly PublishedCountEntry[],
  { purpose, timeZone }: { readonly purpose: ContestPurpose; readonly timeZone: string },
): AsAnswered<PublishedCountsBody> {
  return entries.map((entry) => ({
    tabulation_id: entry.tabulation,
    stands: entry.stands,
    published_at: instantText(entry.publishedAtMs),
    supersedes: entry.supersedes ?? null,
    reason: entry.reason ?? null,
    rule_set: entry.ruleSet,
    ballots: Number(entry.ballots),
    ballots_digest: entry.ballotsDigest,
    computed_at: instantText(entry.computedAtMs),
    time_zone: timeZone,
    winners: entry.verdict === undefined ? entry.winners : [],
    lots: entry.lots.map(lotView),
    verdict: (entry.verdict ?? null) as ReferendumVerdict | null,
    purpose,
  }));
}

/** The part of the body that races and laws have in common. */
function countedView(
  count: PublishedCount,
  names: readonly Candidate[],
  { status, timeZone, purpose }: Pick<PublishedElection, 'status' | 'timeZone' | 'purpose'>,
) {
  return {
    status: count.result.status,
    rule_set: count.ruleSet,
    ballots: Number(count.ballots),
    ballots_digest: count.ballotsDigest,
    computed_at: instantText(count.computedAtMs),
    published_at: instantText(count.publishedAtMs),
    purpose,
    time_zone: timeZone,
    provisional: status !== 'certified',
    rounds: roundViews(count.result.rounds, names, { result: count.result, lots: count.lots, timeZone }),
  };
}

function lotView(lot: PublishedLot) {
  const { purpose, tied, drawn, method, drawnBy, witnesses, recordedAtMs } = lot;
  return {
    purpose,
    tied,
    drawn,
    method,
    drawn_by: drawnBy,
    witnesses,
    recorded_at: instantText(recordedAtMs),
  };
}

function lotInWords(lot: PublishedLot | undefined, timeZone: string, locale: Locale): LotAsTold | undefined {
  return lot && { ...lot, recordedAt: instantInWords(lot.recordedAtMs, timeZone)[locale] };
}

/** What the view of the rounds of a count needs to know of the count. */
export interface RoundsOf {
  /** The result of the count. That of a law is explained as a whole; one that waits for a lot says so in its last round. */
  readonly result?: TabulationComplete | TabulationAwaitsLot;
  /** The lots that decided its ties. */
  readonly lots?: readonly PublishedLot[];
  /** The zone in which the times of the lots are written. */
  readonly timeZone?: string;
}

/**
 * The rounds of a count, each with its explanation in both languages. The only round of a law says whether the law is
 * adopted.
 *
 * @param candidates the candidates of the contest, for their names in the explanations
 */
export function roundViews(
  rounds: readonly Round[],
  candidates: readonly Candidate[],
  { result, lots = [], timeZone = 'UTC' }: RoundsOf = {},
): AsAnswered<TabulationRoundBody>[] {
  const passes = Math.max(1, ...rounds.map(({ pass }) => pass));
  const awaited = result?.status === 'awaits-lot' ? result.tie : undefined;
  const explained = (round: Round, index: number, locale: Locale): readonly string[] =>
    (result?.status === 'complete' ? explainReferendum(result, locale) : undefined) ??
    explainRound(round, candidates, locale, {
      passes,
      awaited: index === rounds.length - 1 ? awaited : undefined,
      lotOf: (tie) => lotInWords(lotOfTie(tie, lots), timeZone, locale),
    });
  return rounds.map((round, index) => ({
    ...round,
    explanation: { fr: explained(round, index, 'fr'), en: explained(round, index, 'en') },
  }));
}

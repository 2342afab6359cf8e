import type { Lot, Publication, Tabulation } from '@scrutin/election';
import { drawnAmong, instantText } from '@scrutin/election';
import type { Candidate, TabulationAwaitsLot, TabulationComplete } from '@scrutin/tabulation';
import { roundViews } from '../../public/views/tabulation-view.ts';
import type { AsAnswered } from '../../routes/route.ts';
import type {
  LotBody,
  PublicationBody,
  TabulationDetailBody,
  TabulationSummaryBody,
} from '../tabulations.ts';

/** @param timeZone of its contest, here and below */
export function lotView(lot: Lot, timeZone: string): AsAnswered<LotBody> {
  const { id, contest, tabulation, purpose, tied, drawn, method, drawnBy, witnesses, recordedAtMs } = lot;
  return {
    id,
    contest,
    tabulation_id: tabulation,
    purpose,
    tied,
    drawn,
    method,
    drawn_by: drawnBy,
    witnesses,
    recorded_at: instantText(recordedAtMs),
    time_zone: timeZone,
  };
}

export function publicationView(publication: Publication, timeZone: string): AsAnswered<PublicationBody> {
  const { tabulation, publishedAtMs, supersedes, reason } = publication;
  return {
    tabulation_id: tabulation,
    published_at: instantText(publishedAtMs),
    time_zone: timeZone,
    supersedes: supersedes ?? null,
    reason: reason ?? null,
  };
}

/** The result of a count that was stored. A count that is refused is not stored. */
type StoredResult = TabulationComplete | TabulationAwaitsLot;

/** A count as an entry in the list of the counts of its contest. */
export function tabulationSummaryView(
  tabulation: Tabulation,
  timeZone: string,
): AsAnswered<TabulationSummaryBody> {
  const result = tabulation.result as StoredResult;
  return {
    id: tabulation.id,
    contest: tabulation.contest,
    rule_set: tabulation.ruleSet,
    status: result.status,
    ballots: Number(tabulation.ballots),
    ballots_digest: tabulation.ballotsDigest,
    winners: result.status === 'complete' ? result.winners : null,
    acclaimed: result.status === 'complete' ? (result.acclaimed ?? []) : [],
    vacant_seats:
      result.status === 'complete' && !tabulation.contest.startsWith('law:')
        ? Math.max(0, result.seats - result.winners.length)
        : null,
    tie:
      result.status === 'awaits-lot'
        ? { purpose: result.tie.purpose, candidates: result.tie.candidates, among: drawnAmong(result.tie) }
        : null,
    computed_at: instantText(tabulation.computedAtMs),
    published_at: tabulation.publishedAtMs === undefined ? null : instantText(tabulation.publishedAtMs),
    time_zone: timeZone,
    requested_by: tabulation.requestedBy ?? null,
  };
}

/**
 * A count with its rounds. If it stopped at a tie, the last one is the round in which it stopped.
 *
 * @param candidates the candidates of the contest, for their names in the explanations
 * @param lots the lots on record for the contest, for how its ties were decided
 */
export function tabulationDetailView(
  tabulation: Tabulation,
  candidates: readonly Candidate[],
  timeZone: string,
  lots: readonly Lot[] = [],
): AsAnswered<TabulationDetailBody> {
  const result = tabulation.result as StoredResult;
  const rounds = result.status === 'complete' ? result.rounds : [...result.rounds, result.openRound];
  return {
    ...tabulationSummaryView(tabulation, timeZone),
    referendum: result.status === 'complete' ? (result.referendum ?? null) : null,
    rounds: roundViews(rounds, candidates, {
      lots,
      timeZone,
      result:
        result.status === 'complete'
          ? result
          : { ...result, tie: { ...result.tie, among: drawnAmong(result.tie) } },
    }),
  };
}

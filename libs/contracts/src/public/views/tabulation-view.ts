import type { Law, PublishedCount, PublishedElection, PublishedRace } from '@scrutin/election';
import { candidateName, hasWithdrawn, instantText } from '@scrutin/election';
import type { Candidate, Locale, Round, TabulationComplete } from '@scrutin/tabulation';
import { explainReferendum, explainRound, lawContest } from '@scrutin/tabulation';
import type { AsAnswered } from '../../routes/route.ts';
import type { LawTabulationBody, RaceTabulationBody, TabulationRoundBody } from '../published-tabulation.ts';
import { partyOf } from './election-view.ts';

/** The published count of a race, with its stored rounds and their explanation in sentences. */
export function raceTabulationView(
  election: Pick<PublishedElection, 'id' | 'status'>,
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
    candidates: race.candidates.map((candidate) => ({
      candidate_id: candidate.id,
      name: candidateName(candidate),
      ...partyOf(candidate),
      withdrawn: hasWithdrawn(candidate, nowMs),
    })),
    ...countedView(count, names, election.status !== 'certified'),
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
    ...countedView(count, lawContest([]).candidates, law.status !== 'certified'),
  };
}

/** The part of the body that races and laws have in common. */
function countedView(count: PublishedCount, names: readonly Candidate[], provisional: boolean) {
  return {
    status: count.result.status,
    rule_set: count.ruleSet,
    ballots: Number(count.ballots),
    ballots_digest: count.ballotsDigest,
    computed_at: instantText(count.computedAtMs),
    published_at: instantText(count.publishedAtMs),
    provisional,
    rounds: roundViews(count.result.rounds, names, count.result),
  };
}

/**
 * The rounds of a count, each with its explanation in both languages. The only round of a law says whether the law is
 * adopted.
 *
 * @param candidates the candidates of the contest, for their names in the explanations
 * @param count the count, if it is complete: the count of a law is explained as a whole
 */
export function roundViews(
  rounds: readonly Round[],
  candidates: readonly Candidate[],
  count?: TabulationComplete,
): AsAnswered<TabulationRoundBody>[] {
  const passes = Math.max(1, ...rounds.map(({ pass }) => pass));
  const explained = (round: Round, locale: Locale): readonly string[] =>
    (count && explainReferendum(count, locale)) ?? explainRound(round, candidates, locale, passes);
  return rounds.map((round) => ({
    ...round,
    explanation: { fr: explained(round, 'fr'), en: explained(round, 'en') },
  }));
}

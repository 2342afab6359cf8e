import type { LawTabulationBody, RaceTabulationBody, TabulationRoundBody } from '@scrutin/contracts/public';
import type { Law } from '@scrutin/election';
import { hasWithdrawn, instantText } from '@scrutin/election';
import { InvariantViolation } from '@scrutin/service-runtime';
import type { Candidate, Round } from '@scrutin/tabulation';
import { explainRound, lawContest } from '@scrutin/tabulation';
import type { FoundRace } from './contest-lookup.ts';
import { nameOf, partyOf } from './election-views.ts';
import type { PublishedCount } from './published-counts.ts';

/** The published count of a race, with its stored rounds and their explanation in sentences. */
export function raceTabulationBody(
  { election, race }: FoundRace,
  count: PublishedCount,
  nowMs: number,
): RaceTabulationBody {
  const names = race.candidates.map((candidate) => ({ id: candidate.id, name: nameOf(candidate) }));
  return {
    election_id: election.id,
    region_id: race.regionId,
    seats: count.result.seats,
    winners: [...count.result.winners],
    candidates: race.candidates.map((candidate) => ({
      candidate_id: candidate.id,
      name: nameOf(candidate),
      ...partyOf(candidate),
      withdrawn: hasWithdrawn(candidate, nowMs),
    })),
    ...countBody(count, names, election.status !== 'certified'),
  };
}

/**
 * The published count of a law.
 *
 * @throws InvariantViolation if the count was not made by the rules of a law
 */
export function lawTabulationBody(law: Law, count: PublishedCount): LawTabulationBody {
  const { referendum } = count.result;
  if (referendum === undefined) {
    throw new InvariantViolation('P8', `the tabulation ${count.id} of the law ${law.id} has no verdict`);
  }
  return {
    law_id: law.id,
    title: law.title,
    verdict: referendum.verdict,
    threshold: referendum.required,
    quorum: referendum.quorum ?? null,
    ...countBody(count, lawContest([]).candidates, law.status !== 'certified'),
  };
}

/** The part of the body that races and laws have in common. */
function countBody(count: PublishedCount, names: readonly Candidate[], provisional: boolean) {
  const { rounds } = count.result;
  const passes = rounds.at(-1)?.pass ?? 1;
  return {
    status: count.result.status,
    rule_set: count.ruleSet,
    ballots: Number(count.ballots),
    ballots_digest: count.ballotsDigest,
    computed_at: instantText(count.computedAtMs),
    published_at: instantText(count.publishedAtMs),
    provisional,
    rounds: rounds.map((round) => roundBody(round, names, passes)),
  };
}

/** A stored round with its explanation in both languages. */
function roundBody(round: Round, names: readonly Candidate[], passes: number): TabulationRoundBody {
  return {
    ...structuredClone(round),
    explanation: {
      fr: [...explainRound(round, names, 'fr', passes)],
      en: [...explainRound(round, names, 'en', passes)],
    },
  } as TabulationRoundBody;
}

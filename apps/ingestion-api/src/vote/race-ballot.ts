import type { Language } from '@scrutin/contracts/problems';
import type { ElectionVoteRequest } from '@scrutin/contracts/public';
import { ballotFault } from '@scrutin/contracts/public';
import type { BallotRules, Selection, SelectionReason, VoteRefusal } from '@scrutin/election';
import { rankingSelection } from '@scrutin/election';
import type { SelectionDetails } from './refuse-vote.ts';

/** A ballot with its candidates as the race spells them. */
export interface SpelledBallot {
  readonly ranking: readonly string[];
  readonly selection: Selection;
  /** Whether the voter gave a ranking: the errors then name places in it. */
  readonly isRanked: boolean;
  /** The two members that name the first choice name two people, whose identifiers differ by case alone. */
  readonly firstDiffers: boolean;
}

/**
 * Reads the choices of a ballot in a race with these rules. Upper and lower case tell candidates apart; an identifier
 * that nobody has is taken for the only one that differs from it by case alone. Without rules nothing is respelled.
 */
export function spelledBallot(body: ElectionVoteRequest, rules: BallotRules | undefined): SpelledBallot {
  const choices = body.ranked_choices ?? undefined;
  const written = choices ?? [body.candidate_id];
  const ranking = written.map((id) => asSpelled(id, rules));
  return {
    ranking,
    selection: rankingSelection(ranking),
    isRanked: choices !== undefined,
    firstDiffers: written[0] !== body.candidate_id && ranking[0] !== asSpelled(body.candidate_id, rules),
  };
}

/** The places of the ballot that are wrong, in its order, without the candidates that were chosen (P6). */
export function ballotDetails(
  { reason, contest }: Extract<VoteRefusal, { readonly verdict: 'wrong-selection' }>,
  { ranking, isRanked }: SpelledBallot,
  acceptedAtMs: number,
  language: Language,
): SelectionDetails {
  const maxRanks = maxRanksOf(contest.ballot);
  const message = ballotFault(reason, maxRanks)[language];
  const fields = placesAgainst(reason, ranking, contest.ballot, acceptedAtMs).map((place) =>
    isRanked ? `ranked_choices[${place}]` : 'candidate_id',
  );
  return {
    errors: fields.slice(0, MOST_ERRORS).map((field) => ({ field, message })),
    ...(fields[0] === undefined ? {} : { field: fields[0] }),
    ...(reason === 'too-many-ranks' || reason === 'ranking-not-allowed' ? { max_ranks: maxRanks } : {}),
  };
}

const MOST_ERRORS = 10;

function asSpelled(id: string, rules: BallotRules | undefined): string {
  if (rules?.kind !== 'race' || rules.candidacies.has(id)) return id;
  const lowered = id.toLowerCase();
  const alike = [...rules.candidacies.keys()].filter((other) => other.toLowerCase() === lowered);
  return alike.length === 1 ? (alike[0] ?? id) : id;
}

function maxRanksOf(rules: BallotRules): number {
  return rules.kind === 'law' || rules.method === 'single_choice' ? 1 : rules.maxRanks;
}

function placesAgainst(
  reason: SelectionReason,
  ranking: readonly string[],
  rules: BallotRules,
  acceptedAtMs: number,
): readonly number[] {
  const places = [...ranking.keys()];
  const candidacyAt = (place: number) =>
    rules.kind === 'law' ? undefined : rules.candidacies.get(ranking[place] ?? '');
  switch (reason) {
    case 'invalid-selection':
      return [0];
    case 'ranking-not-allowed':
    case 'too-many-ranks':
      return [maxRanksOf(rules)];
    case 'repeated-candidate':
      return places.filter((place) => ranking.indexOf(ranking[place] ?? '') < place);
    case 'unknown-candidate':
      return places.filter((place) => candidacyAt(place) === undefined);
    case 'withdrawn-candidate':
      return places.filter((place) => (candidacyAt(place)?.withdrawnAtMs ?? Infinity) <= acceptedAtMs);
  }
}

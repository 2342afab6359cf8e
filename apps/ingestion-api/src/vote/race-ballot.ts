import type { Language } from '@scrutin/contracts/problems';
import type { ElectionVoteRequest } from '@scrutin/contracts/public';
import { ballotFault } from '@scrutin/contracts/public';
import type { BallotRules, Selection, SelectionReason, VoteRefusal } from '@scrutin/election';
import { BLANK_SELECTION, isBlankWord, rankingSelection } from '@scrutin/election';
import type { SelectionDetails } from './vote-check.ts';

/** A ballot with the identifiers of its candidates in the spelling of the race. */
export interface SpelledBallot {
  /** Empty for a blank vote. */
  readonly ranking: readonly string[];
  readonly selection: Selection;
  /** Whether the voter gave a ranking. Errors then name the places in it. */
  readonly isRanked: boolean;
  /** Whether `candidate_id` and the first rank name two candidates, whose identifiers differ only by case. */
  readonly firstDiffers: boolean;
}

/**
 * Reads the choices of a ballot in a race with these rules. Identifiers of candidates are case-sensitive. If no
 * candidate has an identifier, but exactly one candidate's identifier differs from it only by case, that candidate is
 * meant. Without rules, the spelling is not changed. A word for a blank vote alone is a blank vote.
 */
export function spelledBallot(body: ElectionVoteRequest, rules: BallotRules | undefined): SpelledBallot {
  const choices = body.ranked_choices ?? undefined;
  const written = choices ?? [body.candidate_id];
  const ranking = written.map((id) => spellingOf(id, rules));
  if (isBlankVote(ranking, rules)) {
    return { ranking: [], selection: BLANK_SELECTION, isRanked: choices !== undefined, firstDiffers: false };
  }
  return {
    ranking,
    selection: rankingSelection(ranking),
    isRanked: choices !== undefined,
    firstDiffers: written[0] !== body.candidate_id && ranking[0] !== spellingOf(body.candidate_id, rules),
  };
}

/** The places of the ballot that are wrong, in their order. The chosen candidates are not named (P6). */
export function ballotDetails(
  { reason, contest }: Extract<VoteRefusal, { readonly verdict: 'wrong-selection' }>,
  { ranking, isRanked }: SpelledBallot,
  acceptedAtMs: number,
  language: Language,
): SelectionDetails {
  const maxRanks = maxRanksOf(contest.ballot);
  const message = ballotFault(reason, maxRanks)[language];
  const fields = wrongPlaces(reason, ranking, contest.ballot, acceptedAtMs).map((place) =>
    isRanked ? `ranked_choices[${place}]` : 'candidate_id',
  );
  return {
    errors: fields.slice(0, ERRORS_MAX).map((field) => ({ field, message })),
    ...(fields[0] === undefined ? {} : { field: fields[0] }),
    ...(reason === 'too-many-ranks' || reason === 'ranking-not-allowed' ? { max_ranks: maxRanks } : {}),
  };
}

const ERRORS_MAX = 10;

/** A race that was configured before these words were reserved may have a candidate with such an identifier. */
function isBlankVote([only, ...others]: readonly string[], rules: BallotRules | undefined): boolean {
  if (only === undefined || others.length > 0 || !isBlankWord(only)) return false;
  return rules?.kind !== 'race' || !rules.candidacies.has(only);
}

function spellingOf(id: string, rules: BallotRules | undefined): string {
  if (rules?.kind !== 'race' || rules.candidacies.has(id)) return id;
  const lowered = id.toLowerCase();
  const alike = [...rules.candidacies.keys()].filter((other) => other.toLowerCase() === lowered);
  return alike.length === 1 ? (alike[0] ?? id) : id;
}

function maxRanksOf(rules: BallotRules): number {
  return rules.kind === 'law' || rules.method === 'single_choice' ? 1 : rules.maxRanks;
}

function wrongPlaces(
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
    case 'blank-not-allowed':
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

import { ballotFault } from '@scrutin/contracts/public';
import type { FieldError, Language } from '@scrutin/contracts/problems';
import type { ElectionVoteRequest } from '@scrutin/contracts/public';
import { rankingSelection, selectionReason } from '@scrutin/election';
import type { BallotRules, Selection, SelectionReason } from '@scrutin/election';

/** What a race makes of a ballot: its selection, or why it takes none. */
export type RaceBallot =
  | { readonly kind: 'selection'; readonly selection: Selection }
  /** The two members that name the first choice name two people, whose identifiers differ by case alone. */
  | { readonly kind: 'first-differs' }
  | {
      readonly kind: 'refused';
      readonly reason: SelectionReason;
      /** The fields at fault, in the order of the ballot; at least one. */
      readonly fields: readonly string[];
      readonly maxRanks: number;
    };

/**
 * The selection of a ballot in a race with these rules, accepted at `acceptedAtMs`. Upper and lower case tell
 * candidates apart; an identifier that nobody has is taken for the only one that differs from it by case alone.
 */
export function raceBallot(body: ElectionVoteRequest, rules: BallotRules, acceptedAtMs: number): RaceBallot {
  const written = body.ranked_choices ?? [body.candidate_id];
  const asWritten = rankingSelection(written);
  const isFirst = written[0] === body.candidate_id;
  if (isFirst && selectionReason(rules, asWritten, acceptedAtMs) === undefined) {
    return { kind: 'selection', selection: asWritten };
  }
  const ranking = written.map((id) => asSpelled(id, rules));
  if (!isFirst && ranking[0] !== asSpelled(body.candidate_id, rules)) return { kind: 'first-differs' };
  const selection = rankingSelection(ranking);
  const reason = selectionReason(rules, selection, acceptedAtMs);
  if (reason === undefined) return { kind: 'selection', selection };
  const isRanked = body.ranked_choices !== undefined && body.ranked_choices !== null;
  const fields = placesAgainst(reason, ranking, rules, acceptedAtMs).map((place) =>
    isRanked ? `ranked_choices[${place}]` : 'candidate_id',
  );
  return { kind: 'refused', reason, fields, maxRanks: maxRanksOf(rules) };
}

/** The wrong places as entries of the list of errors, without the candidates that were chosen (P6). */
export function ballotErrors(
  { reason, fields, maxRanks }: Extract<RaceBallot, { readonly kind: 'refused' }>,
  language: Language,
): readonly FieldError[] {
  const message = ballotFault(reason, maxRanks)[language];
  return fields.slice(0, MOST_ERRORS).map((field) => ({ field, message }));
}

const MOST_ERRORS = 10;

function asSpelled(id: string, rules: BallotRules): string {
  if (rules.kind === 'law' || rules.candidacies.has(id)) return id;
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

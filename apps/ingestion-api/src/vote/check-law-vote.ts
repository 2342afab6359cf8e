import type { Language } from '@scrutin/contracts/problems';
import type { LawVoteRequest } from '@scrutin/contracts/public';
import { ballotFault, lawVoteSelection, readLawVote } from '@scrutin/contracts/public';
import { rollScopeIdOf } from '@scrutin/credentials';
import type { CatalogueContest, VoteRefusal } from '@scrutin/election';
import { contestKey, judgeVote, rollKeyOf } from '@scrutin/election';
import type { CheckVote, SelectionDetails, VoteCheck } from './vote-check.ts';
import { NOT_READY, refused, refusedBy } from './vote-check.ts';
import type { VoteDependencies } from './vote-dependencies.ts';

type CheckDependencies = Pick<VoteDependencies, 'contests' | 'hasOtherPepper'>;

/** Checks votes on laws. The time of acceptance decides whether the law is open (P9). */
export function lawVoteCheck(deps: CheckDependencies): CheckVote {
  return (body, acceptedAtMs, language) => {
    const read = readLawVote(body);
    if (!read.ok) return refused('malformed', { errors: read.errors(language) });
    const { vote } = read;
    const key = contestKey({ kind: 'law', lawId: vote.law_id });
    const known = deps.contests.get(key);
    if (known !== undefined) return judged(deps, vote, known, acceptedAtMs, language);
    return deps.contests
      .getFreshInAnyCase(key)
      .then((fresh) => judged(deps, vote, fresh, acceptedAtMs, language));
  };
}

function judged(
  deps: CheckDependencies,
  vote: LawVoteRequest,
  known: CatalogueContest | undefined,
  acceptedAtMs: number,
  language: Language,
): VoteCheck {
  const selection = lawVoteSelection(vote);
  const judgement = judgeVote(known, selection, acceptedAtMs);
  if (judgement.verdict !== 'acceptable') {
    return refusedBy(judgement, language, wrongChoice(judgement, language));
  }
  const { contest } = judgement;
  if (deps.hasOtherPepper?.(contest) === true) return NOT_READY;
  const scopeId = rollScopeIdOf(rollKeyOf(contest.key)); // with the law's own spelling, not the voter's
  const { nas, code } = vote;
  return { ok: true, checked: { contest, scopeId, nas, code, selection, acceptedAtMs } };
}

/** Names the field of a choice that the law does not take. */
function wrongChoice(refusal: VoteRefusal, language: Language): SelectionDetails | undefined {
  if (refusal.verdict !== 'wrong-selection') return undefined;
  const message = ballotFault(refusal.reason, 1)[language];
  return { errors: [{ field: 'vote', message }], field: 'vote' };
}

import type { Language } from '@scrutin/contracts/problems';
import type { ElectionVoteRequest } from '@scrutin/contracts/public';
import { firstDiffersError, readElectionVote } from '@scrutin/contracts/public';
import { rollScopeIdOf } from '@scrutin/credentials';
import type { CatalogueContest, VoteJudgement } from '@scrutin/election';
import { contestKey, judgeVote, regionOf, rollKeyOf } from '@scrutin/election';
import type { SpelledBallot } from './race-ballot.ts';
import { ballotDetails, spelledBallot } from './race-ballot.ts';
import type { CheckVote, VoteCheck } from './vote-check.ts';
import { NOT_READY, refused, refusedBy } from './vote-check.ts';
import type { VoteDependencies } from './vote-dependencies.ts';

type CheckDependencies = Pick<VoteDependencies, 'contests' | 'hasOtherPepper'>;

/**
 * Checks votes in elections. A ballot that does not follow the rules of the race is refused, while the voter can still
 * correct it. Before a ballot is refused, the race is read from the database again, because it may have changed since
 * the catalogue was read. Whether the credential is on the roll and belongs to the region is judged later, so that this
 * answer does not show who is on the roll.
 */
export function electionVoteCheck(deps: CheckDependencies): CheckVote {
  const { contests } = deps;
  return (body, acceptedAtMs, language) => {
    const read = readElectionVote(body);
    if (!read.ok) return refused('malformed', { errors: read.errors(language) });
    const { vote } = read;
    const key = contestKey({ kind: 'election', electionId: vote.election_id, regionId: vote.region_id });
    const checkIn = (contest: CatalogueContest | undefined): VoteCheck | Promise<VoteCheck> => {
      const judged = judgedBy(contest, vote, acceptedAtMs);
      if (contest === undefined || !mayChange(judged)) {
        return checkedVote(deps, vote, judged, acceptedAtMs, language);
      }
      return contests
        .getFresh(contest.key)
        .then((fresh) =>
          checkedVote(deps, vote, judgedBy(fresh, vote, acceptedAtMs), acceptedAtMs, language),
        );
    };
    const known = contests.get(key);
    return known === undefined ? contests.getFreshInAnyCase(key).then(checkIn) : checkIn(known);
  };
}

interface JudgedBallot {
  readonly judgement: VoteJudgement;
  readonly ballot: SpelledBallot;
}

function judgedBy(
  contest: CatalogueContest | undefined,
  body: ElectionVoteRequest,
  acceptedAtMs: number,
): JudgedBallot {
  const ballot = spelledBallot(body, contest?.ballot);
  return { ballot, judgement: judgeVote(contest, ballot.selection, acceptedAtMs) };
}

/** Whether a newer catalogue could change the judgement. A ballot that repeats a candidate is always refused. */
function mayChange({ judgement, ballot }: JudgedBallot): boolean {
  if (judgement.verdict === 'acceptable') return ballot.firstDiffers;
  return judgement.verdict === 'wrong-selection' && judgement.reason !== 'repeated-candidate';
}

function checkedVote(
  deps: CheckDependencies,
  { nas, code, region_id: namedRegion }: ElectionVoteRequest,
  { judgement, ballot }: JudgedBallot,
  acceptedAtMs: number,
  language: Language,
): VoteCheck {
  if (judgement.verdict === 'no-contest' || judgement.verdict === 'outside-window') {
    return refusedBy(judgement, language);
  }
  const { contest } = judgement;
  if (deps.hasOtherPepper?.(contest) === true) return NOT_READY;
  if (ballot.firstDiffers) return refused('malformed', { errors: [firstDiffersError(language)] });
  if (judgement.verdict === 'wrong-selection') {
    return refusedBy(judgement, language, ballotDetails(judgement, ballot, acceptedAtMs, language));
  }
  return {
    ok: true,
    checked: {
      contest,
      // All regions share one roll, so that a credential votes once in an election (P3).
      scopeId: rollScopeIdOf(rollKeyOf(contest.key)), // with its own spelling, not the voter's
      regionId: regionOf(contest.key) ?? namedRegion,
      nas,
      code,
      selection: ballot.selection,
      acceptedAtMs,
    },
  };
}

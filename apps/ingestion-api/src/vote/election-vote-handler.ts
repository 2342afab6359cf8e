import type { RequestHandler } from 'express';
import type { ElectionVoteRequest } from '@scrutin/contracts/public';
import { firstDiffersError, readElectionVote } from '@scrutin/contracts/public';
import { rollScopeIdOf } from '@scrutin/credentials';
import type { CatalogueContest, VoteJudgement } from '@scrutin/election';
import { contestKey, judgeVote, regionOf, rollKeyOf } from '@scrutin/election';
import { languageOf, sendNotReady, sendProblem } from '@scrutin/http-edge';
import { answerVote } from './answer-vote.ts';
import type { SpelledBallot } from './race-ballot.ts';
import { ballotDetails, spelledBallot } from './race-ballot.ts';
import { refuseVote } from './refuse-vote.ts';
import type { VoteDependencies } from './vote-dependencies.ts';

/**
 * The handler of `POST /api/v1/elections/vote`. It works like the handler of laws. It also refuses a ballot that does
 * not follow the rules of the race, while the voter can still correct it. Whether the credential is on the roll and
 * belongs to the region is judged later, so that this answer does not show who is on the roll.
 */
export function electionVoteHandler(deps: VoteDependencies): RequestHandler {
  return async (request, response) => {
    const acceptedAtMs = deps.clock();
    const language = languageOf(request.headers['accept-language']);
    const body = readElectionVote(request.body);
    if (!body.ok) {
      sendProblem(response, 'malformed', language, { errors: body.errors(language) });
      return;
    }
    const { nas, code, election_id: namedElection, region_id: namedRegion } = body.vote;
    const key = contestKey({ kind: 'election', electionId: namedElection, regionId: namedRegion });
    const known = deps.contests.get(key) ?? (await deps.contests.getFreshInAnyCase(key));
    const { judgement, ballot } = await judgedBallot(body.vote, known, acceptedAtMs, deps.contests);
    if (judgement.verdict === 'no-contest' || judgement.verdict === 'outside-window') {
      refuseVote(response, judgement, language);
      return;
    }
    const { contest } = judgement;
    if (deps.hasOtherPepper?.(contest) === true) {
      sendNotReady(response, language);
      return;
    }
    if (ballot.firstDiffers) {
      sendProblem(response, 'malformed', language, { errors: [firstDiffersError(language)] });
      return;
    }
    if (judgement.verdict === 'wrong-selection') {
      const details = ballotDetails(judgement, ballot, acceptedAtMs, language);
      refuseVote(response, judgement, language, details);
      return;
    }
    const electionId = rollScopeIdOf(rollKeyOf(contest.key)); // with its own spelling, not the voter's
    const regionId = regionOf(contest.key) ?? namedRegion;
    const checked = {
      contest,
      scopeId: electionId, // All regions share one roll, so that a credential votes once in an election (P3).
      nas,
      code,
      selection: ballot.selection,
      acceptedAtMs,
    };
    await answerVote(deps, request, response, checked, language, () => {
      deps.metrics.acceptedInElection(electionId, regionId);
    });
  };
}

interface JudgedBallot {
  readonly judgement: VoteJudgement;
  readonly ballot: SpelledBallot;
}

/**
 * Judges a ballot. Before a ballot is refused, the race is read from the database again, because it may have changed
 * since the catalogue was read.
 */
async function judgedBallot(
  body: ElectionVoteRequest,
  known: CatalogueContest | undefined,
  acceptedAtMs: number,
  contests: Pick<VoteDependencies['contests'], 'getFresh'>,
): Promise<JudgedBallot> {
  const judged = judgedBy(known, body, acceptedAtMs);
  if (known === undefined || !mayChange(judged)) return judged;
  return judgedBy(await contests.getFresh(known.key), body, acceptedAtMs);
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

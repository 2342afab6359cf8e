import type { RequestHandler } from 'express';
import { languageOf, sendProblem } from '@scrutin/http-edge';
import { answerVote } from './answer-vote.ts';
import { electionVoteCheck } from './check-election-vote.ts';
import { lawVoteCheck } from './check-law-vote.ts';
import type { CheckVote } from './vote-check.ts';
import type { VoteDependencies } from './vote-dependencies.ts';

/** The handler of `POST /api/v1/vote`. */
export function lawVoteHandler(deps: VoteDependencies): RequestHandler {
  return voteHandler(deps, lawVoteCheck(deps));
}

/** The handler of `POST /api/v1/elections/vote`. */
export function electionVoteHandler(deps: VoteDependencies): RequestHandler {
  return voteHandler(deps, electionVoteCheck(deps));
}

/**
 * Takes one vote in a request. NAS and code do not leave this process: the message contains only their keyed hash
 * (P6, P7). The time at which the handler receives the vote is its time of acceptance (P9). The answer is 202 once the
 * broker has stored the vote (P1).
 */
function voteHandler(deps: VoteDependencies, check: CheckVote): RequestHandler {
  return async (request, response) => {
    const acceptedAtMs = deps.clock();
    const language = languageOf(request.headers['accept-language']);
    const checked = check(request.body, acceptedAtMs, language);
    const vote = checked instanceof Promise ? await checked : checked;
    if (vote.ok) await answerVote(deps, request, response, vote.checked, language);
    else sendProblem(response, vote.problem.type, language, vote.problem.extras);
  };
}

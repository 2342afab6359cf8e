import type { RequestHandler } from 'express';
import { readLawVote } from '@scrutin/contracts/public';
import { rollScopeIdOf } from '@scrutin/credentials';
import { contestKey, judgeVote, lawSelection, rollKeyOf } from '@scrutin/election';
import { languageOf, sendProblem } from '@scrutin/http-edge';
import { answerVote } from './answer-vote.ts';
import { refuseVote, sendNotReady } from './refuse-vote.ts';
import type { VoteDependencies } from './vote-dependencies.ts';

/**
 * `POST /api/v1/vote`. NAS and code end here: what leaves is their keyed hash (P6, P7). The vote is
 * judged by the moment this handler saw it (P9), and answered 202 once it is durable (P1).
 */
export function lawVoteHandler(deps: VoteDependencies): RequestHandler {
  return async (request, response) => {
    const acceptedAtMs = deps.clock();
    const language = languageOf(request.headers['accept-language']);
    const body = readLawVote(request.body);
    if (!body.ok) {
      sendProblem(response, 'malformed', language, { errors: body.errors(language) });
      return;
    }
    const { nas, code, law_id: namedLaw, vote } = body.vote;
    const key = contestKey({ kind: 'law', lawId: namedLaw });
    const known = deps.contests.get(key) ?? (await deps.contests.getFreshInAnyCase(key));
    const selection = lawSelection(vote);
    const judgement = judgeVote(known, selection, acceptedAtMs);
    if (judgement.verdict !== 'acceptable') {
      refuseVote(response, judgement, language);
      return;
    }
    const { contest } = judgement;
    if (deps.hasOtherPepper?.(contest) === true) {
      sendNotReady(response, language);
      return;
    }
    const lawId = rollScopeIdOf(rollKeyOf(contest.key)); // as the law is spelled, not as the voter wrote it
    const checked = { contest, scopeId: lawId, nas, code, selection, acceptedAtMs };
    await answerVote(deps, request, response, checked, language, () => {
      deps.metrics.acceptedOnLaw(lawId);
    });
  };
}

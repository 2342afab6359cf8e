import type { RequestHandler } from 'express';
import type { Language } from '@scrutin/contracts/problems';
import { ballotFault, lawVoteSelection, readLawVote } from '@scrutin/contracts/public';
import { rollScopeIdOf } from '@scrutin/credentials';
import type { VoteRefusal } from '@scrutin/election';
import { contestKey, judgeVote, rollKeyOf } from '@scrutin/election';
import { languageOf, sendNotReady, sendProblem } from '@scrutin/http-edge';
import { answerVote } from './answer-vote.ts';
import type { SelectionDetails } from './refuse-vote.ts';
import { refuseVote } from './refuse-vote.ts';
import type { VoteDependencies } from './vote-dependencies.ts';

/**
 * The handler of `POST /api/v1/vote`. NAS and code do not leave this process: the message contains only their keyed
 * hash (P6, P7). The time at which the handler receives the vote decides whether the law is open (P9). The answer is
 * 202 once the broker has stored the vote (P1).
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
    const { nas, code, law_id: namedLaw } = body.vote;
    const key = contestKey({ kind: 'law', lawId: namedLaw });
    const known = deps.contests.get(key) ?? (await deps.contests.getFreshInAnyCase(key));
    const selection = lawVoteSelection(body.vote);
    const judgement = judgeVote(known, selection, acceptedAtMs);
    if (judgement.verdict !== 'acceptable') {
      refuseVote(response, judgement, language, wrongChoice(judgement, language));
      return;
    }
    const { contest } = judgement;
    if (deps.hasOtherPepper?.(contest) === true) {
      sendNotReady(response, language);
      return;
    }
    const lawId = rollScopeIdOf(rollKeyOf(contest.key)); // with the law's own spelling, not the voter's
    const checked = { contest, scopeId: lawId, nas, code, selection, acceptedAtMs };
    await answerVote(deps, request, response, checked, language, () => {
      deps.metrics.acceptedOnLaw(lawId);
    });
  };
}

/** Names the field of a choice that the law does not take. */
function wrongChoice(refusal: VoteRefusal, language: Language): SelectionDetails | undefined {
  if (refusal.verdict !== 'wrong-selection') return undefined;
  const message = ballotFault(refusal.reason, 1)[language];
  return { errors: [{ field: 'vote', message }], field: 'vote' };
}

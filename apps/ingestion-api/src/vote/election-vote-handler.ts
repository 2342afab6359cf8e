import type { RequestHandler } from 'express';
import { electionSelection, electionVoteRequest, fieldErrors, languageOf } from '@scrutin/contracts';
import type { ProblemType } from '@scrutin/contracts';
import { contestKey, selectionReason } from '@scrutin/election';
import type { ContestKey, OpenContest, Selection, SelectionReason } from '@scrutin/election';
import { sendProblem } from '@scrutin/http-edge';
import { answerOutcome } from './answer-outcome.ts';
import { contestProblem, sendContestProblem } from './contest-problem.ts';
import { submissionOfVote } from './submission-of-vote.ts';
import type { VoteDependencies } from './vote-dependencies.ts';

export interface ElectionVoteDependencies extends VoteDependencies {
  /**
   * The contest as the database has it now, or a moment ago.
   *
   * @throws TransientError when the database is away
   */
  readonly freshContest: (key: ContestKey) => Promise<OpenContest | undefined>;
}

/**
 * `POST /api/v1/elections/vote`. As the handler of laws, and a ballot that its race does not take is refused
 * here, while the voter can still make another. Region and credential are for the roll to judge, later:
 * nobody learns here who is on it.
 */
export function electionVoteHandler(deps: ElectionVoteDependencies): RequestHandler {
  return async (request, response) => {
    const acceptedAtMs = deps.clock();
    const language = languageOf(request.headers['accept-language']);
    const body = electionVoteRequest.safeParse(request.body);
    if (!body.success) {
      sendProblem(response, 'malformed', language, { errors: fieldErrors(body.error, language) });
      return;
    }
    const { nas, code, election_id: electionId, region_id: regionId } = body.data;
    const found = deps.findContest(contestKey({ kind: 'election', electionId, regionId }));
    const contest = found instanceof Promise ? await found : found;
    const problem = contestProblem(contest, acceptedAtMs);
    if (contest === undefined || problem !== undefined) {
      sendContestProblem(response, problem ?? 'unknown-contest', contest, language);
      return;
    }
    const selection = electionSelection(body.data);
    const reason = await reasonAgainst(selection, contest, acceptedAtMs, deps);
    if (reason !== undefined) {
      sendProblem(response, SELECTION_PROBLEM[reason], language);
      return;
    }

    const submission = submissionOfVote(deps, request, {
      contest,
      scopeId: electionId, // one roll for all regions, so that a credential votes once per election (P3)
      nas,
      code,
      selection,
      choice: `${regionId}:${selection}`,
      acceptedAtMs,
    });
    if (submission === undefined) {
      sendProblem(response, 'idempotency-key-invalid', language);
      return;
    }
    const outcome = await deps.intake.submit(submission);
    if (outcome.kind === 'accepted') deps.metrics.acceptedInElection(electionId, regionId);
    answerOutcome(response, outcome, submission.vote.submissionId, language);
  };
}

/** `invalid-selection` is a matter of form that the schema has seen to; were it not, it would be this. */
const SELECTION_PROBLEM = {
  'invalid-selection': 'malformed',
  'unknown-candidate': 'unknown-candidate',
  'withdrawn-candidate': 'withdrawn-candidate',
  'repeated-candidate': 'repeated-candidate',
  'too-many-ranks': 'too-many-ranks',
  'ranking-not-allowed': 'ranking-not-allowed',
} as const satisfies Record<SelectionReason, ProblemType>;

/** Refused is only what the database refuses now: the race may have changed since the catalogue was read. */
async function reasonAgainst(
  selection: Selection,
  contest: OpenContest,
  acceptedAtMs: number,
  { freshContest }: Pick<ElectionVoteDependencies, 'freshContest'>,
): Promise<SelectionReason | undefined> {
  const reason = selectionReason(contest.ballot, selection, acceptedAtMs);
  if (reason === undefined || reason === 'repeated-candidate') return reason; // the same in every catalogue
  const fresh = await freshContest(contest.key);
  return fresh === undefined ? reason : selectionReason(fresh.ballot, selection, acceptedAtMs);
}

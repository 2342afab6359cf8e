import { firstDiffersError, readElectionVote } from '@scrutin/contracts/public';
import { languageOf, sendProblem } from '@scrutin/http-edge';
import type { ProblemType } from '@scrutin/contracts/problems';
import type { ElectionVoteRequest } from '@scrutin/contracts/public';
import { rollScopeIdOf } from '@scrutin/credentials';
import { contestKey, regionOf, rollKeyOf } from '@scrutin/election';
import type { ContestKey, OpenContest, SelectionReason } from '@scrutin/election';
import type { RequestHandler } from 'express';
import { answerVote } from './answer-vote.ts';
import { contestProblem, sendContestProblem, sendNotReady } from './contest-problem.ts';
import { ballotErrors, raceBallot } from './race-ballot.ts';
import type { RaceBallot } from './race-ballot.ts';
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
    const body = readElectionVote(request.body);
    if (!body.ok) {
      sendProblem(response, 'malformed', language, { errors: body.errors(language) });
      return;
    }
    const { nas, code, election_id: namedElection, region_id: namedRegion } = body.vote;
    const found = deps.findContest(
      contestKey({ kind: 'election', electionId: namedElection, regionId: namedRegion }),
    );
    const contest = found instanceof Promise ? await found : found;
    const problem = contestProblem(contest, acceptedAtMs);
    if (contest === undefined || problem !== undefined) {
      sendContestProblem(response, problem ?? 'unknown-contest', contest, language);
      return;
    }
    if (deps.hasOtherPepper?.(contest) === true) {
      sendNotReady(response, language);
      return;
    }
    const ballot = await judged(body.vote, contest, acceptedAtMs, deps);
    if (ballot.kind === 'first-differs') {
      sendProblem(response, 'malformed', language, { errors: [firstDiffersError(language)] });
      return;
    }
    if (ballot.kind === 'refused') {
      const { reason, fields, maxRanks } = ballot;
      sendProblem(response, SELECTION_PROBLEM[reason], language, {
        errors: ballotErrors(ballot, language),
        ...(fields[0] === undefined ? {} : { field: fields[0] }),
        ...(reason === 'too-many-ranks' || reason === 'ranking-not-allowed' ? { max_ranks: maxRanks } : {}),
      });
      return;
    }
    const electionId = rollScopeIdOf(rollKeyOf(contest.key)); // as spelled there, not as the voter wrote it
    const regionId = regionOf(contest.key) ?? namedRegion;
    const checked = {
      contest,
      scopeId: electionId, // one roll for all regions, so that a credential votes once per election (P3)
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
async function judged(
  body: ElectionVoteRequest,
  contest: OpenContest,
  acceptedAtMs: number,
  { freshContest }: Pick<ElectionVoteDependencies, 'freshContest'>,
): Promise<RaceBallot> {
  const ballot = raceBallot(body, contest.ballot, acceptedAtMs);
  const isCertain =
    ballot.kind === 'selection' || (ballot.kind === 'refused' && ballot.reason === 'repeated-candidate');
  if (isCertain) return ballot; // the same in every catalogue
  const fresh = await freshContest(contest.key);
  return fresh === undefined ? ballot : raceBallot(body, fresh.ballot, acceptedAtMs);
}

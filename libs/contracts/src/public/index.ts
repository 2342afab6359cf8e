export { electionSelection, electionVoteRequest } from './election-vote.ts';
export type { ElectionVoteRequest } from './election-vote.ts';
export { CSV_BYTE_ORDER_MARK, CSV_LINE_END, csvLine } from './csv.ts';
export { firstDiffersError } from './field-errors.ts';
export { bearerGatewayKey, GATEWAY_SECRET_BYTES, writtenGatewayKey } from './gateway-key.ts';
export type { GatewayKey } from './gateway-key.ts';
export { lawVoteRequest, lawVoteSelection } from './law-vote.ts';
export type { LawVoteRequest } from './law-vote.ts';
export { ACCEPTED_MESSAGE, ACCEPTED_UNDER_KEY_MESSAGE, inRehearsal } from './submission-texts.ts';
export { readElectionVote, readLawVote } from './vote-body.ts';
export { MOST_VOTES_IN_BATCH, readBatchedVote, readVoteBatch, voteBatchBody } from './vote-batch.ts';
export type { VoteBatchBody } from './vote-batch.ts';
export {
  ballotFault,
  HOW_TO_VOTE_IN_ELECTION,
  HOW_TO_VOTE_ON_LAW,
  HOW_TO_VOTE_IN_BATCH,
  idempotencyKeyFault,
  VOTE_NOT_SENT,
} from './vote-refusal-texts.ts';
export { candidatesBody, electionBody, electionsBody, partiesBody, regionsBody } from './election.ts';
export type { CandidateBody, ElectionBody } from './election.ts';
export { electionResultBody, raceResultBody } from './election-results.ts';
export type { ElectionResultBody, RaceResultBody } from './election-results.ts';
export { lawResultsBody, lawsBody, publicLawResultBody } from './law.ts';
export type { LawBody, LawResultBody, PublicLawResultBody } from './law.ts';
export { LEDGER_STATES, ledgerBody } from './ledger.ts';
export type { LedgerState, LedgerView } from './ledger.ts';
export { indexBody } from './service-answers.ts';
export type { IndexBody } from './service-answers.ts';
export { submissionBody, submissionLocation, submissionView } from './submission.ts';
export type { SubmissionBody } from './submission.ts';
export {
  completeTabulation,
  lawTabulationBody,
  publishedCountsBody,
  raceTabulationBody,
} from './published-tabulation.ts';
export type {
  LawTabulationBody,
  PublishedCountsBody,
  RaceTabulationBody,
  TabulationRoundBody,
} from './published-tabulation.ts';
export {
  DEFAULT_BUCKET_SECONDS,
  electionTurnoutBody,
  FINEST_BUCKET_SECONDS,
  lawTurnoutBody,
  LONGEST_BUCKET_SECONDS,
  raceTurnoutBody,
  turnoutQuery,
} from './turnout.ts';
export type { ElectionTurnoutBody, LawTurnoutBody, RaceTurnoutBody } from './turnout.ts';
export { isWatchedAnswer } from './cached-answer.ts';
export { RESULT_FORMATS } from './result-export-routes.ts';
export type { ResultFormat } from './result-export-routes.ts';
export { PUBLIC_ROUTES, READ_ROUTES } from './routes.ts';
export type { PublicRoutes, ReadRoutes } from './routes.ts';
export { VOTE_ROUTES } from './voting-routes.ts';
export { electionResultView } from './views/election-result-view.ts';
export { candidateView, electionView, partyView, regionView } from './views/election-view.ts';
export { lawResultView } from './views/law-result-view.ts';
export { lawView } from './views/law-view.ts';
export { raceResultView } from './views/race-result-view.ts';
export { lawTabulationView, publishedCountsView, raceTabulationView } from './views/tabulation-view.ts';
export type { TurnoutPage } from './views/turnout-over-time.ts';
export { electionTurnoutView, lawTurnoutView, raceTurnoutView } from './views/turnout-view.ts';
export { isListed } from './include.ts';
export { lawDetailBody } from './notices.ts';
export type { NoticeBody } from './notices.ts';
export { noticeView } from './views/notice-view.ts';

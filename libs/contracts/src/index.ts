export {
  candidateId,
  electionId,
  electionSelection,
  electionVoteRequest,
  regionId,
} from './election-vote.ts';
export type { ElectionVoteRequest } from './election-vote.ts';
export { fieldErrors } from './field-errors.ts';
export { languageOf, LANGUAGES } from './language.ts';
export type { Language, Localized } from './language.ts';
export { idempotencyKey, lawVoteRequest } from './law-vote.ts';
export type { LawVoteRequest } from './law-vote.ts';
export { PROBLEM_CATALOGUE } from './problem-catalogue.ts';
export type { ProblemDefinition, ProblemType } from './problem-catalogue.ts';
export { problem, PROBLEM_MEDIA_TYPE, problemBody, problemTypeUri } from './problem.ts';
export type { FieldError, Problem, ProblemExtras } from './problem.ts';
export { QUEUES } from './queues.ts';
export type { QueueName } from './queues.ts';
export { ACCEPTED_MESSAGE, explainSubmission } from './submission-texts.ts';
export {
  decodeEligible,
  decodeRejections,
  decodeSubmitted,
  encodeEligible,
  encodeRejections,
  encodeSubmitted,
  encodeUnreadable,
} from './vote-message.ts';
export type {
  DecodedGroup,
  EligibleVote,
  Rejection,
  SubmittedVote,
  UnreadableEntry,
} from './vote-message.ts';
export { lawBody, lawResultBody, lawResultsBody, lawsBody, RESULTS_VISIBILITIES } from './law.ts';
export type { LawBody, LawResultBody, ResultsVisibility } from './law.ts';
export { ledgerBody } from './ledger.ts';
export type { LedgerView } from './ledger.ts';
export { openApiDocument } from './openapi.ts';
export type { OpenApiDocument } from './openapi.ts';
export { indexBody } from './service-answers.ts';
export type { IndexBody } from './service-answers.ts';
export { submissionBody } from './submission.ts';
export type { AcceptedBody, SubmissionBody } from './submission.ts';

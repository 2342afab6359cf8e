export {
  candidateId,
  electionId,
  electionSelection,
  electionVoteRequest,
  regionId,
} from './election-vote.ts';
export type { ElectionVoteRequest } from './election-vote.ts';
export { CSV_BYTE_ORDER_MARK, CSV_LINE_END, csvLine } from './csv.ts';
export { bodyFaultError, bodyFaultText, bodyTypeError } from './body-faults.ts';
export type { BodyFault, BodyTypeFault, JsonSyntaxFault, TextPosition } from './body-faults.ts';
export { fieldErrors, firstDiffersError } from './field-errors.ts';
export { formErrors, formProblems, markMissing } from './form-errors.ts';
export type { FormProblem } from './form-errors.ts';
export { jsonFault, mayRepeatMember } from './json-fault.ts';
export { languageOf, LANGUAGES } from './language.ts';
export type { Language, Localized } from './language.ts';
export { idempotencyKey, LONGEST_KEY, lawVoteRequest, SHORTEST_KEY } from './law-vote.ts';
export type { LawVoteRequest } from './law-vote.ts';
export { PROBLEM_CATALOGUE } from './problem-catalogue.ts';
export type { ProblemDefinition, ProblemType } from './problem-catalogue.ts';
export { problem, PROBLEM_MEDIA_TYPE, problemBody, problemTypeUri } from './problem.ts';
export type { FieldError, Problem, ProblemExtras } from './problem.ts';
export { QUEUES } from './queues.ts';
export { messageKindOf, sealedCodecs } from './sealed-messages.ts';
export type { BodySeal, MessageCodec, MessageKind, SealedCodecs } from './sealed-messages.ts';
export type { QueueName } from './queues.ts';
export { ACCEPTED_MESSAGE, ACCEPTED_UNDER_KEY_MESSAGE, explainSubmission } from './submission-texts.ts';
export type { SubmissionOutcome } from './submission-texts.ts';
export { readElectionVote, readLawVote } from './vote-body.ts';
export type { VoteBody } from './vote-body.ts';
export {
  ballotFault,
  HOW_TO_VOTE_IN_ELECTION,
  HOW_TO_VOTE_ON_LAW,
  idempotencyKeyFault,
  VOTE_NOT_SENT,
} from './vote-refusal-texts.ts';
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
export {
  candidateBody,
  candidatesBody,
  electionBody,
  electionsBody,
  partiesBody,
  partyBody,
  regionBody,
  regionsBody,
} from './election.ts';
export type { CandidateBody, ElectionBody, PartyBody, RegionBody } from './election.ts';
export { electionResultBody, raceResultBody } from './election-results.ts';
export type { ElectionResultBody, RaceResultBody } from './election-results.ts';
export {
  lawBody,
  lawResultBody,
  lawResultsBody,
  lawsBody,
  publicLawResultBody,
  RESULTS_VISIBILITIES,
} from './law.ts';
export type { LawBody, LawResultBody, PublicLawResultBody, ResultsVisibility } from './law.ts';
export { LEDGER_STATES, ledgerBody } from './ledger.ts';
export { receiptsOf } from './receipt.ts';
export type { Receipt, ReceiptContest, WithReceipts } from './receipt.ts';
export type { LedgerState, LedgerView } from './ledger.ts';
export { openApiDocument } from './openapi.ts';
export type { OpenApiDocument } from './openapi.ts';
export { indexBody } from './service-answers.ts';
export type { IndexBody } from './service-answers.ts';
export { submissionBody, submissionLocation, submissionView } from './submission.ts';
export type { AcceptedBody, SubmissionBody } from './submission.ts';
export { completeTabulation, lawTabulationBody, raceTabulationBody } from './published-tabulation.ts';
export type { LawTabulationBody, RaceTabulationBody, TabulationRoundBody } from './published-tabulation.ts';
export {
  DEFAULT_BUCKET_SECONDS,
  electionTurnoutBody,
  FINEST_BUCKET_SECONDS,
  lawTurnoutBody,
  LONGEST_BUCKET_SECONDS,
  MOST_BUCKETS,
  OPEN_BUCKET_SECONDS,
  raceTurnoutBody,
  turnoutBody,
  turnoutQuery,
} from './turnout.ts';
export type {
  ElectionTurnoutBody,
  LawTurnoutBody,
  RaceTurnoutBody,
  TurnoutBody,
  TurnoutOverTime,
} from './turnout.ts';
export { actsQuery, MOST_ACTS } from './admin-acts.ts';
export type { ActBody } from './admin-acts.ts';
export {
  candidatePatch,
  electionPatch,
  newCandidate,
  newElection,
  raceRequest,
  withdrawalRequest,
} from './admin-elections.ts';
export type {
  AdminCandidateBody,
  AdminElectionBody,
  AdminElectionDetailBody,
  AdminRaceBody,
  CandidatePatch,
  ElectionPatch,
  NewCandidate,
  NewElection,
  RaceRequest,
  WithdrawalRequest,
} from './admin-elections.ts';
export { lawPatch, newLaw } from './admin-laws.ts';
export type { AdminLawBody, LawPatch, NewLaw } from './admin-laws.ts';
export { newOfficial, passwordRequest } from './admin-officials.ts';
export type { NewOfficial, OfficialBody, PasswordRequest } from './admin-officials.ts';
export { adminOpenApiDocument } from './admin-openapi.ts';
export type { AdminProblem } from './admin-openapi-operation.ts';
export { newParty, newRegion, partyRequest, regionRequest } from './admin-regions.ts';
export type { NewParty, NewRegion, PartyRequest, RegionRequest } from './admin-regions.ts';
export { ROLL_SCHEMES, rollUploadQuery } from './admin-rolls.ts';
export type { RollBody, RollReportBody, RollUploadBody } from './admin-rolls.ts';
export { loginRequest, ownPasswordRequest } from './admin-session.ts';
export type { LoginRequest, SessionBody } from './admin-session.ts';
export { tabulationRequest } from './admin-tabulations.ts';
export type { TabulationDetailBody, TabulationRequest, TabulationSummaryBody } from './admin-tabulations.ts';
export { stepRequest } from './admin-values.ts';
export type { StepBody } from './admin-values.ts';

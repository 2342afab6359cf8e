export { QUEUES } from './queues.ts';
export type { QueueName } from './queues.ts';
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

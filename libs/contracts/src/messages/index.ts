export { MESSAGE_VERSIONS } from './message-version.ts';
export type { MessageVersions } from './message-version.ts';
export { QUEUES } from './queues.ts';
export { messageKindOf, sealedCodecs } from './sealed-messages.ts';
export type { BodySeal, MessageKind, SealedCodecs } from './sealed-messages.ts';
export type { QueueName } from './queues.ts';
export {
  credentialHashHex,
  decodeEligible,
  decodeRejections,
  decodeSubmitted,
  encodeEligible,
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
export { receiptsOf } from './receipt.ts';
export type { Receipt, ReceiptContest, WithReceipts } from './receipt.ts';

import type { QueueName } from './queues.ts';
import { QUEUES } from './queues.ts';
import type { DecodedGroup, EligibleVote, Rejection, SubmittedVote } from './vote-message.ts';
import {
  decodeEligible,
  decodeRejections,
  decodeSubmitted,
  encodeEligible,
  encodeRejections,
  encodeSubmitted,
} from './vote-message.ts';

/** Seals and opens the bodies of messages. `createMessageSeal` of @scrutin/service-runtime makes one. */
export interface BodySeal {
  seal(purpose: string, body: Buffer): Buffer;
  open(
    purpose: string,
    sealed: Buffer,
  ): { readonly ok: true; readonly body: Buffer } | { readonly ok: false; readonly problem: string };
}

/** The kinds of messages. The kind is part of the seal, so that a message of one kind cannot be taken for another. */
export type MessageKind = 'submitted' | 'eligible' | 'rejections';

/**
 * The kind of the messages in a queue. For the parking queue it is the kind of messages that do not say from which
 * queue they came.
 */
export function messageKindOf(queue: QueueName | undefined): MessageKind {
  if (queue === QUEUES.aggregation) return 'eligible';
  return queue === QUEUES.review ? 'rejections' : 'submitted';
}

/** Writes and reads the messages of one kind. */
interface MessageCodec<T> {
  readonly encode: (entries: readonly T[]) => Buffer;
  /** Never throws. What cannot be opened or read is returned in `unreadable`. */
  readonly decode: (body: Buffer) => DecodedGroup<T>;
}

export interface SealedCodecs {
  readonly submitted: MessageCodec<SubmittedVote>;
  readonly eligible: MessageCodec<EligibleVote>;
  readonly rejections: MessageCodec<Rejection>;
}

/**
 * The codecs for the messages of the pipeline as the broker stores them (P6). They read only sealed messages: somebody
 * who has only the broker's password can neither read a vote nor add one.
 */
export function sealedCodecs(seal: BodySeal): SealedCodecs {
  return {
    submitted: sealedCodec(seal, 'submitted', { encode: encodeSubmitted, decode: decodeSubmitted }),
    eligible: sealedCodec(seal, 'eligible', { encode: encodeEligible, decode: decodeEligible }),
    rejections: sealedCodec(seal, 'rejections', { encode: encodeRejections, decode: decodeRejections }),
  };
}

/**
 * An entry that cannot be read is sealed again before it is parked. A message that cannot be opened stays unchanged.
 */
function sealedCodec<T>(seal: BodySeal, kind: MessageKind, plain: MessageCodec<T>): MessageCodec<T> {
  return {
    encode: (entries) => seal.seal(kind, plain.encode(entries)),
    decode: (sealed) => {
      const opened = seal.open(kind, sealed);
      if (!opened.ok) return { entries: [], unreadable: [{ raw: sealed, problem: opened.problem }] };
      const { entries, unreadable } = plain.decode(opened.body);
      if (unreadable.length === 0) return { entries, unreadable };
      return {
        entries,
        unreadable: unreadable.map(({ raw, problem }) => ({ raw: seal.seal(kind, raw), problem })),
      };
    },
  };
}

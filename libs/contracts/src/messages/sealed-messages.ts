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

/** Seals and opens the bodies of messages; `createMessageSeal` of the service runtime is one. */
export interface BodySeal {
  seal(purpose: string, body: Buffer): Buffer;
  open(
    purpose: string,
    sealed: Buffer,
  ): { readonly ok: true; readonly body: Buffer } | { readonly ok: false; readonly problem: string };
}

/** What a message holds. Each kind is sealed apart, so that none is taken for another. */
export type MessageKind = 'submitted' | 'eligible' | 'rejections';

/** What the messages of a queue hold; of the parking queue, what those hold that do not say where they came from. */
export function messageKindOf(queue: QueueName | undefined): MessageKind {
  if (queue === QUEUES.aggregation) return 'eligible';
  return queue === QUEUES.review ? 'rejections' : 'submitted';
}

/** How the entries of one kind travel. */
interface MessageCodec<T> {
  readonly encode: (entries: readonly T[]) => Buffer;
  /** Never throws: what does not open or cannot be read is among the unreadable. */
  readonly decode: (body: Buffer) => DecodedGroup<T>;
}

export interface SealedCodecs {
  readonly submitted: MessageCodec<SubmittedVote>;
  readonly eligible: MessageCodec<EligibleVote>;
  readonly rejections: MessageCodec<Rejection>;
}

/**
 * The messages of the pipeline as the broker gets them (P6). Only sealed messages are read: whoever has the broker's
 * password alone can neither read a vote nor add one.
 */
export function sealedCodecs(seal: BodySeal): SealedCodecs {
  return {
    submitted: sealedCodec(seal, 'submitted', { encode: encodeSubmitted, decode: decodeSubmitted }),
    eligible: sealedCodec(seal, 'eligible', { encode: encodeEligible, decode: decodeEligible }),
    rejections: sealedCodec(seal, 'rejections', { encode: encodeRejections, decode: decodeRejections }),
  };
}

/** An entry that cannot be read is sealed again before it is put aside; what does not open stays byte for byte. */
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

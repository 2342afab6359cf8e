import type { BrowsedMessage } from '@scrutin/broker';
import type { BodySeal, DecodedGroup } from '@scrutin/contracts/messages';
import {
  decodeEligible,
  decodeRejections,
  decodeSubmitted,
  messageKindOf,
} from '@scrutin/contracts/messages';

/** A vote of a parked message without what may not stand beside each other (P6). */
interface RedactedEntry {
  readonly submission: string;
  readonly contest: string;
  readonly acceptedAt: string;
  readonly credential: '[redacted]';
  /** Of a rejection there is none: it says why. */
  readonly selection?: '[redacted]';
  readonly reason?: string;
}

export interface RedactedMessage {
  readonly id: string;
  readonly originQueue: string | undefined;
  readonly problem: string | undefined;
  readonly votes: number;
  readonly bytes: number;
  readonly entries: readonly RedactedEntry[];
  /** What cannot be read, with every long word taken out: it could be a credential or a submission. */
  readonly unreadable: readonly { readonly problem: string; readonly text: string }[];
}

/** The message's id in the parking place: two messages never share one, whatever their senders called them. */
export function parkedId({ parkingId }: Pick<BrowsedMessage, 'parkingId'>): string {
  return parkingId ?? '';
}

/** True when it holds a vote that could still be counted, so that removing it would lose one. */
export function holdsVotes(message: BrowsedMessage, seal: Pick<BodySeal, 'open'>): boolean {
  return decoded(message, seal).entries.length > 0;
}

/**
 * What an operator may see. P6: a submission's id leads to its credential in the audit, so neither of the
 * two is ever shown beside a selection.
 */
export function redacted(message: BrowsedMessage, seal: Pick<BodySeal, 'open'>): RedactedMessage {
  const { entries, unreadable } = decoded(message, seal);
  return {
    id: parkedId(message),
    originQueue: message.originQueue,
    problem: message.problem,
    votes: message.items,
    bytes: message.body.length,
    entries,
    unreadable: unreadable.map(({ problem, raw }) => ({
      problem,
      text: withoutLongWords(raw.toString('utf8')),
    })),
  };
}

/** A parked message in one row of a list: nothing of what its votes say. Null is what the message does not tell. */
export interface ParkedSummary {
  readonly id: string;
  readonly originQueue: string | null;
  /** The first line of it. */
  readonly problem: string | null;
  /** When the oldest vote in it was accepted, as far as that can be read. */
  readonly acceptedAt: string | null;
  readonly bytes: number;
  readonly votes: number;
}

/** One row of `parked list`, the table as the JSON. */
export function summary(message: BrowsedMessage, seal: Pick<BodySeal, 'open'>): ParkedSummary {
  return {
    id: parkedId(message),
    originQueue: message.originQueue ?? null,
    problem: message.problem?.split('\n')[0] ?? null,
    acceptedAt: oldestAcceptedAt(message, seal) ?? null,
    bytes: message.body.length,
    votes: message.items,
  };
}

function oldestAcceptedAt(message: BrowsedMessage, seal: Pick<BodySeal, 'open'>): string | undefined {
  return decoded(message, seal)
    .entries.map(({ acceptedAt }) => acceptedAt)
    .sort()[0];
}

/** What does not open has no text to show: it is sealed, or it was never a message of ours. */
function decoded(
  { body, originQueue }: BrowsedMessage,
  seal: Pick<BodySeal, 'open'>,
): DecodedGroup<RedactedEntry> {
  const kind = messageKindOf(originQueue);
  const opened = seal.open(kind, body);
  if (!opened.ok) return { entries: [], unreadable: [{ raw: Buffer.alloc(0), problem: opened.problem }] };
  switch (kind) {
    case 'submitted':
      return redactGroup(decodeSubmitted(opened.body), (vote) => ({
        ...common(vote),
        selection: '[redacted]',
      }));
    case 'eligible':
      return redactGroup(decodeEligible(opened.body), (vote) => ({
        ...common(vote),
        selection: '[redacted]',
      }));
    case 'rejections':
      return redactGroup(decodeRejections(opened.body), (vote) => ({ ...common(vote), reason: vote.reason }));
  }
}

interface Common {
  readonly submissionId: string;
  readonly contest: string;
  readonly acceptedAtMs: number;
}

function common({ submissionId, contest, acceptedAtMs }: Common): RedactedEntry {
  return {
    submission: submissionId,
    contest,
    acceptedAt: isoOrText(acceptedAtMs),
    credential: '[redacted]',
  };
}

function redactGroup<T>(
  group: DecodedGroup<T>,
  redact: (entry: T) => RedactedEntry,
): DecodedGroup<RedactedEntry> {
  return { entries: group.entries.map(redact), unreadable: group.unreadable };
}

/** 20 characters: shorter than any hash, key or submission id, longer than the names of contests and choices. */
function withoutLongWords(text: string): string {
  return text.replaceAll(/[A-Za-z0-9_+/=-]{20,}/g, '[redacted]');
}

/** A number that is no time must not stop an operator from seeing the rest. */
function isoOrText(atMs: number): string {
  const at = new Date(atMs);
  return Number.isNaN(at.getTime()) ? String(atMs) : at.toISOString();
}

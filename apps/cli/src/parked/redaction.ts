import type { BrowsedMessage } from '@scrutin/broker';
import type { BodySeal, DecodedGroup } from '@scrutin/contracts/messages';
import {
  decodeEligible,
  decodeRejections,
  decodeSubmitted,
  messageKindOf,
} from '@scrutin/contracts/messages';
import type { ContestKey } from '@scrutin/election';
import { parseContestKey } from '@scrutin/election';
import { isSealed } from '@scrutin/service-runtime';

/** A vote of a parked message, without the parts that may not be shown together (P6). */
interface RedactedEntry {
  readonly submission: string;
  readonly contest: string;
  readonly acceptedAt: string;
  readonly credential: '[redacted]';
  /** Absent for a rejection, which has a reason instead. */
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
  /**
   * The text of an entry that cannot be read. Long words are removed, as they could be a credential or a submission.
   */
  readonly unreadable: readonly { readonly problem: string; readonly text: string }[];
}

/** The identifier of the message in the parking queue. It is unique, even if two senders chose the same name. */
export function parkedId({ parkingId }: Pick<BrowsedMessage, 'parkingId'>): string {
  return parkingId ?? '';
}

/**
 * False if the message certainly has no vote that could be counted: no service sealed it, or it is open and empty. What
 * was sealed and cannot be read, because of its key, its queue or its release, may hold votes.
 */
export function mayHoldVotes(message: BrowsedMessage, seal: Pick<BodySeal, 'open'>): boolean {
  if (!isSealed(message.body)) return false;
  const { entries, unreadable } = decoded(message, seal);
  return entries.length + unreadable.length > 0;
}

/**
 * The number of votes that are lost with the message, for each contest. Those whose contest cannot be read are under
 * undefined, by what the message says about itself. Never empty: a message without a vote has 0 votes of no contest.
 */
export function votesIn(
  message: BrowsedMessage,
  seal: Pick<BodySeal, 'open'>,
): ReadonlyMap<ContestKey | undefined, number> {
  const votes = new Map<ContestKey | undefined, number>();
  const { entries } = decoded(message, seal);
  for (const { contest } of entries) {
    const key = parseContestKey(contest) === undefined ? undefined : (contest as ContestKey);
    votes.set(key, (votes.get(key) ?? 0) + 1);
  }
  const unreadable = message.items - entries.length;
  if (unreadable > 0 || votes.size === 0)
    votes.set(undefined, (votes.get(undefined) ?? 0) + Math.max(0, unreadable));
  return votes;
}

/**
 * What an operator may see of a parked message. The identifier of a submission leads to its credential in the audit, so
 * neither of the two is ever shown together with a selection (P6).
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
  /** The first line of the problem. */
  readonly problem: string | null;
  /** When the oldest vote in the message was accepted, if that can be read. */
  readonly acceptedAt: string | null;
  readonly bytes: number;
  readonly votes: number;
}

/** One row of `parked list`, for the table and for JSON. */
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

/** A message that cannot be opened has no text to show: it is sealed, or Scrutin never sent it. */
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

/**
 * 20 characters: every hash, key and submission identifier is longer, and most names of contests and choices are
 * shorter.
 */
function withoutLongWords(text: string): string {
  return text.replaceAll(/[A-Za-z0-9_+/=-]{20,}/g, '[redacted]');
}

/** A number that is not a time must not keep an operator from seeing the rest of the message. */
function isoOrText(atMs: number): string {
  const at = new Date(atMs);
  return Number.isNaN(at.getTime()) ? String(atMs) : at.toISOString();
}

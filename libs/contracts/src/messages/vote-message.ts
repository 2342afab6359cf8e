import { z } from 'zod';
import type { ContestKey, RejectionReason, Selection, SubmissionId } from '@scrutin/election';
import {
  isIdentifier,
  isLawOption,
  isRejectionReason,
  isSubmissionId,
  LONGEST_SELECTION,
  parseContestKey,
  rankingOf,
} from '@scrutin/election';
import type { WithReceipts } from './receipt.ts';
import { readReceipts, receiptsOf } from './receipt.ts';

/**
 * The bodies of queue messages. A message carries a group: the votes that arrived while earlier
 * publishes were in flight share one message and one confirm, which is what makes the pipeline fast.
 * Votes are arrays, not objects: names repeated ten thousand times a second cost more than they say.
 *
 * P6: no NAS, no code. A rejection carries no selection, an accepted vote no guess key.
 */

/** A vote as the API accepted it. */
export interface SubmittedVote extends WithReceipts {
  readonly submissionId: SubmissionId;
  readonly contest: ContestKey;
  /** 32 bytes, base64url: the keyed hash that stands for the credential from here on. */
  readonly credentialHash: string;
  /** 16 bytes, base64url: keyed hash of NAS and roll, under which failed guesses are counted. */
  readonly guessKey: string;
  /** Milliseconds since the epoch: the time P9 judges by. */
  readonly acceptedAtMs: number;
  readonly selection: Selection;
}

/** A vote that the worker found eligible and first; to be counted. */
export interface EligibleVote extends WithReceipts {
  readonly submissionId: SubmissionId;
  readonly contest: ContestKey;
  readonly credentialHash: string;
  readonly acceptedAtMs: number;
  readonly selection: Selection;
}

/** A submission that is not counted. */
export interface Rejection extends WithReceipts {
  readonly submissionId: SubmissionId;
  readonly contest: ContestKey;
  readonly credentialHash: string;
  readonly acceptedAtMs: number;
  readonly reason: RejectionReason;
}

/** An entry of a group that could not be read, as it came, and what is wrong with it. */
export interface UnreadableEntry {
  readonly raw: Buffer;
  readonly problem: string;
}

/** What a group held. One bad entry never takes its neighbours with it. */
export interface DecodedGroup<T> {
  readonly entries: readonly T[];
  readonly unreadable: readonly UnreadableEntry[];
}

const submissionId = z.custom<SubmissionId>((text) => typeof text === 'string' && isSubmissionId(text));
const contest = z.custom<ContestKey>(
  (text) => typeof text === 'string' && parseContestKey(text) !== undefined,
);
const credentialHash = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const guessKey = z.string().regex(/^[A-Za-z0-9_-]{22}$/);
/** Before 2100: a time that no clock of ours shows, and that the database could not store, is no time. */
const acceptedAtMs = z
  .int()
  .nonnegative()
  .lt(Date.UTC(2100, 0, 1));
/** Readable as an option or a ranking; whether it is one of its contest, and why not, the worker says. */
const selection = z.custom<Selection>(
  (text) => typeof text === 'string' && text.length <= LONGEST_SELECTION && /^[A-Za-z0-9._>-]*$/.test(text),
);
const reason = z.custom<RejectionReason>((text) => typeof text === 'string' && isRejectionReason(text));

const submittedTuple = z.tuple([submissionId, contest, credentialHash, guessKey, acceptedAtMs, selection]);
const eligibleTuple = z
  .tuple([submissionId, contest, credentialHash, acceptedAtMs, selection])
  .refine(([, key, , , choice]) => (key.startsWith('law:') ? isLawOption(choice) : isRanking(choice)), {
    error: 'The selection does not fit the contest', // P6: which one it was stays unsaid
  });
const rejectionTuple = z.tuple([submissionId, contest, credentialHash, acceptedAtMs, reason]);

const group = z.object({ v: z.literal(1), entries: z.array(z.unknown()), receipts: z.unknown().optional() });

export function encodeSubmitted(votes: readonly SubmittedVote[]): Buffer {
  return encode(
    votes.map((v) => [v.submissionId, v.contest, v.credentialHash, v.guessKey, v.acceptedAtMs, v.selection]),
    votes,
  );
}

export function decodeSubmitted(body: Buffer): DecodedGroup<SubmittedVote> {
  return decode(body, submittedTuple, ([id, key, hash, guess, at, choice]): SubmittedVote => ({
    submissionId: id,
    contest: key,
    credentialHash: hash,
    guessKey: guess,
    acceptedAtMs: at,
    selection: choice,
  }));
}

export function encodeEligible(votes: readonly EligibleVote[]): Buffer {
  return encode(
    votes.map((v) => [v.submissionId, v.contest, v.credentialHash, v.acceptedAtMs, v.selection]),
    votes,
  );
}

export function decodeEligible(body: Buffer): DecodedGroup<EligibleVote> {
  return decode(body, eligibleTuple, ([id, key, hash, at, choice]): EligibleVote => ({
    submissionId: id,
    contest: key,
    credentialHash: hash,
    acceptedAtMs: at,
    selection: choice,
  }));
}

export function encodeRejections(rejections: readonly Rejection[]): Buffer {
  return encode(
    rejections.map((r) => [r.submissionId, r.contest, r.credentialHash, r.acceptedAtMs, r.reason]),
    rejections,
  );
}

export function decodeRejections(body: Buffer): DecodedGroup<Rejection> {
  return decode(body, rejectionTuple, ([id, key, hash, at, why]): Rejection => ({
    submissionId: id,
    contest: key,
    credentialHash: hash,
    acceptedAtMs: at,
    reason: why,
  }));
}

/** A group of one unreadable entry, byte for byte: what a parked message holds, so that replay is exact. */
export function encodeUnreadable(entry: UnreadableEntry): Buffer {
  return entry.raw;
}

/** A text that a tally could be kept under. */
function isRanking(text: Selection): boolean {
  return rankingOf(text).every(isIdentifier);
}

function encode(entries: readonly unknown[], from: readonly WithReceipts[]): Buffer {
  const receipts = receiptsOf(from);
  const body = receipts.length === 0 ? { v: 1, entries } : { v: 1, entries, receipts };
  return Buffer.from(JSON.stringify(body), 'utf8');
}

/** The receipts of a message are handed on by its first entry that can be read. */
function decode<Tuple, T extends WithReceipts>(
  body: Buffer,
  tuple: z.ZodType<Tuple>,
  read: (t: Tuple) => T,
): DecodedGroup<T> {
  const parsed = group.safeParse(parseJson(body.toString('utf8')));
  if (!parsed.success)
    return { entries: [], unreadable: [{ raw: body, problem: 'not a group of version 1' }] };
  const entries: T[] = [];
  const unreadable: UnreadableEntry[] = [];
  for (const entry of parsed.data.entries) {
    const result = tuple.safeParse(entry);
    if (result.success) entries.push(read(result.data));
    else {
      const raw = encode([entry], []);
      unreadable.push({ raw, problem: z.prettifyError(result.error) });
    }
  }
  const receipts = readReceipts(parsed.data.receipts);
  const [first] = entries;
  if (first !== undefined && receipts.length > 0) entries[0] = { ...first, receipts };
  return { entries, unreadable };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // reported by the caller as an unreadable group
  }
}

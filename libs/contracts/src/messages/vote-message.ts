import { z } from 'zod';
import type { ContestKey, RejectionReason, Selection, SubmissionId } from '@scrutin/election';
import {
  BLANK_SELECTION,
  isIdentifier,
  isLawOption,
  isRejectionReason,
  LONGEST_SELECTION,
  rankingOf,
} from '@scrutin/election';
import { contestSchema, submissionIdSchema } from './contest-schemas.ts';
import { MESSAGE_VERSIONS } from './message-version.ts';
import type { Receipt, WithReceipts } from './receipt.ts';
import { readReceipts, receiptsOf } from './receipt.ts';

/**
 * The bodies of the messages in the queues. A message carries a group of votes: those that arrived while earlier
 * messages were being published share one message and one confirm. This makes the pipeline fast. Votes are arrays and
 * not objects, as repeating the names of members ten thousand times a second would cost too much.
 *
 * P6: a message has no NAS and no code. A rejection has no selection, and an eligible vote has no guess key.
 */

/** A vote as the API accepted it. */
export interface SubmittedVote extends WithReceipts {
  readonly submissionId: SubmissionId;
  readonly contest: ContestKey;
  /** 32 bytes, base64url: the keyed hash that the system uses instead of the credential from here on. */
  readonly credentialHash: string;
  /** 16 bytes, base64url: a keyed hash of NAS and roll, under which wrong codes are counted. */
  readonly guessKey: string;
  /** The time of acceptance, which decides whether the vote was in time (P9). */
  readonly acceptedAtMs: number;
  readonly selection: Selection;
}

/** A vote that is to be counted: the worker found that its voter may vote and has not voted before. */
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

/** An entry of a group that could not be read, with its bytes unchanged, and what is wrong with it. */
export interface UnreadableEntry {
  readonly raw: Buffer;
  readonly problem: string;
}

/**
 * The credential hash of a message in lower-case hexadecimal, as the functions of PostgreSQL take it and as the books
 * name a credential.
 *
 * @param credentialHash 32 bytes, base64url
 */
export function credentialHashHex(credentialHash: string): string {
  return Buffer.from(credentialHash, 'base64url').toString('hex');
}

/** The content of a group. One entry that cannot be read does not affect the others. */
export interface DecodedGroup<T> {
  readonly entries: readonly T[];
  readonly unreadable: readonly UnreadableEntry[];
}

const credentialHash = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const guessKey = z.string().regex(/^[A-Za-z0-9_-]{22}$/);
/** Before the year 2100. Later times cannot come from our clocks, and the database could not store all of them. */
const acceptedAtMs = z
  .int()
  .nonnegative()
  .lt(Date.UTC(2100, 0, 1));
/** Whether the text can be read as an option, a ranking or a blank vote. The worker decides whether the contest accepts it. */
const selection = z.custom<Selection>(
  (text) =>
    typeof text === 'string' &&
    text.length <= LONGEST_SELECTION &&
    (/^[A-Za-z0-9._>-]*$/.test(text) || text === BLANK_SELECTION),
);
const reason = z.custom<RejectionReason>((text) => typeof text === 'string' && isRejectionReason(text));

const submittedTuple = z.tuple([
  submissionIdSchema,
  contestSchema,
  credentialHash,
  guessKey,
  acceptedAtMs,
  selection,
]);
const eligibleTuple = z
  .tuple([submissionIdSchema, contestSchema, credentialHash, acceptedAtMs, selection])
  .refine(([, key, , , choice]) => (key.startsWith('law:') ? isLawChoice(choice) : isRanking(choice)), {
    error: 'The selection does not fit the contest', // the text must not contain the selection (P6)
  });
const rejectionTuple = z.tuple([submissionIdSchema, contestSchema, credentialHash, acceptedAtMs, reason]);

const group = z.object({ v: z.int(), entries: z.array(z.unknown()), receipts: z.unknown().optional() });

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

/** The body of a parked message: one unreadable entry, byte for byte, so that a replay sends exactly what arrived. */
export function encodeUnreadable(entry: UnreadableEntry): Buffer {
  return entry.raw;
}

function isLawChoice(text: Selection): boolean {
  return isLawOption(text) || text === BLANK_SELECTION;
}

/** Whether the text is a blank vote, or a ranking of well-formed identifiers. */
function isRanking(text: Selection): boolean {
  return rankingOf(text).every(isIdentifier);
}

function encode(entries: readonly unknown[], from: readonly WithReceipts[]): Buffer {
  const receipts = receiptsOf(from);
  const v = MESSAGE_VERSIONS.written;
  return bodyOf(receipts.length === 0 ? { v, entries } : { v, entries, receipts });
}

interface GroupBody {
  readonly v: number;
  readonly entries: readonly unknown[];
  readonly receipts?: readonly Receipt[];
}

function bodyOf(body: GroupBody): Buffer {
  return Buffer.from(JSON.stringify(body), 'utf8');
}

/**
 * Decodes a group. A group of a version that this release does not read is one unreadable entry. It is parked, and its
 * replay sends it to a service that may have been upgraded meanwhile. The first entry that can be read carries the
 * receipts of the message.
 */
function decode<Tuple, T extends WithReceipts>(
  body: Buffer,
  tuple: z.ZodType<Tuple>,
  read: (t: Tuple) => T,
): DecodedGroup<T> {
  const parsed = group.safeParse(parseJson(body.toString('utf8')));
  const version = parsed.data?.v;
  if (!parsed.success || version === undefined || !MESSAGE_VERSIONS.read.includes(version))
    return { entries: [], unreadable: [{ raw: body, problem: notReadable(version) }] };
  const entries: T[] = [];
  const unreadable: UnreadableEntry[] = [];
  for (const entry of parsed.data.entries) {
    const result = tuple.safeParse(entry);
    if (result.success) entries.push(read(result.data));
    else {
      const raw = bodyOf({ v: version, entries: [entry] });
      unreadable.push({ raw, problem: z.prettifyError(result.error) });
    }
  }
  const receipts = readReceipts(parsed.data.receipts);
  const [first] = entries;
  if (first !== undefined && receipts.length > 0) entries[0] = { ...first, receipts };
  return { entries, unreadable };
}

function notReadable(version: number | undefined): string {
  if (version === undefined) return 'not a group of votes';
  const read = MESSAGE_VERSIONS.read.join(' and ');
  return `a group of version ${version}, and this release reads version ${read}: upgrade the service, then replay`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // reported by the caller as an unreadable group
  }
}

import fc from 'fast-check';
import type { Selection } from '@scrutin/election';
import {
  BLANK_SELECTION,
  contestKey,
  isLawOption,
  issueSubmissionId,
  rankingSelection,
  REJECTION_REASONS,
} from '@scrutin/election';
import type { EligibleVote, Rejection, SubmittedVote } from './vote-message.ts';
import {
  decodeEligible,
  decodeRejections,
  decodeSubmitted,
  encodeEligible,
  encodeRejections,
  encodeSubmitted,
  encodeUnreadable,
} from './vote-message.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const base64url = (length: number) => bytes(length).map((b) => Buffer.from(b).toString('base64url'));
const identifier = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$/);
const submissionId = bytes(12).map((entropy) => issueSubmissionId(entropy, (b) => b.subarray(0, 4)));
const contest = fc.oneof(
  identifier.map((lawId) => contestKey({ kind: 'law', lawId })),
  fc
    .tuple(identifier, identifier)
    .map(([electionId, regionId]) => contestKey({ kind: 'election', electionId, regionId })),
);
const A_RACE = contestKey({ kind: 'election', electionId: 'E', regionId: 'R' });
const option = fc.constantFrom('oui' as Selection, 'non' as Selection);
const ranking = fc.array(identifier, { minLength: 1, maxLength: 39 }).map(rankingSelection);
/** Entries that can be read. The worker decides whether they are valid votes. */
const selection = fc.oneof(option, ranking, fc.stringMatching(/^[A-Za-z0-9._>-]{0,60}$/) as typeof ranking);
const YEAR_2100_MS = Date.UTC(2100, 0, 1);
const acceptedAtMs = fc.nat({ max: YEAR_2100_MS - 1 });
const common = { submissionId, contest, credentialHash: base64url(32), acceptedAtMs };

const submitted: fc.Arbitrary<SubmittedVote> = fc.record({ ...common, guessKey: base64url(16), selection });
const eligible: fc.Arbitrary<EligibleVote> = fc
  .record({ ...common, chosen: option, ranked: ranking })
  .map(({ chosen, ranked, ...vote }) => ({
    ...vote,
    selection: vote.contest.startsWith('law:') ? chosen : ranked,
  }));
const rejection: fc.Arbitrary<Rejection> = fc.record({
  ...common,
  reason: fc.constantFrom(...REJECTION_REASONS),
});

/** JSON values that no decoder may read as an entry. */
const junk = fc
  .jsonValue()
  .map((v): unknown => JSON.parse(JSON.stringify(v)))
  .filter((value) => !Array.isArray(value) || value.length < 5);

describe.each([
  ['submitted', submitted, encodeSubmitted, decodeSubmitted],
  ['eligible', eligible, encodeEligible, decodeEligible],
  ['rejections', rejection, encodeRejections, decodeRejections],
] as readonly [
  string,
  fc.Arbitrary<object>,
  (e: never) => Buffer,
  (b: Buffer) => ReturnType<typeof decodeSubmitted>,
][])('a group of %s', (_name, arbitrary, encodeTyped, decode) => {
  const encode = encodeTyped as (entries: readonly object[]) => Buffer;

  it('is decoded to the same entries in the same order', () => {
    fc.assert(
      fc.property(fc.array(arbitrary, { maxLength: 20 }), (entries) => {
        expect(decode(encode(entries))).toEqual({ entries, unreadable: [] });
      }),
    );
  });

  it('loses no entry beside an unreadable one, and keeps the unreadable one whole', () => {
    const mixed = fc.array(
      fc.oneof(
        arbitrary.map((entry) => ({ entry, wire: wireOf(encode([entry])) })),
        junk.map((wire) => ({ entry: undefined, wire })),
      ),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(mixed, (items) => {
        const body = Buffer.from(JSON.stringify({ v: 1, entries: items.map((i) => i.wire) }));
        const group = decode(body);
        expect(group.entries).toEqual(items.flatMap((i) => (i.entry === undefined ? [] : [i.entry])));
        const bad = items.filter((i) => i.entry === undefined);
        expect(group.unreadable.map((u) => wireOf(encodeUnreadable(u)))).toEqual(bad.map((i) => i.wire));
        for (const u of group.unreadable) expect(u.problem).not.toBe('');
      }),
    );
  });

  it('that is parked and replayed is again unreadable and unchanged', () => {
    fc.assert(
      fc.property(fc.array(junk, { minLength: 1, maxLength: 5 }), (wires) => {
        const first = decode(Buffer.from(JSON.stringify({ v: 1, entries: wires })));
        for (const entry of first.unreadable) {
          const again = decode(encodeUnreadable(entry));
          expect(again.entries).toEqual([]);
          expect(again.unreadable).toEqual([entry]);
        }
      }),
    );
  });

  it('never makes the decoder throw: bytes that are not a group are one unreadable entry', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.json().map(utf8), fc.string().map(utf8)), (b) => {
        const body = Buffer.from(b);
        const group = decode(body);
        expect(group.entries).toEqual([]);
        expect(group.unreadable.map((u) => u.raw)).toEqual([body]);
      }),
    );
  });

  it('of another version is not read as one of this version', () => {
    fc.assert(
      fc.property(
        fc.array(arbitrary, { maxLength: 3 }),
        fc.integer().filter((v) => v !== 1),
        (es, v) => {
          const body = Buffer.from(
            JSON.stringify({ ...(JSON.parse(encode(es).toString('utf8')) as object), v }),
          );
          const problem = `a group of version ${v}, and this release reads version 1: upgrade the service, then replay`;
          expect(decode(body)).toEqual({ entries: [], unreadable: [{ raw: body, problem }] });
        },
      ),
    );
  });
});

describe('an entry that can be read but never be counted', () => {
  const problemOf = (group: { entries: readonly unknown[]; unreadable: readonly { problem: string }[] }) => {
    expect(group.entries).toEqual([]);
    expect(group.unreadable).toHaveLength(1);
    return group.unreadable[0]?.problem;
  };

  it('is unreadable if its time is in 2100 or later', () => {
    const late = fc.integer({ min: YEAR_2100_MS, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(late, submitted, eligible, rejection, (atMs, s, e, r) => {
        const at = { acceptedAtMs: atMs };
        problemOf(decodeSubmitted(encodeSubmitted([{ ...s, ...at }])));
        problemOf(decodeEligible(encodeEligible([{ ...e, ...at }])));
        problemOf(decodeRejections(encodeRejections([{ ...r, ...at }])));
      }),
    );
  });

  const DOES_NOT_FIT = '✖ The selection does not fit the contest';
  const election = contestKey({ kind: 'election', electionId: 'E', regionId: 'R' });

  it('is unreadable if it answers a law with anything but oui and non, and the problem does not show the answer (P6)', () => {
    const other = selection.filter((text) => !isLawOption(text));
    fc.assert(
      fc.property(eligible, identifier, other, (vote, lawId, choice) => {
        const law = { ...vote, contest: contestKey({ kind: 'law', lawId }), selection: choice };
        expect(problemOf(decodeEligible(encodeEligible([law])))).toBe(DOES_NOT_FIT);
      }),
    );
  });

  it('is unreadable if it answers an election with anything but identifiers, and the problem does not show it (P6)', () => {
    const torn = fc.constantFrom('', '>', 'a>', '>a', 'a>>b', '-a', 'a>.b', 'a'.repeat(51));
    fc.assert(
      fc.property(eligible, torn, ranking, (vote, wrong, ranked) => {
        const ballot = { ...vote, contest: election };
        for (const selected of [wrong, `${wrong}>${ranked.slice(0, 900)}`]) {
          const body = encodeEligible([{ ...ballot, selection: selected as Selection }]);
          expect(problemOf(decodeEligible(body))).toBe(DOES_NOT_FIT);
        }
        const good = { ...ballot, selection: ranked };
        expect(decodeEligible(encodeEligible([good])).entries).toEqual([good]);
      }),
    );
  });

  it('is decoded for the worker, which rejects it with a reason', () => {
    fc.assert(
      fc.property(submitted, selection, (vote, choice) => {
        const ballot = { ...vote, contest: election, selection: choice };
        expect(decodeSubmitted(encodeSubmitted([ballot])).entries).toEqual([ballot]);
      }),
    );
  });
});

describe('the contents of a message (P6)', () => {
  const NAS = '987654321';
  const CODE = 'ZZTOP9';
  const nosy = { nas: NAS, code: CODE, extra: `${NAS}|${CODE}` };

  it('are only the described members, whatever other members the object has', () => {
    fc.assert(
      fc.property(submitted, fc.constantFrom(...REJECTION_REASONS), (vote, reason) => {
        const whole = { ...vote, ...nosy, reason };
        for (const body of [encodeSubmitted([whole]), encodeEligible([whole]), encodeRejections([whole])]) {
          expect(body.includes(NAS) || body.includes(CODE)).toBe(false);
        }
      }),
    );
  });

  it('may have a blank vote, on a law and in an election, and not a ranking that contains one', () => {
    fc.assert(
      fc.property(submitted, (vote) => {
        for (const contest of [contestKey({ kind: 'law', lawId: 'L' }), A_RACE]) {
          const blank = { ...vote, contest, selection: BLANK_SELECTION };
          expect(decodeSubmitted(encodeSubmitted([blank])).entries).toMatchObject([{ selection: '#blank' }]);
          expect(decodeEligible(encodeEligible([blank])).entries).toMatchObject([{ selection: '#blank' }]);
          const mixed = { ...blank, selection: '#blank>a' as Selection };
          expect(decodeSubmitted(encodeSubmitted([mixed])).unreadable).toHaveLength(1);
        }
      }),
    );
  });

  it('have no selection in a rejection and no guess key in an eligible vote', () => {
    fc.assert(
      fc.property(submitted, fc.constantFrom(...REJECTION_REASONS), (vote, reason) => {
        const election = contestKey({ kind: 'election', electionId: 'E', regionId: 'R' });
        const marked = { ...vote, contest: election, selection: 'CHOSEN>THIS' as Selection, reason };
        expect(encodeRejections([marked]).includes('CHOSEN')).toBe(false);
        expect(decodeRejections(encodeRejections([marked])).entries[0]).not.toHaveProperty('selection');
        expect(encodeEligible([marked]).includes(vote.guessKey)).toBe(false);
      }),
    );
  });

  it('are not repeated in the problem of an unreadable entry, which is logged and put in a header', () => {
    const entry = [NAS, CODE, `hash-of-${NAS}`, 'CHOSEN', NAS, 'x'.repeat(2001)];
    const body = Buffer.from(JSON.stringify({ v: 1, entries: [entry] }));
    for (const decode of [decodeSubmitted, decodeEligible, decodeRejections]) {
      const [unreadable] = decode(body).unreadable;
      expect(unreadable?.problem).toBeTruthy();
      for (const secret of [NAS, CODE, 'CHOSEN', 'xxx']) expect(unreadable?.problem).not.toContain(secret);
    }
  });
});

function utf8(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}

function wireOf(group: Buffer): unknown {
  return (JSON.parse(group.toString('utf8')) as { entries: unknown[] }).entries[0];
}

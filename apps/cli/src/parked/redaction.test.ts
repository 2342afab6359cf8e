import fc from 'fast-check';
import { encodeSubmitted, QUEUES, sealedCodecs } from '@scrutin/contracts/messages';
import type { ContestKey } from '@scrutin/election';
import { issueSubmissionId, lawRollKey, lawSelection } from '@scrutin/election';
import { createMessageSeal } from '@scrutin/service-runtime';
import { mayHoldVotes, parkedId, redacted, summary } from './redaction.ts';

const seal = createMessageSeal([{ id: 'k1', bytes: new Uint8Array(32).fill(5) }]);
const sealed = sealedCodecs(seal);
const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const vote = fc.record({
  submissionId: fc
    .uint8Array({ minLength: 12, maxLength: 12 })
    .map((entropy) => issueSubmissionId(entropy, (bytes) => bytes)),
  contest: fc.constant(lawRollKey('L2025-001') as string as ContestKey),
  credentialHash: fc.uint8Array({ minLength: 32, maxLength: 32 }).map(base64url),
  guessKey: fc.uint8Array({ minLength: 16, maxLength: 16 }).map(base64url),
  acceptedAtMs: fc.nat(),
  selection: fc.constantFrom(lawSelection('oui'), lawSelection('non')),
});
const votes = fc.array(vote, { minLength: 1, maxLength: 5 });
const message = (body: Buffer, originQueue: (typeof QUEUES)[keyof typeof QUEUES] | undefined) => ({
  parkingId: 'p',
  parkedAtMs: undefined,
  messageId: 'm',
  body,
  items: 1,
  originQueue,
  problem: 'delivery-limit',
});

describe('a parked message without votes', () => {
  const one = fc.sample(vote, { numRuns: 1, seed: 1 })[0]!;
  const stranger = createMessageSeal([{ id: 'k9', bytes: new Uint8Array(32).fill(9) }]);
  const otherRelease = sealed.submitted.encode([one]);
  otherRelease[0] = 3;

  it.each([
    ['that can be read', sealed.submitted.encode([one]), QUEUES.validation],
    ['sealed with another key', sealedCodecs(stranger).submitted.encode([one]), QUEUES.validation],
    ['sealed for another queue', sealed.submitted.encode([one]), QUEUES.aggregation],
    ['of another release', otherRelease, QUEUES.validation],
    ['cut short', sealed.submitted.encode([one]).subarray(0, 9), QUEUES.validation],
    ['from no known queue', sealed.eligible.encode([one]), undefined],
    ['whose entries cannot be read', seal.seal('submitted', Buffer.from('{"v":99}')), QUEUES.validation],
  ] as const)('is not one with a vote %s', (_, body, queue) => {
    expect(mayHoldVotes(message(body, queue), seal)).toBe(true);
  });

  it.each([
    ['that nobody sealed', encodeSubmitted([one])],
    ['of no bytes', Buffer.alloc(0)],
    ['with a text', Buffer.from('hello')],
  ])('is one %s', (_, body) => {
    expect(mayHoldVotes(message(body, QUEUES.validation), seal)).toBe(false);
  });
});

describe('a parked message as an operator sees it', () => {
  it('shows neither a credential nor a selection (P6)', () => {
    fc.assert(
      fc.property(votes, (group) => {
        for (const shown of [
          redacted(message(sealed.submitted.encode(group), QUEUES.validation), seal),
          redacted(message(sealed.eligible.encode(group), QUEUES.aggregation), seal),
        ]) {
          expect(shown.entries).toHaveLength(group.length);
          expect(shown.entries.map(({ submission }) => submission)).toEqual(group.map((v) => v.submissionId));
          const text = JSON.stringify(shown);
          expect(text).not.toMatch(/"(oui|non)"/);
          for (const v of group) {
            expect(text).not.toContain(v.credentialHash);
            expect(text).not.toContain(v.guessKey);
          }
        }
      }),
    );
  });

  it('shows unreadable contents without words that could name a voter or a submission (P6)', () => {
    fc.assert(
      fc.property(votes, (group) => {
        const broken = JSON.parse(encodeSubmitted(group).toString()) as { entries: unknown[][] };
        for (const entry of broken.entries) entry.push('one too many');
        const shown = redacted(
          message(seal.seal('submitted', Buffer.from(JSON.stringify(broken))), QUEUES.validation),
          seal,
        );
        expect(shown.unreadable).toHaveLength(group.length);
        const text = JSON.stringify(shown);
        for (const v of group) {
          expect(text).not.toContain(v.credentialHash);
          expect(text).not.toContain(v.guessKey);
          expect(text).not.toContain(v.submissionId);
        }
        expect(text).toContain('law:L2025-001');
      }),
    );
  });

  it('shows the reason of a rejection, and when the oldest vote was accepted', () => {
    const id = issueSubmissionId(new Uint8Array(12), (bytes) => bytes);
    const common = {
      submissionId: id,
      contest: 'law:L1' as ContestKey,
      credentialHash: base64url(new Uint8Array(32)),
      reason: 'closed' as const,
    };
    const body = sealed.rejections.encode([
      { ...common, acceptedAtMs: 2_000 },
      { ...common, acceptedAtMs: 1_000 },
    ]);
    expect(redacted(message(body, QUEUES.review), seal).entries[0]).toMatchObject({ reason: 'closed' });
    expect(summary(message(body, QUEUES.review), seal).acceptedAt).toBe('1970-01-01T00:00:01.000Z');
    expect(summary(message(Buffer.from('?'), undefined), seal).acceptedAt).toBeNull();
  });

  it('says why it cannot be opened, and shows none of its bytes', () => {
    const body = createMessageSeal([{ id: 'k0', bytes: new Uint8Array(32) }]).seal(
      'submitted',
      Buffer.from('x'),
    );
    for (const bytes of [body, Buffer.from('{"v":1,"entries":[["law:L-1","oui"]]}')]) {
      const shown = redacted(message(bytes, QUEUES.validation), seal);
      expect(shown.entries).toEqual([]);
      expect(shown.unreadable.map(({ text }) => text)).toEqual(['']);
      expect(shown.unreadable[0]?.problem).toContain('sealed');
    }
  });

  it('has an id from its position, whatever its sender called it', () => {
    const nameless = { ...message(Buffer.from('x'), undefined), messageId: '/0' };
    expect(parkedId(nameless)).toBe('p');
  });
});

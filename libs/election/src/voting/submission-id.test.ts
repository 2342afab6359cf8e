import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import type { KeyedTag } from './submission-id.ts';
import {
  isSubmissionId,
  issueSubmissionId,
  purposeOfSubmission,
  submissionIdBytes,
  submissionPrefix,
  wasIssued,
} from './submission-id.ts';

const tagOf =
  (key: string): KeyedTag =>
  (bytes) =>
    createHmac('sha256', key).update(bytes).digest();
const tag = tagOf('key');
const entropies = fc.uint8Array({ minLength: 12, maxLength: 40 });

describe('submission ids', () => {
  it('are UUIDs of version 8 (RFC 9562) that their issuer recognises', () => {
    fc.assert(
      fc.property(entropies, (entropy) => {
        const id = issueSubmissionId(entropy, tag);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(isSubmissionId(id)).toBe(true);
        expect(wasIssued(id, tag)).toBe(true);
      }),
    );
  });

  it('are the same for the same entropy, and are not recognised with another key', () => {
    fc.assert(
      fc.property(entropies, (entropy) => {
        const id = issueSubmissionId(entropy, tag);
        expect(issueSubmissionId(entropy, tag)).toBe(id);
        expect(wasIssued(id, tagOf('another key'))).toBe(false);
      }),
    );
  });

  it('are not recognised if any digit is changed', () => {
    const id = issueSubmissionId(new Uint8Array(12).fill(7), tag);
    for (const [i, digit] of Array.from(id).entries()) {
      if (digit === '-') continue;
      const other = digit === '0' ? '1' : '0';
      expect(wasIssued(id.slice(0, i) + other + id.slice(i + 1), tag)).toBe(false);
    }
  });

  it.each(['', 'x', '00000000-0000-0000-0000-000000000000', '0b7c9d52-6f0e-4d3a-9c41-5f2a7be01c6d'])(
    '%j is not a submission id',
    (text) => {
      expect(wasIssued(text, tag)).toBe(false);
    },
  );

  it('are sixteen bytes', () => {
    const id = issueSubmissionId(
      Uint8Array.from({ length: 12 }, (_, i) => i + 1),
      tag,
    );
    expect(Buffer.from(submissionIdBytes(id)).toString('hex')).toBe(id.replaceAll('-', ''));
  });

  it('begin with what a claim keeps of them', () => {
    const id = issueSubmissionId(new Uint8Array(12), tag);
    expect(submissionPrefix(id, 8)).toBe('0000000000008000');
    expect(submissionPrefix(id, 16)).toBe(id.replaceAll('-', ''));
  });

  it('show whether they were issued in a rehearsal', () => {
    fc.assert(
      fc.property(entropies, fc.constantFrom('real' as const, 'rehearsal' as const), (entropy, purpose) => {
        const id = issueSubmissionId(entropy, tag, purpose);
        expect(purposeOfSubmission(id, tag)).toBe(purpose);
        expect(purposeOfSubmission(id, tagOf('another key'))).toBeUndefined();
      }),
    );
  });
});

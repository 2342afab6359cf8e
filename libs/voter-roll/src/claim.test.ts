import fc from 'fast-check';
import type { SubmissionId } from '@scrutin/election';
import { lawRollKey, submissionIdBytes } from '@scrutin/election';
import { claimRequest, decisionOf, submissionField } from './claim.ts';

const submissionId = fc
  .stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  .map((text) => text as SubmissionId);
const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('claim request', () => {
  it('consists of the field, the submission id and the region, in that order', () => {
    fc.assert(
      fc.property(
        hash,
        submissionId,
        fc.stringMatching(/^[A-Z0-9-]{0,50}$/),
        (credentialHash, id, region) => {
          const request = claimRequest({
            roll: { rollKey: lawRollKey('L'), edition: '', generation: '', buckets: 1 },
            credentialHash,
            submissionId: id,
            ...(region === '' ? {} : { region }),
          });
          expect([...request.subarray(0, 16)]).toEqual([...credentialHash.subarray(16)]);
          expect([...request.subarray(16, 32)]).toEqual([...submissionIdBytes(id)]);
          expect(request.toString('utf8', 32)).toBe(region);
          expect(submissionField(id).equals(request.subarray(16, 32))).toBe(true);
        },
      ),
    );
  });
});

describe('decision', () => {
  it.each([7, -1, 'OK', null, undefined])('%p is not accepted as a decision', (reply) => {
    expect(decisionOf(reply)).toBeUndefined();
  });
});

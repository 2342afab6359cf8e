import fc from 'fast-check';
import type { SubmissionId } from '@scrutin/election';
import { electionRollKey, submissionPrefix } from '@scrutin/election';
import { CLAIMS_IN_A_CALL, decisionsOf, packClaims } from './claim.ts';
import { EDITIONS } from './fixture/loaded-roll.ts';

const submissionId = fc
  .stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  .map((text) => text as SubmissionId);
const claim = fc
  .record({
    credentialHash: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    submissionId,
    region: fc.stringMatching(/^[A-Z0-9-]{0,50}$/),
    generation: fc.stringMatching(/^[a-z]{0,8}$/),
    edition: fc.constantFrom('', ...EDITIONS),
  })
  .map(({ region, generation, edition, ...rest }) => ({
    ...rest,
    roll: { rollKey: electionRollKey('E'), edition, generation, buckets: 64 },
    ...(region === '' ? {} : { region }),
  }));

describe('packed claims', () => {
  it('have the marker, the lengths of region and submission, field, submission and region of each', () => {
    fc.assert(
      fc.property(fc.array(claim, { maxLength: CLAIMS_IN_A_CALL }), (claims) => {
        const { packed, markers } = packClaims(claims);
        let at = 0;
        for (const { credentialHash, submissionId: id, region = '', roll } of claims) {
          expect(markers[packed[at] ?? -1]).toBe(roll.generation === '' ? '64' : roll.generation);
          const claimBytes = roll.edition.startsWith('8') ? 8 : 16;
          expect(packed[at + 1]).toBe(region.length);
          expect(packed[at + 2]).toBe(claimBytes);
          expect([...packed.subarray(at + 3, at + 19)]).toEqual([...credentialHash.subarray(16)]);
          at += 19 + claimBytes;
          expect(packed.toString('hex', at - claimBytes, at)).toBe(submissionPrefix(id, claimBytes));
          expect(packed.toString('latin1', at, at + region.length)).toBe(region);
          at += region.length;
        }
        expect(at).toBe(packed.length);
        expect(new Set(markers).size).toBe(markers.length);
      }),
    );
  });

  it('name at most as many markers as one byte can, also if every claim is for another roll', () => {
    expect(CLAIMS_IN_A_CALL).toBeLessThanOrEqual(256);
  });
});

describe('decisions', () => {
  it('are read from a digit for each claim', () => {
    expect(decisionsOf('0123456', 7)).toEqual([
      'claimed',
      'mine',
      'already-voted',
      'unknown-credential',
      'wrong-region',
      'roll-missing',
      'void-credential',
    ]);
    expect(decisionsOf('', 0)).toEqual([]);
  });

  it.each([
    ['7', 1],
    ['00', 1],
    ['0', 2],
    ['0-', 2],
    ['0x', 2],
    ['0 ', 2],
    [0, 1],
    ['OK', 2],
    [null, 1],
    [undefined, 1],
  ])('%p is not accepted for %d claims', (reply, claims) => {
    expect(decisionsOf(reply, claims)).toBeUndefined();
  });
});

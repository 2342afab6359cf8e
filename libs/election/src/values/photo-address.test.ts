import fc from 'fast-check';
import { photoProblem, storedPhotoAddress, storedPhotoAt } from './photo-address.ts';

const digest = fc.stringMatching(/^[0-9a-f]{64}$/);

describe('the address of a stored photo', () => {
  it('gives its digest back, and is one that a candidate may have', () => {
    fc.assert(
      fc.property(digest, (sha256) => {
        expect(storedPhotoAt(storedPhotoAddress(sha256))).toBe(sha256);
        expect(photoProblem(storedPhotoAddress(sha256))).toBeUndefined();
      }),
    );
  });

  it.each([
    undefined,
    '',
    '/photos/marie.jpg',
    `https://elections.example/api/v1/photos/${'a'.repeat(64)}.jpg`,
    `/api/v1/photos/${'A'.repeat(64)}.jpg`,
    `/api/v1/photos/${'a'.repeat(63)}.jpg`,
    `/api/v1/photos/${'a'.repeat(64)}.png`,
    `/api/v1/photos/${'a'.repeat(64)}.jpg?size=1`,
  ])('is not %s', (address) => {
    expect(storedPhotoAt(address)).toBeUndefined();
  });
});

import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { contestKey, electionRollKey, issueSubmissionId, lawRollKey, wasIssued } from '@scrutin/election';
import { createCredentialHash } from './credential-hash.ts';
import { createCredentialHasher, rollScopeIdOf } from './credential-hasher.ts';
import type { Digest } from './digest.ts';
import { bytesOfHex, hexOf } from './hex.ts';

const digest: Digest = {
  sha256: (data) => createHash('sha256').update(data).digest(),
  hmacSha256: (key) => (data) => createHmac('sha256', key).update(data).digest(),
};
const LAW = contestKey({ kind: 'law', lawId: 'L2025-001' });
const pepper = Uint8Array.from({ length: 32 }, (_, i) => i);
const keyed = createCredentialHasher({ scheme: 'hmac-sha256', pepper, digest });
const plain = createCredentialHasher({ scheme: 'sha256', pepper, digest });

describe('credential hash', () => {
  // Both vectors were computed with Python's hashlib and hmac.
  it('scheme sha256 is SHA-256("NAS|CODE|LAW_ID")', () => {
    expect(hexOf(plain.credentialHash('123456782', 'ABC123', 'L2025-001'))).toBe(
      'abe9ca686232b742190ddf88aca2114b57e9692cbf9891e5a6983b4542d0915e',
    );
  });

  it('scheme hmac-sha256 is HMAC-SHA-256 under a key derived from the pepper (P7)', () => {
    expect(hexOf(keyed.credentialHash('123456782', 'ABC123', 'L2025-001'))).toBe(
      'b1bf710920f88120cab241b0e880d9fbc88204e4730f5babde98e6e4ffa2ece4',
    );
  });

  it('needs no pepper for sha256 and gives the same hash', () => {
    const hash = createCredentialHash({ scheme: 'sha256', digest });
    expect(hash('123456782', 'ABC123', 'L2025-001')).toEqual(
      plain.credentialHash('123456782', 'ABC123', 'L2025-001'),
    );
  });

  it('differs by NAS, code, roll and pepper', () => {
    const other = createCredentialHasher({ scheme: 'hmac-sha256', pepper: pepper.toReversed(), digest });
    const hashes = [
      keyed.credentialHash('123456782', 'ABC123', 'L2025-001'),
      keyed.credentialHash('123456790', 'ABC123', 'L2025-001'),
      keyed.credentialHash('123456782', 'ABC124', 'L2025-001'),
      keyed.credentialHash('123456782', 'ABC123', 'L2025-002'),
      other.credentialHash('123456782', 'ABC123', 'L2025-001'),
    ];
    expect(new Set(hashes.map(hexOf)).size).toBe(hashes.length);
  });

  it('refuses a roll key where the bare identifier belongs', () => {
    expect(() => keyed.credentialHash('123456782', 'ABC123', 'law:L2025-001')).toThrow(RangeError);
  });

  it('refuses a short pepper', () => {
    expect(() =>
      createCredentialHasher({ scheme: 'hmac-sha256', pepper: pepper.subarray(1), digest }),
    ).toThrow(RangeError);
  });
});

describe('the other uses of the pepper', () => {
  it('match the vectors computed with Python', () => {
    const hash = keyed.credentialHash('123456782', 'ABC123', 'L2025-001');
    expect(hexOf(keyed.guessKey('123456782', 'L2025-001'))).toBe('f55e98ee652e8311f8e5d15d71b3c986');
    expect(hexOf(keyed.submissionTag(Uint8Array.from({ length: 12 }, (_, i) => i)))).toBe(
      '3c3033a5ef84f422d32963eaf2e20e37a8b7f36c4ccf5db40293aeb0abf25b6f',
    );
    expect(hexOf(keyed.idempotentEntropy('try-1', hash, LAW))).toBe(
      '0744a5f7876db1284f17a132737cba14f215650b355348ba31a0ac57b9d68113',
    );
  });

  it('include the guess counter, in the sha256 scheme too (P7)', () => {
    expect(plain.guessKey('123456782', 'L1')).toEqual(keyed.guessKey('123456782', 'L1'));
    expect(plain.guessKey('123456782', 'L1')).toHaveLength(16);
  });

  it('never have the same output for the same input', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const bytes = new TextEncoder().encode(text);
        const outputs = [
          hexOf(keyed.submissionTag(bytes).subarray(0, 16)),
          hexOf(keyed.guessKey(text, '').subarray(0, 16)),
          hexOf(keyed.idempotentEntropy(text, new Uint8Array(), LAW).subarray(0, 16)),
          hexOf(keyed.credentialHash(text.replaceAll(':', ''), '', '').subarray(0, 16)),
          hexOf(Uint8Array.from(createHmac('sha256', pepper).update(text).digest().subarray(0, 16))),
        ];
        expect(new Set(outputs).size).toBe(outputs.length);
      }),
    );
  });

  it('give fingerprints that distinguish two choices, and do not reveal whether two voters chose the same (P6)', () => {
    const one = keyed.credentialHash('123456782', 'ABC123', 'L1');
    const two = keyed.credentialHash('123456790', 'ABC123', 'L1');
    const print = (hash: Uint8Array, choice: string, key = 'one key for all') =>
      hexOf(keyed.idempotentFingerprint(key, hash, choice));
    expect(print(one, 'oui')).toBe(print(one, 'oui'));
    const all = [
      print(one, 'oui'),
      print(one, 'non'),
      print(two, 'oui'),
      print(two, 'non'),
      print(one, 'oui', 'k'),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it('give one submission id per Idempotency-Key, credential and contest, which Scrutin recognises as its own', () => {
    const one = keyed.credentialHash('123456782', 'ABC123', 'L1');
    const two = keyed.credentialHash('123456790', 'ABC123', 'L1');
    const id = (key: string, hash: Uint8Array, contest = LAW) =>
      issueSubmissionId(keyed.idempotentEntropy(key, hash, contest), keyed.submissionTag);
    expect(id('k', one)).toBe(id('k', one));
    expect(id('k', one)).not.toBe(id('k', two));
    expect(id('k', one)).not.toBe(id('l', one));
    const inRegion = (regionId: string) => contestKey({ kind: 'election', electionId: 'E', regionId });
    expect(id('k', one, inRegion('NORD'))).not.toBe(id('k', one, inRegion('SUD')));
    expect(wasIssued(id('k', one), keyed.submissionTag)).toBe(true);
  });
});

describe('rollScopeIdOf', () => {
  it('is the part of the roll key after the kind', () => {
    expect(rollScopeIdOf(lawRollKey('L2025-001'))).toBe('L2025-001');
    expect(rollScopeIdOf(electionRollKey('PROV-2025'))).toBe('PROV-2025');
  });
});

describe('hexadecimal', () => {
  it('decodes what it encoded', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(bytesOfHex(hexOf(bytes))).toEqual(bytes);
        expect(bytesOfHex(hexOf(bytes).toUpperCase())).toEqual(bytes);
      }),
    );
  });
  it.each(['0', 'zz', '0x00', ' 00 '])('does not accept %p', (text) => {
    expect(bytesOfHex(text)).toBeUndefined();
  });
});

import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { nodeDigest } from './digest.ts';

describe('nodeDigest', () => {
  it('computes the HMAC-SHA-256 of RFC 4231, test cases 2 and 6 (a key longer than a block)', () => {
    expect(hex(nodeDigest.hmacSha256(Buffer.from('Jefe'))('what do ya want for nothing?'))).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
    const longKey = nodeDigest.hmacSha256(Buffer.alloc(131, 0xaa));
    expect(hex(longKey('Test Using Larger Than Block-Size Key - Hash Key First'))).toBe(
      '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    );
  });

  it('copies the key, so that later changes of its bytes have no effect', () => {
    const key = Buffer.from('Jefe');
    const keyed = nodeDigest.hmacSha256(key);
    key.fill(0);
    expect(hex(keyed('what do ya want for nothing?'))).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });

  it('hashes text as UTF-8 and bytes unchanged, and returns new bytes each time', () => {
    const keyed = nodeDigest.hmacSha256(Buffer.from('key'));
    fc.assert(
      fc.property(fc.string({ maxLength: 2_000, unit: 'binary' }), (text) => {
        const first = keyed(text);
        expect(hex(keyed(Buffer.from(text)))).toBe(hex(first));
        keyed('another');
        expect(hex(first)).toBe(createHmac('sha256', 'key').update(text).digest('hex'));
      }),
    );
  });

  it('computes the same SHA-256 as createHash', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(hex(nodeDigest.sha256(text))).toBe(createHash('sha256').update(text).digest('hex'));
      }),
    );
  });
});

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { hmacBlocks } from './hmac-blocks.ts';

describe('hmacBlocks', () => {
  // Test case 5 of RFC 4231 truncates its output, which nothing here does.
  test.each([
    {
      name: '1, a key shorter than a block',
      key: Buffer.alloc(20, 0x0b),
      message: Buffer.from('Hi There'),
      expected: 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
    },
    {
      name: '2, a key shorter than the digest',
      key: Buffer.from('Jefe'),
      message: Buffer.from('what do ya want for nothing?'),
      expected: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    },
    {
      name: '3, key and message longer than a block together',
      key: Buffer.alloc(20, 0xaa),
      message: Buffer.alloc(50, 0xdd),
      expected: '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe',
    },
    {
      name: '4, another such key',
      key: Buffer.from(Array.from({ length: 25 }, (_, i) => i + 1)),
      message: Buffer.alloc(50, 0xcd),
      expected: '82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b',
    },
    {
      name: '6, a key longer than a block',
      key: Buffer.alloc(131, 0xaa),
      message: Buffer.from('Test Using Larger Than Block-Size Key - Hash Key First'),
      expected: '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    },
    {
      name: '7, key and message longer than a block',
      key: Buffer.alloc(131, 0xaa),
      message: Buffer.from(
        'This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.',
      ),
      expected: '9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2',
    },
  ])('computes test case $name, of RFC 4231, in both encodings', ({ key, message, expected }) => {
    const { inner, messageAt, digest } = hmacBlocks(key, message.length);
    inner.set(message, messageAt);
    expect(Buffer.from(digest(inner, 'binary'), 'latin1').toString('hex')).toBe(expected);
    expect(Buffer.from(digest(inner, 'base64url'), 'base64url').toString('hex')).toBe(expected);
  });

  it('gives what createHmac gives, for keys and messages of any length, one after another', () => {
    const bytes = fc.uint8Array({ maxLength: 200 });
    fc.assert(
      fc.property(bytes, fc.array(bytes, { minLength: 1 }), (key, messages) => {
        const { inner, messageAt, digest } = hmacBlocks(key, 200);
        for (const message of messages) {
          inner.set(message, messageAt);
          const keyedMessage = inner.subarray(0, messageAt + message.length);
          expect(digest(keyedMessage, 'base64url')).toBe(
            createHmac('sha256', key).update(message).digest('base64url'),
          );
        }
      }),
    );
  });

  it('copies the key, so that later changes of its bytes have no effect', () => {
    const key = Buffer.from('Jefe');
    const { inner, digest } = hmacBlocks(key, 0);
    const before = digest(inner, 'base64url');
    key.fill(0);
    expect(digest(inner, 'base64url')).toBe(before);
  });
});

import fc from 'fast-check';
import { CODE_LENGTHS, createCredentialHash } from '@scrutin/credentials';
import { nodeDigest } from '@scrutin/service-runtime';
import { createShardHasher } from './shard-hasher.ts';

const digits = fc.integer({ min: 0, max: 999_999_999 }).map((n) => String(n).padStart(9, '0'));
const codeLength = fc.constantFrom(...CODE_LENGTHS);
const scopeId = fc.stringMatching(/^[A-Z][A-Z0-9-]{0,60}$/);

describe('createShardHasher', () => {
  it('hashes as createCredentialHash does, whatever pepper, identifier, NAS and code', () => {
    const pepper = fc.uint8Array({ minLength: 32, maxLength: 200 });
    fc.assert(
      fc.property(
        pepper,
        scopeId,
        codeLength,
        fc.array(digits, { minLength: 1 }),
        (secret, scope, length, all) => {
          const hasher = createShardHasher({
            scheme: 'hmac-sha256',
            pepper: secret,
            codeLength: length,
            scopeId: scope,
          });
          const expected = createCredentialHash({
            scheme: 'hmac-sha256',
            pepper: secret,
            digest: nodeDigest,
          });
          for (const nas of all) {
            const code = `X${nas}WYZ`.slice(0, length);
            put(hasher.bytes, hasher.nasAt, nas);
            put(hasher.bytes, hasher.codeAt, code);
            expect(hasher.hash()).toBe(Buffer.from(expected(nas, code, scope)).toString('base64url'));
          }
        },
      ),
    );
  });

  it('hashes by the scheme sha256 without a key', () => {
    fc.assert(
      fc.property(scopeId, digits, (scope, nas) => {
        const hasher = createShardHasher({ scheme: 'sha256', codeLength: 8, scopeId: scope });
        put(hasher.bytes, hasher.nasAt, nas);
        put(hasher.bytes, hasher.codeAt, 'CDFGHJKM');
        const expected = createCredentialHash({ scheme: 'sha256', digest: nodeDigest });
        expect(hasher.hash()).toBe(Buffer.from(expected(nas, 'CDFGHJKM', scope)).toString('base64url'));
      }),
    );
  });

  it('needs a pepper of 32 bytes', () => {
    const pepper = new Uint8Array(31);
    const create = () => createShardHasher({ scheme: 'hmac-sha256', pepper, codeLength: 8, scopeId: 'L' });
    expect(create).toThrow(RangeError);
    expect(() => createShardHasher({ scheme: 'hmac-sha256', codeLength: 8, scopeId: 'L' })).toThrow(
      RangeError,
    );
  });
});

function put(into: Uint8Array, at: number, text: string): void {
  into.set(Buffer.from(text, 'latin1'), at);
}

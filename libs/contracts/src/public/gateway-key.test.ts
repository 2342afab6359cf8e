import fc from 'fast-check';
import { bearerGatewayKey, GATEWAY_SECRET_BYTES, writtenGatewayKey } from './gateway-key.ts';

const secret = fc
  .uint8Array({ minLength: GATEWAY_SECRET_BYTES, maxLength: GATEWAY_SECRET_BYTES })
  .map((bytes) => Buffer.from(bytes).toString('base64url'));

describe('the key of a gateway', () => {
  it('is read as it was written, under any spelling of the scheme', () => {
    fc.assert(
      fc.property(fc.uuid(), secret, fc.constantFrom('Bearer', 'bearer', 'BEARER'), (id, text, scheme) => {
        const key = { id, secret: text };
        expect(bearerGatewayKey(`${scheme} ${writtenGatewayKey(key)}`)).toEqual(key);
      }),
    );
  });

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer x',
    'Basic sgw_00000000000040008000000000000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    'Bearer sgw_00000000000040008000000000000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    'Bearer sgw_0000000000004000800000000000000G_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    'Bearer sgw_00000000000040008000000000000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
  ])('is nothing else: %j', (header) => {
    expect(bearerGatewayKey(header)).toBeUndefined();
  });
});

import { createHash, createHmac } from 'node:crypto';
import type { CredentialHasher, Digest } from '@scrutin/credentials';
import { createCredentialHasher } from '@scrutin/credentials';

export const digest: Digest = {
  sha256: (data) => createHash('sha256').update(data).digest(),
  hmacSha256: (key) => (data) => createHmac('sha256', key).update(data).digest(),
};

/** The hasher of the services with this pepper, which is in hexadecimal. */
export function hasherOf(pepper: string): CredentialHasher {
  return createCredentialHasher({
    scheme: 'hmac-sha256',
    pepper: pepperOf(pepper),
    digest,
  });
}

/** The bytes of a pepper in hexadecimal. */
export function pepperOf(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'hex'));
}

import { createHash, createHmac } from 'node:crypto';

/** The digests that the domain asks for as a parameter, by Node's own OpenSSL. */
export const nodeDigest = {
  sha256: (data: string | Uint8Array): Uint8Array => createHash('sha256').update(data).digest(),
  hmacSha256: (key: Uint8Array, data: string | Uint8Array): Uint8Array =>
    createHmac('sha256', key).update(data).digest(),
};

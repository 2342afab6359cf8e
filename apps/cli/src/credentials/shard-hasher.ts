import { hash } from 'node:crypto';
import { credentialKey } from '@scrutin/credentials';
import { hmacBlocks, nodeDigest } from '@scrutin/service-runtime';
import type { ShardTask } from './shard-task.ts';

const NAS_DIGITS = 9;

/** Hashes many credentials of one roll. Their NAS and code are put into `bytes`, from `nasAt` and from `codeAt`. */
export interface ShardHasher {
  readonly bytes: Uint8Array;
  readonly nasAt: number;
  readonly codeAt: number;
  /** The hash of what `bytes` has now, in base64url, as `createCredentialHash` would make it. */
  hash(): string;
}

/**
 * Creates a hasher. The text "NAS|CODE|ID" stays in one buffer, in which only NAS and code change: the block of the key
 * is before it, so that nothing is copied for a credential.
 *
 * @throws RangeError for `hmac-sha256` when the pepper is shorter than 32 bytes
 */
export function createShardHasher({
  scheme,
  pepper,
  codeLength,
  scopeId,
}: Pick<ShardTask, 'scheme' | 'pepper' | 'codeLength' | 'scopeId'>): ShardHasher {
  const material = `${'0'.repeat(NAS_DIGITS)}|${'0'.repeat(codeLength)}|${scopeId}`;
  const places = (nasAt: number) => ({ nasAt, codeAt: nasAt + NAS_DIGITS + 1 });
  if (scheme === 'sha256') {
    const bytes = Buffer.from(material, 'latin1');
    return { bytes, ...places(0), hash: () => hash('sha256', bytes, 'base64url') };
  }
  const key = credentialKey(nodeDigest, pepper ?? Buffer.of());
  const { inner, messageAt, digest } = hmacBlocks(key, material.length);
  inner.write(material, messageAt, 'latin1');
  return { bytes: inner, ...places(messageAt), hash: () => digest(inner, 'base64url') };
}

export { createCredentialHash, CREDENTIAL_SCHEMES, isCredentialScheme } from './credential-hash.ts';
export type { CredentialHash, CredentialHashOptions, CredentialScheme } from './credential-hash.ts';
export { createCredentialHasher, rollScopeIdOf } from './credential-hasher.ts';
export type { CredentialHasher, CredentialHasherOptions } from './credential-hasher.ts';
export type { Digest } from './digest.ts';
export { bytesOfHex, hexOf } from './hex.ts';
export { normaliseCode, normaliseNas } from './nas-and-code.ts';

import type { OfficialRole } from '@scrutin/election';
import type { MessageKey } from '@scrutin/service-runtime';
import { createMessageSeal } from '@scrutin/service-runtime';

/** The settings of second factors. */
export interface SecondFactorOptions {
  /** The keys that seal the secrets: the first one seals, and all of them open. */
  readonly keys: readonly MessageKey[];
  /** The roles whose accounts must have a second factor. */
  readonly requiredOf: readonly OfficialRole[];
}

/** Seals the secrets of second factors, so that a stolen database reveals none of them. */
export interface SecondFactorSecrets {
  readonly requiredOf: readonly OfficialRole[];
  /** Undefined if the service has no key. */
  seal(officialId: string, secret: Uint8Array): Uint8Array<ArrayBuffer> | undefined;
  /** Undefined if the service has no key, or not the one with which the secret was sealed for this account. */
  open(officialId: string, sealed: Uint8Array): Uint8Array | undefined;
}

export function secondFactorSecrets(options: SecondFactorOptions | undefined): SecondFactorSecrets {
  const { keys, requiredOf } = options ?? { keys: [], requiredOf: [] };
  const seal = keys.length === 0 ? undefined : createMessageSeal(keys);
  return {
    requiredOf,
    seal(officialId, secret) {
      const sealed = seal?.seal(purposeOf(officialId), secret);
      return sealed === undefined ? undefined : Uint8Array.from(sealed);
    },
    open(officialId, sealed) {
      const opened = seal?.open(purposeOf(officialId), sealed);
      return opened?.ok === true ? Uint8Array.from(opened.body) : undefined;
    },
  };
}

/** It binds a sealed secret to its account, so that it is worth nothing in the row of another one. */
function purposeOf(officialId: string): string {
  return `second-factor/${officialId}`;
}

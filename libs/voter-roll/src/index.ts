export { DEFAULT_ADMISSION_LIMITS } from './admission.ts';
export type { Admission, AdmissionLimits, AdmissionRequest } from './admission.ts';
export type { Claim, ClaimDecision } from './claim.ts';
export { bucketsFor } from './roll-layout.ts';
export type {
  LoadedRoll,
  LoadRollOptions,
  RestorableClaim,
  RestoredClaims,
  RollEntry,
  RollStatus,
} from './roll-loader.ts';
export { openVoterRoll } from './voter-roll.ts';
export type { VoterRoll, VoterRollOptions } from './voter-roll.ts';

export { DEFAULT_ADMISSION_LIMITS, judgeGuesses } from './admission.ts';
export type { AdmissionVerdict, AdmissionLimits, AdmissionRequest, LimitVerdict } from './admission.ts';
export type { Claim, ClaimDecision } from './claim.ts';
export type { IntakeMinute } from './intake-counts.ts';
export type { StoredClaim, RestoredClaims } from './roll-claims.ts';
export type { RollEntry } from './roll-load.ts';
export type { RollStatus } from './roll-status.ts';
export { openVoterRoll } from './voter-roll.ts';
export type { VoterRoll } from './voter-roll.ts';

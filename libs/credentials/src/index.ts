export {
  codeDrawer,
  codeWriter,
  drawNasNumbers,
  MOST_CREDENTIALS,
  nasDrawer,
  nasOf,
  USUAL_CODE_LENGTH,
} from './credential-generation.ts';
export { createCredentialHash, CREDENTIAL_SCHEMES, credentialKey } from './credential-hash.ts';
export type { CredentialHash, CredentialScheme } from './credential-hash.ts';
export { createCredentialHasher, rollScopeIdOf } from './credential-hasher.ts';
export type { CredentialHasher } from './credential-hasher.ts';
export { derivedDigest } from './derived-digest.ts';
export type { Digest } from './digest.ts';
export { JsonArraySplitter } from './json-array-splitter.ts';
export { parseLegacyCredential } from './legacy-credential.ts';
export type { LegacyCredential } from './legacy-credential.ts';
export {
  CODE_AS_WRITTEN,
  CODE_LENGTHS,
  LONGEST_AS_WRITTEN,
  NAS_AS_WRITTEN,
  normaliseCode,
  normaliseNas,
  tidyWord,
} from './nas-and-code.ts';
export type { CodeLength } from './nas-and-code.ts';
export { pepperCheck } from './pepper-check.ts';
export {
  formatReferenceLine,
  isReference,
  LONGEST_REFERENCE,
  numberedReference,
  parseReferenceLine,
  referencesFileName,
  referencesHeader,
} from './reference-file.ts';
export type { ReferenceLine } from './reference-file.ts';
export {
  formatLetterLine,
  formatRollLine,
  lettersFileName,
  lettersHeader,
  parseRollLine,
  rollFileName,
} from './roll-file.ts';
export { findRepeatedInFiles } from './repeated-in-files.ts';
export { findRepeatedLines, RollOrder } from './repeated-lines.ts';
export type { RepeatedLines } from './repeated-lines.ts';
export { checkRegisterLine, MOST_ADDRESS_LINES, REGISTER_PROBLEMS } from './register/register-line.ts';
export type {
  RegisteredVoter,
  RegisterFields,
  RegisterProblem,
  RegisterRules,
} from './register/register-line.ts';
export { registerFaultText } from './register/register-texts.ts';
export type { RegisterFault } from './register/register-texts.ts';
export { rollLineFault, ROLL_LINE_PROBLEMS, WHOLE_FILE_PROBLEMS } from './roll-line-fault.ts';
export type { RollLineFault } from './roll-line-fault.ts';
export { rollLineText } from './roll-line-texts.ts';
export { rollRegionFault } from './roll-regions.ts';
export { ROLL_FILE_NOTES, RollLineSplitter } from './roll-lines.ts';
export type { RollFileNote } from './roll-lines.ts';
export {
  formatRollManifest,
  LETTERS_FORMAT,
  LETTERS_MANIFEST_FILE,
  parseLettersManifest,
  parseReferencesManifest,
  parseRollManifest,
  REFERENCES_FORMAT,
  REFERENCES_MANIFEST_FILE,
  ROLL_FORMAT,
  ROLL_MANIFEST_FILE,
} from './roll-manifest.ts';
export type { LettersManifest, ReferencesManifest, RollManifest, RollShard } from './roll-manifest.ts';

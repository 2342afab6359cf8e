export { openBallotStore } from '@scrutin/ballot-store';
export type { BallotStore } from '@scrutin/ballot-store';
export { putLaws } from './laws.ts';
export {
  ACCEPTED_AT_MS,
  acceptedGroup,
  intakeReport,
  law,
  LAW_1,
  LAW_2,
  newCredential,
  newSubmission,
  openTestStore,
  OTHER_RACE,
  RACE,
  rejection,
  silentLogger,
  vote,
} from './votes.ts';

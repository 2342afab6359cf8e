export { openBallotStore } from '@scrutin/ballot-store';
export type { BallotStore } from '@scrutin/ballot-store';
export { silentLogger } from '../silent-logger.ts';
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
  vote,
} from './votes.ts';

export { adoptingBy } from './adopting-by.ts';
export {
  account,
  ACTOR,
  candidate,
  DAY_MS,
  done,
  election,
  HOUR_MS,
  NOW_MS,
  openTestOffice,
  party,
  proposed,
  race,
  readyElection,
  refusal,
  region,
} from './office.ts';
export { putRoll } from './rolls.ts';
export { useOffice } from './use-office.ts';
export type { SuiteOffice } from './use-office.ts';

export { refusedData } from './database-error.ts';
export { checkWork, databaseClock } from './database-readiness.ts';
export { openDatabase } from './database.ts';
export type { Database, DatabaseOptions } from './database.ts';
export { Prisma } from './generated/prisma/client.ts';
export type {
  Gateway as GatewayRow,
  Lot as LotRow,
  Official as OfficialRow,
  PoliticalParty as PartyRow,
  Proposal as ProposalRow,
  Publication as PublicationRow,
  Region as RegionRow,
  Tabulation as TabulationRow,
} from './generated/prisma/client.ts';
export { setLogins } from './logins.ts';
export { migrate, migrationStatus } from './migrate.ts';
export type { MigrationState } from './migrate.ts';
export { databaseCondition } from './rights/database-condition.ts';
export type { DatabaseCondition } from './rights/database-condition.ts';
export { TRIGGERS } from './rights/expected-rights.ts';
export { prepareDatabase } from './rights/prepare.ts';
export { SERVICE_ROLES } from './rights/roles.ts';
export { candidateColumns, electionColumns, toCandidate, toElection, toRace } from './rows/election-rows.ts';
export { lawColumns, toLaw } from './rows/law-rows.ts';
export { registeredRolls, toRegistered, votersOf } from './rows/roll-rows.ts';
export { toNotice } from './rows/notice-rows.ts';
export { toTabulation } from './rows/tabulation-rows.ts';
export { openSharedTurns } from './shared-turns.ts';
export type { SharedTurns } from './shared-turns.ts';
export { storedWord } from './stored-word.ts';

/**
 * The number of database connections that are reserved for voting. Few are needed: reading the contests, reporting
 * groups, and asking for the ledger, the readiness and the clock take a few short statements each second.
 */
export const VOTING_CONNECTIONS = 3;

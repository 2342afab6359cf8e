/**
 * The parts of the operator's tool that the rehearsal uses, so that it does what an operator does by the same
 * functions.
 */
export type { PublicApi } from './public-api.ts';
export { generateCredentials } from './credentials/generate.ts';
export { refusing } from './credentials/refusing.ts';
export { definitionOf } from './election/election-definition.ts';
export type { ElectionDefinition } from './election/election-definition.ts';
export { readElectionFile } from './election/election-file.ts';
export { loadElection } from './election/load-election.ts';
export { cliEnvironment } from './environment.ts';
export { commandLineActor } from './office/act.ts';
export { identifier, percent, wholeNumber } from './options.ts';
export { buildProgram, commandAt } from './program.ts';
export { openRollSource } from './roll/open-roll-source.ts';
export { failQuietly, refuse } from './run.ts';
export { apiOf, withBallotStore, withOffice, withVoterRoll } from './stack.ts';
export { textTable } from './text-table.ts';
export { progressStream } from './terminal.ts';

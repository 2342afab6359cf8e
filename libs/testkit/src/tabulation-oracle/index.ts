export { irvOracle } from './irv-oracle.ts';
export type { OracleRound } from './irv-oracle.ts';
export { meekOracle } from './meek-oracle.ts';
export type { OracleMeekRound } from './meek-oracle.ts';
export type { OracleBallot } from './oracle-ballots.ts';
export { scottishOracle } from './scottish-oracle.ts';
export type { OracleStage } from './scottish-oracle.ts';
export { wigmOracle } from './wigm-oracle.ts';

export { irvOracle } from './irv-oracle.ts';
export { scottishOracle } from './scottish-oracle.ts';

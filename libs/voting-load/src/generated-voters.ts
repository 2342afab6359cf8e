import { randomBytes } from 'node:crypto';
import { codeDrawer, drawNasNumbers, nasOf } from '@scrutin/credentials';
import type { Voter } from './voter.ts';

/** Generates voters, no two with the same NAS. There is no seed, as the same voters would have voted already. */
export function generatedVoters(count: number): Voter[] {
  const code = codeDrawer(randomBytes);
  return Array.from(drawNasNumbers(count, randomBytes), (number) => ({ nas: nasOf(number), code: code() }));
}

/** Generates one voter for each entry of the list, in the region of the entry; undefined is for a law. */
export function generatedVotersOf(regions: readonly (string | undefined)[]): Voter[] {
  return generatedVoters(regions.length).map((voter, i) => {
    const region = regions[i];
    return region === undefined ? voter : { ...voter, region };
  });
}

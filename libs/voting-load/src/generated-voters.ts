import { randomBytes } from 'node:crypto';
import { codeDrawer, drawNasNumbers, nasOf } from '@scrutin/credentials';
import type { Voter } from './voter.ts';

/** Made-up voters, no two with the same NAS. Not by seed: the same ones would have voted already. */
export function generatedVoters(count: number): Voter[] {
  const code = codeDrawer(randomBytes);
  return Array.from(drawNasNumbers(count, randomBytes), (number) => ({ nas: nasOf(number), code: code() }));
}

/** As many generated voters as there are regions in the list, each of theirs; undefined is that of a law. */
export function generatedVotersOf(regions: readonly (string | undefined)[]): Voter[] {
  return generatedVoters(regions.length).map((voter, i) => {
    const region = regions[i];
    return region === undefined ? voter : { ...voter, region };
  });
}

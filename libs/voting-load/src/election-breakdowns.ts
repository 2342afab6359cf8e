import { BLANK_SELECTION, rankingOf } from '@scrutin/election';
import type { Breakdown } from './poll.ts';

/** The breakdowns of the ballots of an election: by region, by first preference, and by ranking. */

export function lineOf(region: string | undefined, text: string): string {
  return `${region ?? ''} ${text}`;
}

export const REGION_TOTALS: Breakdown = {
  name: 'votes by region',
  shows: 'every-line',
  lineOf: ({ region }) => region ?? '',
};

export const FIRST_PREFERENCES: Breakdown = {
  name: 'first preferences',
  shows: 'agreement',
  lineOf: ({ region, selection }) => lineOf(region, rankingOf(selection)[0] ?? BLANK_SELECTION),
};

export const RANKINGS: Breakdown = {
  name: 'rankings',
  shows: 'agreement',
  lineOf: ({ region, selection }) => lineOf(region, selection),
};

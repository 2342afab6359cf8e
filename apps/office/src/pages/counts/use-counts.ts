import type { Read } from '../../api/use-read.ts';
import { useRead } from '../../api/use-read.ts';
import type { TabulationSummary } from './tabulation-summary.ts';

/** The counts of a law, newest first. */
export function useLawCounts(id: string): Read<readonly TabulationSummary[]> {
  return useRead('lawTabulations', { params: { id } });
}

/** The counts of a race, newest first. */
export function useRaceCounts(id: string, region: string): Read<readonly TabulationSummary[]> {
  return useRead('raceTabulations', { params: { election_id: id, region_id: region } });
}

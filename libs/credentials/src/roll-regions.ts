import { REGION_COLUMN } from './roll-file.ts';
import type { RollLineFault, RollLineProblem } from './roll-line-fault.ts';

/**
 * What is wrong with the region of a roll line; undefined if it is right. In an election everybody votes in a region in
 * which the election has a race. A law has no regions.
 *
 * @param region the region of the line; undefined if it has none
 * @param regions the regions in which the election has races; undefined for the roll of a law
 */
export function rollRegionFault(
  region: string | undefined,
  regions: ReadonlySet<string> | undefined,
): RollLineFault | undefined {
  const problem = regionProblem(region, regions);
  return problem === undefined ? undefined : { problem, column: REGION_COLUMN };
}

function regionProblem(
  region: string | undefined,
  regions: ReadonlySet<string> | undefined,
): RollLineProblem | undefined {
  if (regions === undefined) return region === undefined ? undefined : 'unexpected-region';
  if (region === undefined) return 'missing-region';
  return regions.has(region) ? undefined : 'unknown-region';
}

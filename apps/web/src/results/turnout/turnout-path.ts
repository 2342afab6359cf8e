/** A bucket of turnout, as the public API gives it. */
export interface Bucket {
  readonly start: string;
  readonly cumulative: number;
}

/** The picture is drawn in these units; it is stretched to its place. */
export const WIDTH = 600;
export const HEIGHT = 160;

/**
 * The steps of the votes over time, as the path of an SVG: flat while nobody votes, and rising to the total of a bucket at
 * its end.
 *
 * @param from the left edge, in milliseconds since the epoch
 * @param to the right edge
 * @param bucketMs the length of the buckets
 */
export function turnoutPath(
  buckets: readonly Bucket[],
  bucketMs: number,
  from: number,
  to: number,
): { readonly line: string; readonly area: string } {
  const [last] = buckets.slice(-1);
  const most = Math.max(1, last?.cumulative ?? 0);
  const x = (ms: number): number => round((Math.min(Math.max(ms, from), to) - from) / (to - from)) * WIDTH;
  const y = (votes: number): number => HEIGHT - round(votes / most) * HEIGHT;
  let before = 0;
  const points = [`M${x(from)} ${y(0)}`];
  for (const { start, cumulative } of buckets) {
    const startMs = Date.parse(start);
    points.push(`L${x(startMs)} ${y(before)}`, `L${x(startMs + bucketMs)} ${y(cumulative)}`);
    before = cumulative;
  }
  points.push(`L${WIDTH} ${y(before)}`);
  const line = points.join('');
  return { line, area: `${line}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z` };
}

function round(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}

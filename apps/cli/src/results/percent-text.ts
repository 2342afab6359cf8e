/** A percentage of the API with two decimals; empty where it is a share of nothing. */
export function percentText(percentage: number, whole: number): string {
  return whole === 0 ? '' : percentage.toFixed(2);
}

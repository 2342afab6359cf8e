/** `npm run bench:8m [-- options]`: plays a whole vote of millions of voters on separate servers, as `npm run bench` does. */
import { measure } from './bench.ts';

export function run(args: readonly string[]): Promise<number> {
  return measure({ command: 'bench-8m', options: [], needsWrk: false }, args);
}

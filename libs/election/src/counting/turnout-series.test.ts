import { HOUR_MS } from '../contests/voting-window.ts';
import { TURNOUT_BUCKET_MS } from './turnout-series.ts';

test('an hour has a whole number of turnout buckets, so that no bucket lies in two hours', () => {
  expect(HOUR_MS % TURNOUT_BUCKET_MS).toBe(0);
});

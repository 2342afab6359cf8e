import type { ProcessTime } from './process-cpu.ts';
import { cpuSeconds } from './process-cpu.ts';

const NONE = { user: 0, system: 0 };

function timeOf(parent: number, own: number, ended = 0): ProcessTime {
  return { parent, own: { user: own, system: 0 }, ended: ended === 0 ? NONE : { user: 0, system: ended } };
}

it('a program has used what its processes used, also those that have ended', () => {
  const server = new Map([
    [10, timeOf(1, 2, 5)],
    [11, timeOf(10, 3)],
    [12, timeOf(11, 4, 0.5)],
    [20, timeOf(1, 100, 100)],
  ]);
  expect(cpuSeconds(10, server)).toBe(14.5);
  // A connection is closed: its time is now that of an ended child of the server.
  const later = new Map([
    [10, timeOf(1, 2, 12.5)],
    [20, timeOf(1, 100, 100)],
  ]);
  expect(cpuSeconds(10, later)).toBe(14.5);
  expect(cpuSeconds(99, server)).toBe(0);
});

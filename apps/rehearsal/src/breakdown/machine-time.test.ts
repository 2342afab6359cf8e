import type { ProcessTime } from '../bench/process-cpu.ts';
import { machineBreakdown, machineTime, readMachine } from './machine-time.ts';

const SELF = 10;
const GENERATOR = 11;

function processOf(parent: number, own: [number, number], ended: [number, number] = [0, 0]): ProcessTime {
  return {
    parent,
    own: { user: own[0], system: own[1] },
    ended: { user: ended[0], system: ended[1] },
  };
}

/** The times of all cores: user, nice, system, idle, iowait, irq, softirq, steal, in ticks. */
function cores(...ticks: number[]) {
  return machineTime(`cpu  ${ticks.join(' ')} 0 0\ncpu0 1 1 1\n`);
}

const before = {
  cores: cores(1_000, 0, 1_000, 1_000, 0, 0, 0, 0),
  processes: new Map([
    [2, processOf(0, [0, 1])],
    [3, processOf(2, [0, 5])],
    [SELF, processOf(1, [1, 1], [3, 3])],
    [GENERATOR, processOf(SELF, [2, 1])],
    [20, processOf(1, [1, 0])],
    [21, processOf(20, [4, 4])],
    [30, processOf(1, [7, 7])],
    [31, processOf(1, [50, 50])],
  ]),
};
/** The generator and a child of 20 have ended, and another child was born. Process 31 was none of ours. */
const after = {
  cores: cores(2_600, 200, 1_800, 2_200, 300, 50, 150, 100),
  processes: new Map([
    [2, processOf(0, [0, 1])],
    [3, processOf(2, [0, 6])],
    [SELF, processOf(1, [2, 1], [8, 6])],
    [20, processOf(1, [2, 0], [6, 5])],
    [22, processOf(20, [1, 2])],
    [30, processOf(1, [9, 8])],
  ]),
};
const named = { programs: [{ name: 'postgres', pid: 20 }], generator: GENERATOR, self: SELF };

describe('the time of a machine', () => {
  it('is read from the line of all cores', () => {
    expect(machineTime('cpu  100 10 30 400 50 6 7 8 90 9\ncpu0 1 1 1 1\n')).toEqual({
      user: 1.1,
      system: 0.3,
      interrupts: 0.13,
      stolen: 0.08,
      iowait: 0.5,
      idle: 4,
    });
  });

  it('is given to each program, with its children that ended or were born, and with what it did in the load only', () => {
    const { programs } = machineBreakdown(before, after, named);
    expect(programs.slice(0, -1)).toEqual([
      { name: 'postgres', user: 4, system: 3 },
      { name: 'wrk', user: 3, system: 2 },
      { name: 'the bench itself', user: 1, system: 0 },
      { name: 'other processes', user: 2, system: 1 },
      { name: 'threads of the kernel', user: 0, system: 1 },
    ]);
  });

  it('adds up: the last line has what is in no process', () => {
    const { cores: all, programs } = machineBreakdown(before, after, named);
    expect(programs.at(-1)).toEqual({ name: 'in no process', user: 8, system: 3 });
    const busy = programs.reduce((sum, { user, system }) => sum + user + system, 0);
    expect(busy).toBeCloseTo(all.user + all.system + all.interrupts, 9);
  });

  it('is that of this machine', () => {
    const { cores: all, processes } = readMachine();
    expect(all.user).toBeGreaterThan(0);
    expect(processes.get(process.pid)?.own.user).toBeGreaterThan(0);
  });
});

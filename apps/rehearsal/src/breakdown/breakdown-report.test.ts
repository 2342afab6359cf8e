import type { Breakdown } from './breakdown.ts';
import { breakdownReport, shortStatement } from './breakdown-report.ts';

const nothing = { kind: 'unavailable', reason: 'nobody asked' } as const;
const empty: Breakdown = {
  votes: 1_000,
  machine: nothing,
  statements: nothing,
  postgres: nothing,
  redis: nothing,
  rabbitmq: nothing,
};

/** The cells of the line of the report that begins with that cell. */
function cellsOf(report: string, first: string): string[] {
  const line = report.split('\n').find((one) => one.startsWith(`│ ${first} `)) ?? '';
  return line
    .split('│')
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '' && cell !== first);
}

describe('the report of where the time of a vote goes', () => {
  it('says that the rates do not count, and why a part was not measured', () => {
    const report = breakdownReport(empty);
    expect(report).toContain('the rates of this run do not count');
    expect(report.match(/not measured: nobody asked/g)).toHaveLength(5);
  });

  it('has lines for the cores that add up to all of their time, and lines for processes that add up to the busy time', () => {
    const report = breakdownReport({
      ...empty,
      machine: {
        kind: 'measured',
        figures: {
          cores: { user: 4, system: 2, interrupts: 1, stolen: 0.5, iowait: 0.5, idle: 2 },
          programs: [
            { name: 'api', user: 3, system: 1 },
            { name: 'in no process', user: 1.001, system: 2 },
            { name: 'idle thread', user: -0.001, system: 0 },
          ],
        },
      },
    });
    expect(cellsOf(report, 'programs (user)')).toEqual(['4.00', '40.0', '4000.0']);
    expect(cellsOf(report, 'together')).toEqual(['10.00', '100.0', '10000.0']);
    expect(cellsOf(report, 'api')).toEqual(['3.00', '1.00', '4.00', '57.1', '4000.0']);
    expect(cellsOf(report, 'idle thread').slice(0, 4)).toEqual(['0.00', '0.00', '0.00', '0.0']);
    const [, processes = ''] = report.split('by process');
    expect(cellsOf(processes, 'together')).toEqual(['4.00', '3.00', '7.00', '100.0', '7000.0']);
  });

  it('marks statements inside of functions, and does not count them twice in the sum', () => {
    const cost = { calls: 2, ms: 30, rows: 500, wal_bytes: 2e6, blocks_hit: 4_000, blocks_read: 1 };
    const outer = { ...cost, blocks_dirtied: 50, login: 'aggregator', is_nested: false, text: 'SELECT f()' };
    const report = breakdownReport({
      ...empty,
      statements: {
        kind: 'measured',
        figures: [outer, { ...outer, is_nested: true, ms: 20, text: 'INSERT\n  INTO t' }],
      },
    });
    expect(cellsOf(report, '└ aggregator: INSERT INTO t')[1]).toBe('20');
    expect(cellsOf(report, 'all that are not inside of a function')).toEqual([
      ...['2', '30', '30.00', '0.50', '2000', '4.00', '0.001', '0.050'],
    ]);
  });

  it('shows the counters of the servers for each vote, with three digits', () => {
    const report = breakdownReport({
      ...empty,
      postgres: {
        kind: 'measured',
        figures: {
          server: { 'wal.wal_bytes': 1_234_567, 'wal.wal_sync_time': 12.345 },
          tables: { ballots: { inserted: 1_000, index_hit: 2_345 } },
        },
      },
      rabbitmq: { kind: 'measured', figures: { 'node.gc_num': 7 } },
    });
    expect(cellsOf(report, 'wal.wal_bytes')).toEqual(['1,234,567', '1,235']);
    expect(cellsOf(report, 'wal.wal_sync_time')).toEqual(['12.3', '0.0123']);
    expect(cellsOf(report, 'ballots')).toEqual(['1.00', '0', '0', '0', '0', '0', '2.35', '0']);
    expect(cellsOf(report, 'node.gc_num')).toEqual(['7', '0.00700']);
  });

  it('shows what Redis did, and what held it up', () => {
    const figures = {
      commands: { evalsha: { calls: 10, us: 2_500 } },
      main_thread_s: 0.004,
      all_threads_s: 0.005,
      latency: [],
    };
    const report = breakdownReport({ ...empty, redis: { kind: 'measured', figures } });
    expect(cellsOf(report, 'evalsha')).toEqual(['10', '250.00', '2.50']);
    expect(report).toContain('4.00 in the thread of the commands, 1.00 in the others');
    expect(report).toContain('Nothing took Redis 1 ms or longer.');
    const latency = [{ event: 'aof-write', latest_ms: 3, longest_ms: 9 }];
    const slow = breakdownReport({ ...empty, redis: { kind: 'measured', figures: { ...figures, latency } } });
    expect(cellsOf(slow, 'aof-write')).toEqual(['3', '9']);
  });
});

test('a statement is shown on one line, without its comments, and cut at its end', () => {
  expect(shortStatement('SELECT 1 -- why\n  /* more */ FROM t')).toBe('SELECT 1 FROM t');
  expect(shortStatement(`SELECT ${'x'.repeat(200)}`)).toMatch(/^SELECT x+…$/);
});

import { commandCosts, latencyEvents, redisBetween } from './redis-statistics.ts';

const INFO = [
  '# Commandstats',
  'cmdstat_evalsha:calls=10,usec=4000,usec_per_call=400.00,rejected_calls=0,failed_calls=0',
  'cmdstat_config|set:calls=1,usec=7,usec_per_call=7.00,rejected_calls=0,failed_calls=0',
  '',
].join('\r\n');

describe('what Redis counts', () => {
  it('has the calls and the time of every command', () => {
    expect(commandCosts(INFO)).toEqual({
      evalsha: { calls: 10, us: 4_000 },
      'config|set': { calls: 1, us: 7 },
    });
  });

  it('has the events that took long', () => {
    expect(latencyEvents([['command', 1_700_000_000, 3, 12]])).toEqual([
      { event: 'command', latest_ms: 3, longest_ms: 12 },
    ]);
    expect(latencyEvents([])).toEqual([]);
  });

  it('is what grew between two readings, without commands that were not called', () => {
    const before = {
      commands: commandCosts(INFO),
      main_thread_s: 1,
      all_threads_s: 1.5,
      latency: [{ event: 'fork', latest_ms: 9, longest_ms: 9 }],
    };
    const commands = { ...before.commands, evalsha: { calls: 12, us: 5_000 }, ping: { calls: 1, us: 2_000 } };
    const after = { commands, main_thread_s: 3, all_threads_s: 4, latency: [] };
    const between = redisBetween(before, after);
    expect(between).toEqual({
      commands: { ping: { calls: 1, us: 2_000 }, evalsha: { calls: 2, us: 1_000 } },
      main_thread_s: 2,
      all_threads_s: 2.5,
      latency: [],
    });
    expect(Object.keys(between.commands)).toEqual(['ping', 'evalsha']);
  });
});

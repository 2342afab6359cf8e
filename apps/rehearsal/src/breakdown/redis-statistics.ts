/** What Redis counts: its commands, the time of its processor, and what took it unusually long. */
import { withRedis } from '../whole-vote/server-figures.ts';

export interface CommandCost {
  readonly calls: number;
  /** Microseconds in which the command was executed, without reading it from its socket and answering. */
  readonly us: number;
}

/** A kind of event that held Redis up. Times are in milliseconds. */
export interface LatencyEvent {
  readonly event: string;
  readonly latest_ms: number;
  readonly longest_ms: number;
}

export interface RedisReading {
  readonly commands: Readonly<Record<string, CommandCost>>;
  /** Core-seconds of the thread that executes commands, and of all threads. */
  readonly main_thread_s: number;
  readonly all_threads_s: number;
  readonly latency: readonly LatencyEvent[];
}

/** Events of at least so many milliseconds are noted. */
export const LATENCY_THRESHOLD_MS = 1;

/** Lets Redis note what takes it long, and forget what it noted before. */
export async function watchRedisLatency(url: string): Promise<void> {
  await withRedis(url, async (client) => {
    await client.sendCommand(['CONFIG', 'SET', 'latency-monitor-threshold', String(LATENCY_THRESHOLD_MS)]);
    await client.sendCommand(['LATENCY', 'RESET']);
  });
}

export function readRedis(url: string): Promise<RedisReading> {
  return withRedis(url, async (client) => {
    const cpu = await client.info('cpu');
    const seconds = (field: string): number =>
      Number(new RegExp(`^${field}:([\\d.]+)`, 'm').exec(cpu)?.[1] ?? 0);
    return {
      commands: commandCosts(await client.info('commandstats')),
      main_thread_s: seconds('used_cpu_user_main_thread') + seconds('used_cpu_sys_main_thread'),
      all_threads_s: seconds('used_cpu_user') + seconds('used_cpu_sys'),
      latency: latencyEvents(await client.sendCommand(['LATENCY', 'LATEST'])),
    };
  });
}

/** @param info the section `commandstats` of INFO */
export function commandCosts(info: string): Record<string, CommandCost> {
  const lines = info.matchAll(/^cmdstat_([^:]+):calls=(\d+),usec=(\d+)/gm);
  return Object.fromEntries(
    [...lines].map(([, name = '', calls, us]) => [name, { calls: Number(calls), us: Number(us) }]),
  );
}

/** @param answer what LATENCY LATEST answers: for each event its name, the time of the latest, its length, the longest */
export function latencyEvents(answer: unknown): LatencyEvent[] {
  if (!Array.isArray(answer)) return [];
  return answer.map((row) => {
    const [event, , latest, longest] = row as readonly unknown[];
    return { event: String(event), latest_ms: Number(latest), longest_ms: Number(longest) };
  });
}

/** What Redis did between two readings; the commands with the most time first. */
export function redisBetween(before: RedisReading, after: RedisReading): RedisReading {
  const commands = Object.entries(after.commands)
    .map(([name, { calls, us }]) => {
      const earlier = before.commands[name];
      return [name, { calls: calls - (earlier?.calls ?? 0), us: us - (earlier?.us ?? 0) }] as const;
    })
    .filter(([, { calls }]) => calls > 0)
    .sort(([, a], [, b]) => b.us - a.us);
  return {
    commands: Object.fromEntries(commands),
    main_thread_s: after.main_thread_s - before.main_thread_s,
    all_threads_s: after.all_threads_s - before.all_threads_s,
    latency: after.latency,
  };
}

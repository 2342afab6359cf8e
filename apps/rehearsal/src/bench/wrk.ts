import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { ConfigurationError } from '@scrutin/service-runtime';
import { BENCH_LAW } from './bench-voters.ts';
import { endWithUs } from './own-processes.ts';

/** The figures of the load generator. Times are in milliseconds. */
export interface LoadFigures {
  readonly answers: number;
  readonly seconds: number;
  readonly notAccepted: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

export interface LoadOptions {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** A file with lines of the form `nas,code`. Each is used once, from line `skip` on. Then the load ends. */
  readonly votersFile: string;
  readonly skip: number;
  /** How many lines are used. If absent: all that follow. */
  readonly take?: number;
  /** The folder in which the script is written. */
  readonly folder: string;
  /** If given, a gateway hands in the votes, so many with each request. */
  readonly gateway?: GatewayLoad | undefined;
  /** Called with the process of the load generator when it has prepared its requests and begins to send them. */
  readonly onStart?: (pid: number) => void;
}

export interface GatewayLoad {
  readonly key: string;
  readonly votesPerRequest: number;
  /** Whether each vote has an `idempotency_key` of its own. */
  readonly isKeyed: boolean;
}

/** What the script prints when all requests are prepared. */
const PREPARED_LUA = `
  io.write("prepared\\n")
  io.flush()`;

/** Sends the requests one after the other, ends when there are none left, and prints the figures. */
const LOAD_LUA = `
function request()
  sent = sent + 1
  if sent > #requests then wrk.thread:stop(); sent = #requests end
  return requests[sent]
end
function done(summary, latency)
  io.write(string.format(
    '\\n{"answers":%d,"microseconds":%d,"notAccepted":%d,"p50":%d,"p95":%d,"p99":%d}\\n',
    summary.requests, summary.duration,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    latency:percentile(50), latency:percentile(95), latency:percentile(99)))
end
`;

/**
 * Every request is the vote of another voter. The requests come from 62,500 addresses in turn, as if through a proxy
 * that the API trusts. They are generated before the clock starts, and the load ends when there are no voters left.
 */
const SCRIPT = `
local requests, sent = {}, 0
function init(args)
  local skip, take, line_number = tonumber(args[2]), tonumber(args[3]), 0
  for line in io.lines(args[1]) do
    line_number = line_number + 1
    if line_number > skip and line_number <= skip + take then
      local nas, code = line:match("([^,]+),([^,]+)")
      local i = line_number
      requests[#requests + 1] = wrk.format("POST", "/api/v1/vote", {
        ["Content-Type"] = "application/json",
        ["X-Forwarded-For"] = "10." .. (i % 250) .. "." .. (math.floor(i / 250) % 250) .. ".7",
      }, '{"nas":"' .. nas .. '","code":"' .. code .. '","law_id":"${BENCH_LAW}","vote":"' ..
        (i % 3 == 0 and "non" or "oui") .. '"}')
    end
  end${PREPARED_LUA}
end
${LOAD_LUA}`;

/**
 * As the script above, but with many votes in each request. The arguments that follow are the key of the gateway, the
 * number of votes, and whether each vote has an idempotency key.
 */
const GATEWAY_SCRIPT = `
local requests, sent = {}, 0
function init(args)
  local skip, take, key, most = tonumber(args[2]), tonumber(args[3]), args[4], tonumber(args[5])
  local keyed = args[6] == "true"
  local line_number, votes = 0, {}
  local function finish()
    if #votes == 0 then return end
    requests[#requests + 1] = wrk.format("POST", "/api/v1/votes/batch", {
      ["Content-Type"] = "application/json",
      ["Authorization"] = "Bearer " .. key,
    }, '{"votes":[' .. table.concat(votes, ",") .. ']}')
    votes = {}
  end
  for line in io.lines(args[1]) do
    line_number = line_number + 1
    if line_number > skip and line_number <= skip + take then
      local nas, code = line:match("([^,]+),([^,]+)")
      votes[#votes + 1] = '{"nas":"' .. nas .. '","code":"' .. code .. '","law_id":"${BENCH_LAW}","vote":"' ..
        (line_number % 3 == 0 and "non" or "oui") ..
        (keyed and '","idempotency_key":"key-of-the-vote-of-' .. nas or "") .. '"}'
      if #votes == most then finish() end
    end
  end
  finish()${PREPARED_LUA}
end
${LOAD_LUA}`;

const output = z.object({
  answers: z.int(),
  microseconds: z.int(),
  notAccepted: z.int(),
  p50: z.int(),
  p95: z.int(),
  p99: z.int(),
});

/** Runs wrk with one thread, which leaves the other cores to the processes that are measured. */
export async function load(options: LoadOptions): Promise<LoadFigures> {
  const script = path.join(options.folder, 'votes.lua');
  const { gateway } = options;
  await writeFile(script, gateway === undefined ? SCRIPT : GATEWAY_SCRIPT);
  const child = spawn(
    'wrk',
    [
      '--threads=1',
      `--connections=${options.connections}`,
      `--duration=${options.seconds}s`,
      '--timeout=30s',
      `--script=${script}`,
      options.url,
      '--',
      options.votersFile,
      String(options.skip),
      String(options.take ?? 1_000_000_000),
      ...(gateway === undefined
        ? []
        : [gateway.key, String(gateway.votesPerRequest), String(gateway.isKeyed)]),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  endWithUs(child);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stdout.once('data', () => options.onStart?.(child.pid ?? 0));
  try {
    await once(child, 'close');
  } catch (error) {
    throw new ConfigurationError('The load generator wrk is needed: on Debian, apt-get install wrk.', {
      cause: error,
    });
  }
  const line = Buffer.concat(chunks).toString('utf8').trim().split('\n').at(-1) ?? '';
  const figures = output.parse(JSON.parse(line));
  return {
    answers: figures.answers,
    seconds: figures.microseconds / 1e6,
    notAccepted: figures.notAccepted,
    p50Ms: figures.p50 / 1000,
    p95Ms: figures.p95 / 1000,
    p99Ms: figures.p99 / 1000,
  };
}

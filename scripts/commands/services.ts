/**
 * Starts and stops PostgreSQL, Redis and RabbitMQ of a profile by hand:
 *
 *   node scripts/services.mjs up|down|status|env [--json] [--purge] [--profile dev|test|bench|image]
 *   node scripts/services.mjs restart|stop|start|kill postgres|redis|rabbitmq [--profile …]
 *   node scripts/services.mjs freeze|thaw redis|rabbitmq [--profile …]
 *
 * The profile is that of SCRUTIN_PROFILE, otherwise dev. `kill` sends SIGKILL, and `stop` lets the server shut down in
 * order; both keep ports and data.
 * For a shell:  eval "$(node scripts/services.mjs env)"
 */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { handleInterrupts } from '../bootstrap/interrupts.mjs';
import { Refusal } from '../bootstrap/refusal.mjs';
import { seconds } from '../bootstrap/steps.mjs';
import { serverAddressesOf } from '../servers/addresses.ts';
import { actOnServer, SERVER_ACTS } from '../servers/server-acts.ts';
import { serversDown, serversStatus, serversUp } from '../servers/service-control.ts';
import { shellLines } from '../servers/shell-lines.ts';
import type { Profile } from '../stack/profile.ts';
import { checkedProfile } from '../stack/profile.ts';

const USAGE =
  `Usage: node scripts/services.mjs up|down|status|env|${SERVER_ACTS.join('|')} [postgres|redis|rabbitmq] ` +
  '[--json] [--purge] [--profile dev|test|bench|image]';

/** The exit code of `status` if a server does not run. */
const NOT_RUNNING = 3;

interface Options {
  readonly json: boolean;
  readonly purge: boolean;
}

function readArguments(args: readonly string[]): { words: string[]; profile: Profile; options: Options } {
  const parsed = parse(args);
  const { profile, json, purge } = parsed.values;
  return { words: parsed.positionals, profile: checkedProfile(profile), options: { json, purge } };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        profile: { type: 'string', default: process.env['SCRUTIN_PROFILE'] ?? 'dev' },
        json: { type: 'boolean', default: false },
        purge: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Refusal(`${(error as Error).message}\n${USAGE}`, { cause: error });
  }
}

async function up(profile: Profile, since: number): Promise<void> {
  const { given, found, started } = await serversUp(profile, { keep: true, say: console.error });
  const part = (what: string, names: readonly string[]): string[] =>
    names.length > 0 ? [`${what}: ${names.join(', ')}`] : [];
  const parts = [...part('given', given), ...part('already running', found), ...part('started', started)];
  console.log(`${profile}: ${parts.join('; ')} (${seconds(since)})`);
}

async function status(profile: Profile, { json }: Options): Promise<number> {
  const states = await serversStatus(profile);
  if (json) console.log(JSON.stringify(states));
  else for (const [name, state] of Object.entries(states)) console.log(`${name.padEnd(10)}${state}`);
  return Object.values(states).includes('stopped') ? NOT_RUNNING : 0;
}

export async function run(args: readonly string[]): Promise<number> {
  handleInterrupts();
  const since = performance.now();
  const { words, profile, options } = readArguments(args);
  const [command, name = ''] = words;
  switch (command) {
    case 'up':
      await up(profile, since);
      return 0;
    case 'down':
      await serversDown(profile, { purge: options.purge });
      console.log(`${profile}: stopped${options.purge ? ', data deleted' : ''} (${seconds(since)})`);
      return 0;
    case 'status':
      return status(profile, options);
    case 'env': {
      const addresses = { ...serverAddressesOf(profile) };
      console.log(options.json ? JSON.stringify(addresses, null, 2) : shellLines(addresses));
      return 0;
    }
    case undefined:
    default: {
      const act = SERVER_ACTS.find((known) => known === command);
      if (act === undefined) throw new Refusal(USAGE);
      await actOnServer(profile, act, name);
      console.log(`${profile}: ${act} ${name} (${seconds(since)})`);
      return 0;
    }
  }
}

#!/usr/bin/env node
/**
 * PostgreSQL, Redis and RabbitMQ of a profile, by hand:
 *
 *   node scripts/services.mjs up|down|status|env [--json] [--profile dev|test]
 *   node scripts/services.mjs restart|stop|start|kill postgres|redis|rabbitmq [--profile dev|test]
 *   node scripts/services.mjs freeze|thaw redis|rabbitmq [--profile dev|test]
 *
 * The profile is that of SCRUTIN_PROFILE, else dev. `kill` is SIGKILL, `stop` is clean; both keep ports and data.
 * For a shell:  eval "$(node scripts/services.mjs env)"
 */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';

import { serviceAddresses } from './lib/addresses.mjs';
import { handleInterrupts } from './lib/interrupts.mjs';
import { checkedProfile } from './lib/project.mjs';
import { Refusal, runMain } from './lib/refusal.mjs';
import {
  freezeService,
  killService,
  restartService,
  servicesDown,
  servicesStatus,
  servicesUp,
  startService,
  stopService,
  thawService,
} from './lib/service-control.mjs';
import { readState } from './lib/state.mjs';

const USAGE =
  'Usage: node scripts/services.mjs up|down|status|env [--json]|restart NAME|stop NAME|start NAME|kill NAME|freeze NAME|thaw NAME ' +
  '[--profile dev|test]';

const ON_ONE = {
  start: startService,
  stop: stopService,
  restart: restartService,
  kill: killService,
  freeze: freezeService,
  thaw: thawService,
};

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        profile: { type: 'string', default: process.env.SCRUTIN_PROFILE ?? 'dev' },
        json: { type: 'boolean', default: false },
        purge: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Refusal(`${error.message}\n${USAGE}`);
  }
}

function printAddresses(profile, asJson) {
  if (readState(profile) === null) throw new Refusal(`The services of ${profile} were never started.`);
  const addresses = serviceAddresses(profile);
  if (asJson) {
    console.log(JSON.stringify(addresses, null, 2));
    return;
  }
  for (const [name, value] of Object.entries(addresses)) {
    console.log(`export ${name}='${value.replaceAll("'", String.raw`'\''`)}'`);
  }
}

async function main() {
  handleInterrupts();
  const { positionals, values } = readArguments();
  const [command, name] = positionals;
  const profile = checkedProfile(values.profile);
  const since = performance.now();
  const took = () => `${((performance.now() - since) / 1_000).toFixed(1)} s`;
  if (command === 'up') {
    const { given, found, started } = await servicesUp(profile, { keep: true, say: console.error });
    const part = (what, names) => (names.length > 0 ? [`${what}: ${names.join(', ')}`] : []);
    const parts = [...part('given', given), ...part('already running', found), ...part('started', started)];
    console.log(`${profile}: ${parts.join('; ')} (${took()})`);
  } else if (command === 'down') {
    await servicesDown(profile, { purge: values.purge });
    console.log(`${profile}: stopped${values.purge ? ', data deleted' : ''} (${took()})`);
  } else if (command === 'status') {
    const status = await servicesStatus(profile);
    if (values.json) console.log(JSON.stringify(status));
    else for (const [service, state] of Object.entries(status)) console.log(`${service.padEnd(10)}${state}`);
    return Object.values(status).includes('stopped') ? 3 : 0;
  } else if (command === 'env') {
    printAddresses(profile, values.json);
  } else if (Object.hasOwn(ON_ONE, command ?? '')) {
    await ON_ONE[command](profile, name);
    console.log(`${profile}: ${command} ${name} (${took()})`);
  } else {
    throw new Refusal(USAGE);
  }
  return 0;
}

await runMain(main);

/** Acts on one server, such as `services.mjs restart redis`. The fault tests use them. */
import type { ServerMode, ServerName } from '../../libs/local-stack/src/stack-state.ts';
import { Refusal } from '../bootstrap/refusal.mjs';
import type { Profile } from '../stack/profile.ts';
import { knownState } from '../stack/state.ts';
import { SERVER_NAMES } from './addresses.ts';
import * as docker from './docker.ts';
import { killNative, signalNative, startNative, stopNative } from './native.ts';
import { withServers } from './service-control.ts';

/**
 * `stop` shuts the server down in order, and `kill` sends SIGKILL, so that nothing is flushed. After `freeze` the
 * process keeps its connections but does nothing until `thaw`. All of them keep the ports and the data.
 */
export const SERVER_ACTS = ['start', 'stop', 'restart', 'kill', 'freeze', 'thaw'] as const;

export type ServerAct = (typeof SERVER_ACTS)[number];

type Act = (profile: Profile, name: ServerName) => Promise<void> | void;

const IN_DOCKER: Readonly<Record<ServerAct, Act>> = {
  start: docker.start,
  stop: docker.stop,
  restart: (profile, name) => {
    docker.stop(profile, name);
    docker.start(profile, name);
  },
  kill: docker.kill,
  freeze: docker.pause,
  thaw: docker.unpause,
};

/** A test has nobody who reads how far the start is. */
const start: Act = (profile, name) => startNative(profile, name, () => undefined);

const NATIVE: Readonly<Record<ServerAct, Act>> = {
  start,
  stop: (profile, name) => stopNative(profile, name),
  restart: async (profile, name) => {
    await stopNative(profile, name);
    await start(profile, name);
  },
  kill: killNative,
  freeze: (profile, name) => {
    signalNative(profile, name, 'SIGSTOP');
  },
  thaw: (profile, name) => {
    signalNative(profile, name, 'SIGCONT');
  },
};

/** Where our server of that name runs. @throws Refusal for a server that these scripts did not start */
function modeOf(profile: Profile, name: ServerName): ServerMode {
  const { mode, external } = knownState(profile);
  if (mode === null) throw new Refusal(`The services of ${profile} were never started.`);
  if (external.includes(name)) {
    throw new Refusal(`${name} was given by the environment: these scripts do not start or stop it.`);
  }
  return mode;
}

/**
 * Performs the act, and returns when it is complete.
 *
 * @throws Refusal for an unknown name, and for a server that these scripts did not start
 */
export async function actOnServer(profile: Profile, act: ServerAct, word: string): Promise<void> {
  const name = SERVER_NAMES.find((known) => known === word);
  if (name === undefined) {
    throw new Refusal(`There is no service "${word}": the services are ${SERVER_NAMES.join(', ')}.`);
  }
  const acts = modeOf(profile, name) === 'docker' ? IN_DOCKER : NATIVE;
  await withServers(profile, `${act} ${name}`, async () => {
    await acts[act](profile, name);
  });
}

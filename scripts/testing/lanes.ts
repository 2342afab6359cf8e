/**
 * The tests of the whole system run in lanes, side by side. Each lane has servers of its own, because the suites stop,
 * kill and freeze them. A worker of Jest takes the lane of its number.
 */

/** The addresses of the servers of a lane, as environment variables, and its profile. */
export type Lane = Readonly<Record<string, string>>;

const VARIABLE = 'SCRUTIN_TEST_LANES';

/** The environment for a run of Jest whose workers are as many as there are lanes. */
export function withLanes(env: NodeJS.ProcessEnv, lanes: readonly Lane[]): NodeJS.ProcessEnv {
  return { ...env, [VARIABLE]: JSON.stringify(lanes) };
}

/**
 * The lane of this process. It is empty if the run has no lanes: then the environment has the addresses already.
 *
 * @throws Error if there are more workers than lanes, because two suites would stop the servers of each other
 */
export function ownLane(env: NodeJS.ProcessEnv): Lane {
  const given = env[VARIABLE];
  if (given === undefined) return {};
  const lanes = JSON.parse(given) as readonly Lane[];
  const worker = Number(env['JEST_WORKER_ID'] ?? '1');
  const lane = lanes[worker - 1];
  if (lane === undefined)
    throw new Error(`Worker ${worker} of Jest has no servers: there are ${lanes.length} lanes.`);
  return lane;
}

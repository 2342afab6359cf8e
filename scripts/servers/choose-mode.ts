/** Where the servers of a profile run. */
import type { ServerMode } from '../../libs/local-stack/src/stack-state.ts';
import { Refusal } from '../bootstrap/refusal.mjs';

/** What the machine offers. Each function takes time, so it is called only if the decision depends on it. */
export interface Possibilities {
  /** Where the data of the profile is, if there is any. */
  readonly known: ServerMode | null;
  /** True if a container engine answers. */
  readonly dockerAnswers: () => boolean;
  /** True if the programs of all servers to start are installed. */
  readonly programsAreHere: () => boolean;
  /** True if missing programs can be installed without a question to the user. */
  readonly canInstall: () => boolean;
  /** True if some of the servers run already. */
  readonly someRun: boolean;
}

/**
 * A profile stays where its data is, as long as that is possible. A new profile runs in Docker if it can.
 *
 * @throws Refusal with what to install, if there is neither a container engine nor the programs
 */
export function chooseMode({
  known,
  dockerAnswers,
  programsAreHere,
  canInstall,
  someRun,
}: Possibilities): ServerMode {
  const native = (): boolean => programsAreHere() || canInstall();
  if (known === 'native' && (someRun || native())) return 'native';
  if (dockerAnswers()) return 'docker';
  if (native()) return 'native';
  throw new Refusal(
    'Scrutin needs PostgreSQL, Redis and RabbitMQ: start Docker, or install them ' +
      '(Debian and Ubuntu: sudo apt-get install postgresql redis-server rabbitmq-server), ' +
      'or give their addresses in DATABASE_URL, REDIS_URL and AMQP_URL.',
  );
}

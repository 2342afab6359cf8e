/** Where the servers of a profile are to run. */
import type { ServerMode } from '../../libs/local-stack/src/stack-state.ts';
import { Refusal } from '../bootstrap/refusal.mjs';

/** What the machine offers. The functions ask it, which takes time, so each is called only when it decides. */
export interface Possibilities {
  /** Where the profile's data is, if it has any. */
  readonly known: ServerMode | null;
  /** A container engine answers. */
  readonly dockerAnswers: () => boolean;
  /** The programs of all servers that have to be started are here. */
  readonly programsAreHere: () => boolean;
  /** Missing programs can be installed without asking anybody anything. */
  readonly canInstall: () => boolean;
  /** Some of the servers run already. */
  readonly someRun: boolean;
}

/**
 * A profile stays where its data is, as long as that is possible; a new one prefers Docker.
 *
 * @throws Refusal that says what to install, when there is neither an engine nor the programs
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

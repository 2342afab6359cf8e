/** What to look at first, with the command for each way of running the system. */
export interface Lookup {
  readonly title: string;
  /** With `npm start`, in the folder of the project. */
  readonly npm?: string;
  /** With Compose, in the folder of docker-compose.yml. */
  readonly compose?: string;
  readonly kubectl: string;
}

/** The services, by the names of their Compose services and of the label `app` of their pods. */
export type App = 'ingestion-api' | 'validation-worker' | 'aggregator' | 'admin-api';

type Server = 'postgres' | 'redis' | 'rabbitmq';

const APPS = 'ingestion-api,results-api,validation-worker,aggregator,admin-api';
const ENVIRONMENT = 'eval "$(node scripts/services.mjs env)"';
const SERVER_PODS: Readonly<Record<Server, string>> = {
  postgres: 'cnpg.io/cluster=scrutin-postgres',
  redis: 'app=redis',
  rabbitmq: 'app.kubernetes.io/name=scrutin-rabbitmq',
};

export const RUNNING: Lookup = {
  title: 'What runs',
  // The services are told apart by their arguments, because Node.js names its processes otherwise.
  npm: "node scripts/services.mjs status && ps -A -o pid,stat,etime,pcpu,rss,args | grep '[a]pps/.*/dist/main.js'",
  compose: 'docker compose --profile full ps --all',
  kubectl: 'kubectl -n scrutin get pods -o wide',
};

export const LOAD: Lookup = {
  title: 'Who uses the processors and the memory',
  npm: 'ps -A -o pid,pcpu,rss,args --sort -pcpu | head -n 12',
  compose: 'docker stats --no-stream',
  kubectl: 'kubectl -n scrutin top pods --containers',
};

/** The last lines that a service has logged. */
export function logsOf(app: App): Lookup {
  const file = app === 'validation-worker' ? 'validation-worker-1' : app;
  return {
    title: `The log of ${app}`,
    npm: `tail -n 30 .scrutin/dev/logs/${file}.log`,
    compose: `docker compose --profile full logs --tail 30 ${app}`,
    kubectl: `kubectl -n scrutin logs --tail 30 --prefix --selector app=${app}`,
  };
}

/** The last lines that a server has logged. */
export function serverLog(server: Server): Lookup {
  return {
    title: `The log of ${server}`,
    npm: `tail -n 30 .scrutin/dev/logs/${server}.log`,
    compose: `docker compose logs --tail 30 ${server}`,
    kubectl: `kubectl -n scrutin logs --tail 30 --prefix --selector ${SERVER_PODS[server]}`,
  };
}

/** The last lines with an event, from all services. */
export function events(event: string): Lookup {
  return {
    title: `Lines with the event ${event}`,
    npm: `grep -h '"${event}"' .scrutin/dev/logs/*.log | tail -n 5`,
    compose: `docker compose --profile full logs --since 30m | grep '"${event}"' | tail -n 5`,
    kubectl: `kubectl -n scrutin logs --since 30m --tail -1 --selector 'app in (${APPS})' | grep '"${event}"' | tail -n 5`,
  };
}

/** A command of the command line, with the login of an operator. */
export function scrutin(command: string): Lookup {
  return {
    title: `\`scrutin ${command}\``,
    npm: `npx scrutin ${command}`,
    compose: `docker compose --profile full run --rm operator ${command}`,
    kubectl: `kubectl -n scrutin exec deployment/operator -- node apps/cli/dist/main.js ${command}`,
  };
}

/** A question to PostgreSQL that changes nothing. It has no quotation mark but those of SQL. */
export function sql(title: string, statement: string): Lookup {
  return {
    title,
    npm: `${ENVIRONMENT} && psql "$DATABASE_URL" -c "${statement}"`,
    compose: `docker compose exec postgres psql -U scrutin_owner -d scrutin -c "${statement}"`,
    // The Service of the primary: a standby does not archive, and shows no work of the services.
    kubectl: `kubectl -n scrutin exec service/scrutin-postgres-rw -c postgres -- psql -d scrutin -c "${statement}"`,
  };
}

/** A command in each pod of a server, because a fault may be in any of them. */
function inEachPod(selector: string, container: string, command: string): string {
  return `for pod in $(kubectl -n scrutin get pods --selector ${selector} -o name); do echo "$pod"; kubectl -n scrutin exec "$pod" -c ${container} -- ${command}; done`;
}

/** A section of what Redis says about itself. */
export function redisInfo(section: string): Lookup {
  return {
    title: `Redis: ${section}`,
    // redis-cli takes no address without the name of a user.
    npm: `${ENVIRONMENT} && redis-cli -u "\${REDIS_URL/:\\/\\/:/://default:}" info ${section}`,
    compose: `docker compose exec redis redis-cli info ${section}`,
    kubectl: inEachPod(
      SERVER_PODS.redis,
      'redis',
      `sh -c 'REDISCLI_AUTH=$(cat /run/scrutin/password) redis-cli $REDIS_CLI info ${section}'`,
    ),
  };
}

export const BROKER_ALARMS: Lookup = {
  title: 'The alarms of RabbitMQ',
  npm: `${ENVIRONMENT} && curl -s "$RABBITMQ_MANAGEMENT_URL/api/health/checks/alarms"`,
  compose: 'docker compose exec rabbitmq rabbitmq-diagnostics alarms',
  kubectl: 'kubectl -n scrutin exec scrutin-rabbitmq-server-0 -c rabbitmq -- rabbitmq-diagnostics alarms',
};

export const BROKER_DISK: Lookup = {
  title: 'The disk of RabbitMQ',
  npm: 'df -h .scrutin',
  compose: 'docker compose exec rabbitmq df -h /var/lib/rabbitmq',
  kubectl: inEachPod(SERVER_PODS.rabbitmq, 'rabbitmq', 'df -h /var/lib/rabbitmq/mnesia'),
};

/** A question that only Kubernetes can answer. */
export function kubernetes(title: string, kubectl: string): Lookup {
  return { title, kubectl: `kubectl ${kubectl}` };
}

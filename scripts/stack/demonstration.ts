/** What `npm start` shows: it sends votes through the running system, and prints the counts and the addresses. */
import type { AppPorts } from '../../libs/local-stack/src/stack-state.ts';
import { runVisibly } from '../bootstrap/foreground.mjs';
import { Refusal } from '../bootstrap/refusal.mjs';
import { heading } from '../bootstrap/steps.mjs';
import type { Addresses } from '../servers/addresses.ts';
import { HOW_TO_GET_GRAFANA } from '../watching/grafana.ts';
import type { Watch } from '../watching/watch.ts';
import { CLI } from './database.ts';
import type { DemonstrationLogin } from './demonstration-accounts.ts';
import type { Profile } from './profile.ts';
import { logFile, profileFolder } from './profile.ts';

const LAW_VOTES = ['--votes', '2000', '--duplicates', '5', '--unknown', '5', '--scrambled', '2'];
const ELECTION = 'PROV-2025';
const BALLOTS = [
  '--votes',
  '1800',
  '--duplicates',
  '5',
  '--unknown',
  '3',
  '--wrong-region',
  '3',
  '--invalid',
  '2',
];
const RANKED_RACE = `election:${ELECTION}:SHERBROOKE`;
/** The exit code of a count that needs a lot. The rounds before that are shown, which is enough here. */
const AWAITS_LOT = 1;

async function show(
  title: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  alsoFine = 0,
): Promise<void> {
  heading(title);
  const code = await runVisibly(process.execPath, [CLI, ...args], { env: { ...process.env, ...env } });
  if (code !== 0 && code !== alsoFine)
    throw new Refusal(`scrutin ${args[0] ?? ''} failed (exit code ${code}).`);
}

export async function demonstrate(env: NodeJS.ProcessEnv): Promise<void> {
  await show('Votes on a law', ['simulate', ...LAW_VOTES], env);
  await show('Results', ['results'], env);
  await show('Ballots of an election', ['simulate', '--election-id', ELECTION, ...BALLOTS], env);
  await show('Results by region', ['results', '--election-id', ELECTION], env);
  await show('The rounds of a ranked race', ['tabulate', 'count', '--contest', RANKED_RACE], env, AWAITS_LOT);
  await show('Ledger', ['ledger'], env);
}

function withoutLogin(address: string): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  return url.href.replace(/\/$/, '');
}

/** What runs. */
interface Running {
  readonly ports: Readonly<Record<string, AppPorts>>;
  readonly addresses: Addresses;
  readonly watching?: Watch | undefined;
  /** The accounts with which one looks at the office. */
  readonly logins: readonly DemonstrationLogin[];
}

/**
 * Prints the addresses to open, and the logins of the office, which were made for this start. The passwords of the servers
 * are not printed, only where to find them.
 */
export function printAddresses(profile: Profile, { ports, addresses, watching, logins }: Running): void {
  const publicAddress = (app: string): string => `http://127.0.0.1:${ports[app]?.public ?? 0}`;
  const api = publicAddress('ingestion-api');
  const office = publicAddress('admin-api');
  const lines: [string, string][] = [
    ['Citizens', `${api}/fr/?include=rehearsals`],
    ['Office', `${office}/`],
    ['API', `${api}/api/v1/laws?include=rehearsals`],
    ['Documentation', `${api}/docs`],
    ['Results', `${api}/api/v1/results?include=rehearsals`],
    ['Election', `${api}/api/v1/elections/${ELECTION}/results`],
    ['Office API', `${office}/docs (npx scrutin official create --help)`],
    ...Object.entries(ports).map(([name, { metrics }]): [string, string] => [
      'Metrics',
      `http://127.0.0.1:${metrics}/metrics (${name})`,
    ]),
  ];
  if (addresses.RABBITMQ_MANAGEMENT_URL !== undefined) {
    lines.push(['RabbitMQ', `${withoutLogin(addresses.RABBITMQ_MANAGEMENT_URL)} (user scrutin)`]);
  }
  if (watching !== undefined) {
    lines.push(['Prometheus', `${watching.prometheus}/alerts`]);
    if (watching.grafana !== undefined) lines.push(['Grafana', `${watching.grafana}/d/scrutin-overview`]);
  }
  heading('Open');
  for (const [name, address] of lines) console.log(`  ${name.padEnd(14)} ${address}`);
  printLogins(logins);
  console.log(`\nPasswords: node scripts/services.mjs env. Logs: ${logFile(profile, '*')}`);
  if (watching !== undefined && watching.grafana === undefined) console.log(HOW_TO_GET_GRAFANA);
  console.log(`State and data: ${profileFolder(profile)}.`);
}

function printLogins(logins: readonly DemonstrationLogin[]): void {
  if (logins.length === 0) return;
  heading('Log in to the office (these passwords were made for this start)');
  for (const { email, role, password } of logins) {
    console.log(`  ${role.padEnd(14)} ${email.padEnd(22)} ${password}`);
  }
}

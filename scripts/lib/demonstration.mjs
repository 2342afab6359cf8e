/** What `npm start` shows: votes sent through the running system, what was counted, and where to look. */
import { CLI } from './database.mjs';
import { runVisibly } from './commands.mjs';
import { logFile, profileFolder } from './project.mjs';
import { Refusal } from './refusal.mjs';
import { heading } from './steps.mjs';

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
/** A lot has to be drawn: the rounds so far were shown, which is what this is for. */
const AWAITS_LOT = 1;

async function show(title, args, env, alsoFine) {
  heading(title);
  const code = await runVisibly(process.execPath, [CLI, ...args], { env: { ...process.env, ...env } });
  if (code !== 0 && code !== alsoFine) throw new Refusal(`scrutin ${args[0]} failed (exit code ${code}).`);
}

export async function demonstrate(env) {
  await show('Votes on a law', ['simulate', ...LAW_VOTES], env);
  await show('Results', ['results'], env);
  await show('Ballots of an election', ['simulate', '--election-id', ELECTION, ...BALLOTS], env);
  await show('Results by region', ['results', '--election-id', ELECTION], env);
  await show('The rounds of a ranked race', ['tabulate', 'count', '--contest', RANKED_RACE], env, AWAITS_LOT);
  await show('Ledger', ['ledger'], env);
}

function withoutLogin(address) {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  return url.href.replace(/\/$/, '');
}

/** The addresses to open. Passwords are not printed: where they are is said. */
export function printAddresses(profile, { ports, addresses }) {
  const api = `http://127.0.0.1:${ports['ingestion-api'].public}`;
  const lines = [
    ['API', `${api}/`],
    ['Documentation', `${api}/docs`],
    ['Results', `${api}/api/v1/results`],
    ['Election', `${api}/api/v1/elections/${ELECTION}/results`],
    ['Officials', `http://127.0.0.1:${ports['admin-api'].public}/docs (npx scrutin official create --help)`],
    ...Object.entries(ports).map(([name, { metrics }]) => [
      `Metrics`,
      `http://127.0.0.1:${metrics}/metrics (${name})`,
    ]),
  ];
  if (addresses.RABBITMQ_MANAGEMENT_URL) {
    lines.push(['RabbitMQ', `${withoutLogin(addresses.RABBITMQ_MANAGEMENT_URL)} (user scrutin)`]);
  }
  heading('Open');
  for (const [name, address] of lines) console.log(`  ${name.padEnd(14)} ${address}`);
  console.log(`\nPasswords: node scripts/services.mjs env. Logs: ${logFile(profile, '*')}`);
  console.log(`State and data: ${profileFolder(profile)}. Everything keeps running; npm run stop ends it.`);
}

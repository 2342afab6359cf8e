/**
 * Writes the file .env for docker-compose.yml, with new passwords and keys:
 *
 *   npm run compose:env [-- FILE]
 *   node scripts/docker/new-env.mjs [FILE]     without the packages
 *
 * It refuses to replace a file, because with another pepper every credential would be void. Keep a copy where the office
 * keeps its secrets: `scrutin credentials generate` needs the pepper, and without the pepper or the keys of the messages
 * a contest cannot go on.
 */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

const password = () => randomBytes(24).toString('base64url');
const key = () => randomBytes(32).toString('hex');

const ROLES = ['INGESTION', 'WORKER', 'AGGREGATOR', 'ADMIN', 'OPERATOR', 'AUDITOR'];

const text = `# The secrets of docker-compose.yml. Everybody who can read this file can do everything.

# The owner of the database, and the logins of the services and people.
POSTGRES_PASSWORD=${password()}
${ROLES.map((role) => `SCRUTIN_DB_PASSWORD_${role}=${password()}`).join('\n')}
POSTGRES_EXPORTER_PASSWORD=${password()}

REDIS_PASSWORD=${password()}
# An auditor may read the counts of anomalies.
REDIS_AUDITOR_PASSWORD=${password()}
RABBITMQ_PASSWORD=${password()}

# The key of the hashes of credentials. It cannot be changed for a roll.
CREDENTIAL_PEPPER=${key()}
# The keys that seal messages, and those that seal the secrets of second factors. Make new ones for each contest.
MESSAGE_KEYS=k1:${key()}
SECOND_FACTOR_KEYS=k1:${key()}

# The password of the user admin.
GRAFANA_PASSWORD=${password()}
`;

const [file = path.join(import.meta.dirname, '..', '..', '.env'), ...others] = process.argv.slice(2);
if (file.startsWith('-') || others.length > 0) {
  process.stderr.write('Usage: npm run compose:env [-- FILE]\n');
  process.exit(2);
}
try {
  writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
} catch (error) {
  const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
  const exists = `${file} exists already. It is kept: other secrets would not fit the data that was made with these.`;
  process.stderr.write(`${code === 'EEXIST' ? exists : message}\n`);
  process.exit(1);
}
console.log(`${file} has new secrets. Keep a copy of it where the office keeps its secrets.`);

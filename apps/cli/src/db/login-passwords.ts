import { SERVICE_ROLES } from '@scrutin/database';
import type { Environment } from '@scrutin/local-stack';
import { ConfigurationError } from '@scrutin/service-runtime';

const PREFIX = 'SCRUTIN_DB_PASSWORD_';

/** A login of the database is tried by machines: nobody types it. */
const SHORTEST_PASSWORD = 12;

/**
 * Passwords by role: SCRUTIN_DB_PASSWORD_INGESTION is that of scrutin_ingestion. From the environment and
 * never from the command line, where every user of the machine could read them.
 *
 * @param only these roles, by their name without `scrutin_`; all six unless given
 * @throws ConfigurationError naming every password that is missing, too short or of no role that logs in
 */
export function loginPasswords(
  environment: Environment,
  only: readonly string[] = SERVICE_ROLES,
): Readonly<Record<string, string>> {
  const known: readonly string[] = SERVICE_ROLES;
  const variables = only.map((role) => [role, `${PREFIX}${role.toUpperCase()}`] as const);
  const passwordOf = (variable: string): string => environment[variable] ?? '';
  const strangers = [
    ...only.filter((role) => !known.includes(role)).map((role) => `scrutin_${role}`),
    ...Object.keys(environment).filter(
      (name) => name.startsWith(PREFIX) && !known.includes(name.slice(PREFIX.length).toLowerCase()),
    ),
  ];
  const missing = variables.filter(([, variable]) => passwordOf(variable) === '');
  const short = variables.filter(
    ([, variable]) => passwordOf(variable) !== '' && passwordOf(variable).length < SHORTEST_PASSWORD,
  );
  const shared = variables.filter(([, variable]) =>
    variables.some(([, other]) => other !== variable && passwordOf(other) === passwordOf(variable)),
  );
  const named = (list: readonly (readonly [string, string])[]): string =>
    list.map(([, variable]) => variable).join(', ');
  const problems = [
    ...(strangers.length > 0
      ? [`No role that logs in: ${strangers.join(', ')}. There are ${known.join(', ')}.`]
      : []),
    ...(missing.length > 0
      ? [`Without a password: ${named(missing)}. Set each, or give some roles their password with --only.`]
      : []),
    ...(short.length > 0 ? [`Shorter than ${SHORTEST_PASSWORD} characters: ${named(short)}.`] : []),
    ...(missing.length === 0 && shared.length > 0 ? [`The same for several roles: ${named(shared)}.`] : []),
  ];
  if (problems.length > 0) throw new ConfigurationError(problems.join('\n'));
  return Object.fromEntries(variables.map(([role, variable]) => [`scrutin_${role}`, passwordOf(variable)]));
}

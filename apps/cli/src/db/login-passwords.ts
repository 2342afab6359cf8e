import { SERVICE_ROLES } from '@scrutin/database';
import type { Environment } from '@scrutin/local-stack';
import { ConfigurationError } from '@scrutin/service-runtime';

const PREFIX = 'SCRUTIN_DB_PASSWORD_';

/** Machines can try passwords of the database quickly, and nobody has to type one, so a password must be long. */
const SHORTEST_PASSWORD = 12;

/**
 * Passwords by role: SCRUTIN_DB_PASSWORD_INGESTION is the one of scrutin_ingestion. They come from the environment and
 * never from the command line, which every user of the machine can read.
 *
 * @param only these roles, by their name without `scrutin_`; all six unless given
 * @throws ConfigurationError with the name of every password that is missing, too short, or of an unknown role
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

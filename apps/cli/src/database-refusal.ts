import type { LocalizedText } from '@scrutin/election';
import { inWords } from './language.ts';

/** Error codes of PostgreSQL and Prisma, and what they mean for the person who typed the command. */
const MEANINGS: readonly (readonly [RegExp, LocalizedText])[] = [
  [
    /^(?:28\w{3}|P1000|AuthenticationFailed)$/,
    {
      fr:
        'La base de données n’accepte pas cette connexion : le nom ou le mot de passe dans DATABASE_URL est incorrect, ou ' +
        'le rôle ne peut pas encore se connecter (`scrutin db logins`, par le propriétaire de la base).',
      en:
        'The database does not accept this login: the name or the password in DATABASE_URL is wrong, or the role may not ' +
        'log in yet (`scrutin db logins`, as the owner of the database).',
    },
  ],
  [
    /^(?:42501|P1010|DatabaseAccessDenied)$/,
    {
      fr:
        'Le rôle dans DATABASE_URL n’a pas assez de droits pour cette commande. Les scrutins, les listes et les comptes ' +
        'demandent le rôle scrutin_operator ; `scrutin db` demande le propriétaire de la base.',
      en:
        'The login in DATABASE_URL has too few rights for this command. Contests, rolls and accounts want the login of ' +
        'scrutin_operator; `scrutin db` wants the owner of the database.',
    },
  ],
  [
    /^(?:3D000|P1003|DatabaseDoesNotExist)$/,
    {
      fr: 'La base de données que nomme DATABASE_URL n’existe pas.',
      en: 'The database that DATABASE_URL names does not exist.',
    },
  ],
  [
    /^(?:42P01|42703|42883|P2021|P2022|TableDoesNotExist|ColumnNotFound)$/,
    {
      fr: 'La base de données n’a pas les tables de cette version : lancez `scrutin db migrate`, par son propriétaire.',
      en: 'The database does not have the tables of this release: run `scrutin db migrate`, as its owner.',
    },
  ],
];

const DEEPEST = 6;

/**
 * A sentence for an error with which the database refuses the login, which is not a fault of the program; undefined for
 * every other error.
 */
export function databaseRefusal(error: unknown): string | undefined {
  const codes = codesOf(error, 0);
  const meaning = MEANINGS.find(([pattern]) => codes.some((code) => pattern.test(code)))?.[1];
  return meaning === undefined ? undefined : inWords(meaning);
}

function codesOf(error: unknown, depth: number): string[] {
  if (typeof error !== 'object' || error === null || depth > DEEPEST) return [];
  const { code, originalCode, kind, meta, cause, driverAdapterError, message } = error as Record<
    string,
    unknown
  >;
  const own = [code, originalCode, kind].filter((value): value is string => typeof value === 'string');
  // A raw query gives its SQLSTATE only inside its message.
  const sqlState = typeof message === 'string' ? (/Code: `(\w{5})`/.exec(message)?.[1] ?? '') : '';
  return [
    ...own,
    sqlState,
    ...[meta, cause, driverAdapterError].flatMap((inner) => codesOf(inner, depth + 1)),
  ];
}

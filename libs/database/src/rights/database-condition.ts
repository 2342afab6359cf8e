import type pg from 'pg';
import { InvariantViolation } from '@scrutin/service-runtime';
import { FUNCTION_OWNERS } from '../function-owners.ts';
import { withOwner } from '../owner-connection.ts';
import {
  FINGERPRINTS_NOW,
  FUNCTION_RIGHTS_NOW,
  POLICIES_NOW,
  RELATION_RIGHTS_NOW,
  ROLES_NOW,
  SETTINGS_NOW,
  TRIGGERS_NOW,
} from '../sql/database-condition.sql.ts';
import { FUNCTION_OWNER, FUNCTION_RIGHTS, POLICIES, RELATION_RIGHTS, TRIGGERS } from './expected-rights.ts';
import { ROLES } from './roles.ts';

/** How a database differs from what the migrations made. Tables are not compared: the migrations take care of them. */
export interface DatabaseCondition {
  /** Sentences that say what is wrong and what to do. Empty if nothing is wrong. */
  readonly problems: readonly string[];
  /** The roles with which nobody can log in yet. */
  readonly withoutLogin: readonly string[];
  /**
   * SHA-256 in hexadecimal. `definitions` is of the definitions of functions, triggers and policies. It is the same for
   * all databases of one release on one major version of PostgreSQL. `stamps` is different for each database, and
   * changes with any change of a definition, even if the change was taken back.
   */
  readonly fingerprints: { readonly definitions: string; readonly stamps: string };
}

/**
 * Compares roles, memberships, grants, triggers, policies, owners of functions and settings with what the migrations
 * made. The database must have all migrations. Changes nothing.
 */
export function databaseCondition(ownerUrl: string): Promise<DatabaseCondition> {
  return withOwner(ownerUrl, 'database condition', async (client) => {
    const roles = await client.query<RoleRow>(ROLES_NOW, [ROLES, FUNCTION_OWNERS]);
    const fingerprints = await client.query<DatabaseCondition['fingerprints']>(FINGERPRINTS_NOW);
    const problems = [
      ...roleProblems(roles.rows),
      ...(await relationProblems(client)),
      ...(await functionProblems(client)),
      ...(await triggerProblems(client)),
      ...(await policyProblems(client)),
      ...(await settingProblems(client)),
    ];
    const owners: readonly string[] = FUNCTION_OWNERS;
    const withoutLogin = roles.rows.filter(({ role, login }) => !login && !owners.includes(role));
    return {
      problems,
      withoutLogin: withoutLogin.map(({ role }) => role).sort(),
      fingerprints: onlyRow(fingerprints.rows),
    };
  });
}

function onlyRow<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined)
    throw new InvariantViolation('database', 'a statement that always has one row returned none');
  return row;
}

interface RoleRow {
  readonly role: string;
  readonly login: boolean;
  readonly powerful: boolean;
  readonly temporary: boolean;
  readonly create: boolean;
  readonly usage: boolean;
  readonly member_of: readonly string[];
  readonly members: readonly string[];
}

const PREPARE = 'run `scrutin db prepare`';

function roleProblems(rows: readonly RoleRow[]): string[] {
  const owners: readonly string[] = FUNCTION_OWNERS;
  const missing = ROLES.filter((name) => !rows.some(({ role }) => role === name));
  return [
    ...missing.map((role) => `There is no role ${role}: ${PREPARE}, then restore again.`),
    ...rows.flatMap((row) => [
      ...(row.login && owners.includes(row.role)
        ? [`${row.role} may log in, but nobody should log in as it: ALTER ROLE ${row.role} NOLOGIN.`]
        : []),
      ...row.members.map(
        (member) =>
          `${member} is a member of ${row.role}, and nobody may be a member of it: ${PREPARE}, or REVOKE it.`,
      ),
      ...row.member_of.map((other) => `${row.role} is a member of ${other}: REVOKE it.`),
      ...(row.powerful
        ? [`${row.role} is a superuser, or may create roles or databases, replicate, or bypass row security.`]
        : []),
      ...(row.temporary ? [`${row.role} may create temporary tables: ${PREPARE}.`] : []),
      ...(row.create ? [`${row.role} may create in the schema public: ${PREPARE}.`] : []),
      ...(row.usage ? [] : [`${row.role} may not use the schema public: restore the grants of the dump.`]),
    ]),
  ];
}

interface NamedRights {
  readonly name: string;
  readonly rights: string;
}

async function relationProblems(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<NamedRights>(RELATION_RIGHTS_NOW, [ROLES]);
  const now = new Map(rows.map(({ name, rights }) => [name, rights]));
  return Object.entries(RELATION_RIGHTS).flatMap(([name, expected]) => {
    const rights = now.get(name);
    if (rights === undefined) return [`There is no table or view ${name}.`];
    return rights === expected
      ? []
      : [`The grants on ${name} are not those of the migrations: ${difference(expected, rights)}.`];
  });
}

async function functionProblems(client: pg.ClientBase): Promise<string[]> {
  const owners: readonly string[] = FUNCTION_OWNERS;
  const callers = ROLES.filter((role) => !owners.includes(role));
  const { rows } = await client.query<NamedRights & { owner: string }>(FUNCTION_RIGHTS_NOW, [callers]);
  const problems = Object.entries(FUNCTION_RIGHTS).flatMap(([name, expected]) => {
    const overloads = rows.filter((row) => row.name === name);
    if (overloads.length === 0) return [`There is no function ${name}.`];
    return overloads.flatMap(({ rights }) =>
      rights === expected
        ? []
        : [`The grants on ${name}() are not those of the migrations: ${difference(expected, rights)}.`],
    );
  });
  const owned = rows.flatMap(({ name, owner }) => {
    const expected = FUNCTION_OWNER[name];
    if (expected !== undefined)
      return owner === expected ? [] : [`${name}() is owned by ${owner} instead of ${expected}.`];
    return owner === 'scrutin_mixer' || owner === 'scrutin_discarder'
      ? [`${name}() is owned by ${owner}, which may own only one function.`]
      : [];
  });
  return [...problems, ...owned];
}

/** The words that are missing from the expected rights, and the words that are there instead. */
function difference(expected: string, rights: string): string {
  const words = (text: string): string[] => text.split(' ').filter((word) => word !== '');
  const missing = words(expected).filter((word) => !words(rights).includes(word));
  const unexpected = words(rights).filter((word) => !words(expected).includes(word));
  return [
    ...(missing.length > 0 ? [`missing ${missing.join(', ')}`] : []),
    ...(unexpected.length > 0 ? [`instead ${unexpected.join(', ')}`] : []),
  ].join('; ');
}

async function triggerProblems(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ table: string; name: string; enabled: string }>(TRIGGERS_NOW);
  const missing = Object.entries(TRIGGERS).flatMap(([table, names]) =>
    names
      .filter((name) => !rows.some((row) => row.table === table && row.name === name))
      .map((name) => `The trigger ${name} of ${table} is missing.`),
  );
  const off = rows
    .filter(({ enabled }) => enabled !== 'A')
    .map(
      ({ table, name }) =>
        `The trigger ${name} of ${table} does not fire always: ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${name}.`,
    );
  return [...missing, ...off];
}

async function policyProblems(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ table: string; name: string }>(POLICIES_NOW);
  return Object.entries(POLICIES).flatMap(([table, names]) =>
    names
      .filter((name) => !rows.some((row) => row.table === table && row.name === name))
      .map((name) => `The policy ${name} of ${table} is missing, or row security is off.`),
  );
}

async function settingProblems(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<Record<string, string>>(SETTINGS_NOW);
  const now = onlyRow(rows);
  const wanted: readonly (readonly [string, (value: string) => boolean, string])[] = [
    ['fsync', (value) => value === 'on', 'a crash of the machine loses votes that were answered 202 (P2)'],
    ['full_page_writes', (value) => value === 'on', 'a crash of the machine damages pages (P2)'],
    ['synchronous_commit', (value) => value !== 'off', 'a crash loses batches that were acknowledged (P2)'],
    [
      'track_commit_timestamp',
      (value) => value === 'off',
      'every audit row has the time of its transaction (P6)',
    ],
  ];
  return wanted
    .filter(([name, isRight]) => !isRight(now[name] ?? ''))
    .map(([name, , meaning]) => `The setting ${name} is ${now[name] ?? 'unknown'}: ${meaning}.`);
}

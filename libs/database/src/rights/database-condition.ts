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

/** Whether a database is as the migrations made it, but for its tables, which these look after themselves. */
export interface DatabaseCondition {
  /** Sentences, each of which names what is not so and what to do. None: all is well. */
  readonly problems: readonly string[];
  /** Roles that nobody can log in as yet. */
  readonly withoutLogin: readonly string[];
  /**
   * SHA-256, hexadecimal. `definitions`: what functions, triggers and policies say; the same for every
   * database of one release on one major version of PostgreSQL. `stamps`: of this database alone; another one after any
   * change of them, also one that was taken back.
   */
  readonly fingerprints: { readonly definitions: string; readonly stamps: string };
}

/**
 * Compares roles, memberships, grants, triggers, policies, owners of functions and settings with what the migrations
 * made. For a database with all migrations applied. Changes nothing.
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
  if (row === undefined) throw new InvariantViolation('database', 'a statement of one row answered none');
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
        (member) => `${member} is a member of ${row.role}, and nobody may be: ${PREPARE}, or REVOKE it.`,
      ),
      ...row.member_of.map((other) => `${row.role} is a member of ${other}: REVOKE it.`),
      ...(row.powerful
        ? [`${row.role} is a superuser, or may make roles, databases or replicas, or pass by row security.`]
        : []),
      ...(row.temporary ? [`${row.role} may make temporary tables: ${PREPARE}.`] : []),
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
    const found = rows.filter((row) => row.name === name);
    if (found.length === 0) return [`There is no function ${name}.`];
    return found.flatMap(({ rights }) =>
      rights === expected
        ? []
        : [`The grants on ${name}() are not those of the migrations: ${difference(expected, rights)}.`],
    );
  });
  const owned = rows.flatMap(({ name, owner }) => {
    const expected = FUNCTION_OWNER[name];
    if (expected !== undefined)
      return owner === expected ? [] : [`${name}() is owned by ${owner} instead of ${expected}.`];
    return owner === 'scrutin_mixer'
      ? [`${name}() is owned by ${owner}, which owns mix_ballots() alone.`]
      : [];
  });
  return [...problems, ...owned];
}

/** By words: what is missing of the expected, and what is there besides. */
function difference(expected: string, rights: string): string {
  const words = (text: string): string[] => text.split(' ').filter((word) => word !== '');
  const missing = words(expected).filter((word) => !words(rights).includes(word));
  const besides = words(rights).filter((word) => !words(expected).includes(word));
  return [
    ...(missing.length > 0 ? [`missing ${missing.join(', ')}`] : []),
    ...(besides.length > 0 ? [`instead ${besides.join(', ')}`] : []),
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

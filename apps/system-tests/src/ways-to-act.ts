import type { Stack } from '@scrutin/testkit';

/** The two ways to do an act. Whatever is done by one of them has the name of the way at the end of its identifier. */
export const WAYS = ['API', 'CLI'] as const;
export type Way = (typeof WAYS)[number];

/** Columns that differ between two acts of any kind: random identifiers, times, origins, and hashes of these. */
const ALWAYS_DIFFERENT = new Set([
  'id',
  'official_id',
  'requested_by',
  'requestedBy',
  'actor',
  'login',
  'at',
  'computed_at',
  'computedAtMs',
  'publishedAtMs',
  'loaded_at',
  'source',
  'edition',
  'generation',
  'digest',
  'ballots_digest',
  'ballotsDigest',
]);

/**
 * Reads the rows that each way left in PostgreSQL, and fails unless they are the same.
 *
 * @param query selects one column `row`. `$1` is a LIKE pattern for the identifiers of one way
 * @returns the rows of one way, without the name of the way and without the columns that always differ
 */
export async function expectSameRows(stack: Stack, query: string): Promise<unknown[]> {
  const [ofApi, ofCli] = await Promise.all(WAYS.map((way) => rowsOf(stack, query, way)));
  expect(ofCli).toEqual(ofApi);
  return ofApi ?? [];
}

/** Does the same with the acts on record. `subject` is the kind of the subject; `action` is a LIKE pattern. */
export function expectSameActs(
  stack: Stack,
  subject: 'law' | 'election',
  action: string,
): Promise<unknown[]> {
  return expectSameRows(
    stack,
    `SELECT to_jsonb(a) AS row FROM admin_audit a
      WHERE subject LIKE $1 AND subject LIKE '${subject}:%' AND action LIKE '${action}' ORDER BY a.id`,
  );
}

async function rowsOf(stack: Stack, query: string, way: Way): Promise<unknown[]> {
  const rows = await stack.sql<{ row: unknown }>(query, [`%-${way}%`]);
  return rows.map(({ row }) => withoutWay(row, way));
}

function withoutWay(row: unknown, way: Way): unknown {
  const text = JSON.stringify(row, (column, value: unknown) => {
    const isIdentifierOfWay = typeof value === 'string' && value.endsWith(`-${way}`);
    return ALWAYS_DIFFERENT.has(column) && !isIdentifierOfWay ? undefined : value;
  });
  return JSON.parse(text.replaceAll(`-${way}`, '')) as unknown;
}

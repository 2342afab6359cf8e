import { useDatabase } from '@scrutin/testkit/database';
import { RUNBOOKS } from './runbooks.ts';

const { owner } = useDatabase();

const statements = new Set(
  Object.values(RUNBOOKS)
    .flatMap(({ look }) => look)
    .flatMap(({ npm }) => /psql "\$DATABASE_URL" -c "(.*)"$/.exec(npm ?? '')?.[1] ?? []),
);

test('PostgreSQL answers every question of the runbooks', async () => {
  expect(statements.size).toBeGreaterThan(4);
  for (const statement of statements) {
    expect([statement, (await owner.query(statement)).command]).toEqual([statement, 'SELECT']);
  }
});

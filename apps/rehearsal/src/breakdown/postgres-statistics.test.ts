import type { StatementReading } from './postgres-statistics.ts';
import { statementsBetween, tablesBetween } from './postgres-statistics.ts';

function reading(id: string, costs: Partial<StatementReading>): StatementReading {
  const text = `statement ${id}`;
  const none = { calls: 0, ms: 0, rows: 0, wal_bytes: 0, blocks_hit: 0, blocks_read: 0, blocks_dirtied: 0 };
  return { id, login: 'scrutin_aggregator', is_nested: false, text, ...none, ...costs };
}

describe('the statements between two readings', () => {
  it('have what they cost since, the most expensive first, without those that did not run', () => {
    const before = [reading('1', { calls: 4, ms: 90, rows: 4 }), reading('2', { calls: 1, ms: 5 })];
    const after = [
      reading('1', { calls: 6, ms: 100, rows: 9 }),
      reading('2', { calls: 1, ms: 5 }),
      reading('3', { calls: 1, ms: 40 }),
    ];
    expect(statementsBetween(before, after)).toMatchObject([
      { text: 'statement 3', calls: 1, ms: 40 },
      { text: 'statement 1', calls: 2, ms: 10, rows: 5 },
    ]);
  });

  it('are told apart by login, and by whether they ran inside of a function', () => {
    const nested = { is_nested: true, calls: 5, ms: 5 };
    const after = [
      reading('1', { calls: 3, ms: 3 }),
      reading('1', nested),
      reading('1', { login: 'a', calls: 1 }),
    ];
    const costs = statementsBetween([reading('1', { calls: 1, ms: 1 })], after);
    expect(costs.map(({ login, is_nested: isNested, calls }) => [login, isNested, calls])).toEqual([
      ['scrutin_aggregator', true, 5],
      ['scrutin_aggregator', false, 2],
      ['a', false, 1],
    ]);
  });
});

test('the tables between two readings are those that were used, the most used first', () => {
  const before = { laws: { heap_hit: 3 }, ballots: { inserted: 2 } };
  const after = { laws: { heap_hit: 3 }, ballots: { inserted: 9, heap_hit: 5 }, audit: { index_hit: 8 } };
  const used = tablesBetween(before, after);
  expect(Object.entries(used)).toEqual([
    ['audit', { index_hit: 8 }],
    ['ballots', { inserted: 7, heap_hit: 5 }],
  ]);
});

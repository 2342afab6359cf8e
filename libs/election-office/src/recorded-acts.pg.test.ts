import { done, party, region, useOffice } from '@scrutin/testkit/election-office';

const { office } = useOffice();
const MARIE = { name: 'Marie@elections.example' };
const PAUL = { name: 'paul@elections.example' };

/** Ids, not positions: other acts may stand between. */
async function found(filter: Omit<Parameters<typeof office.acts>[0], 'limit'>): Promise<string[]> {
  const acts = await office.acts({ limit: 100, ...filter });
  return acts.map(({ actor, action, subject }) => `${actor} ${action} ${subject}`).reverse();
}

test('acts are found by subject, act, person and time, alone and together', async () => {
  const before = await office.databaseClock();
  await done(office.createRegion(MARIE, region('A1')));
  await done(office.createRegion(PAUL, region('A2')));
  await done(office.createParty(PAUL, party('A3')));
  await done(office.removeRegion(PAUL, 'A1'));
  const after = await office.databaseClock();

  expect(await found({ subject: 'region:A1' })).toEqual([
    `${MARIE.name} region.create region:A1`,
    `${PAUL.name} region.remove region:A1`,
  ]);
  expect(await found({ action: 'region.remove' })).toEqual([`${PAUL.name} region.remove region:A1`]);
  expect(await found({ action: 'party' })).toEqual([`${PAUL.name} party.create party:A3`]);
  expect(await found({ action: 'regio' })).toEqual([]);
  expect(await found({ person: 'marie@elections.example' })).toHaveLength(1);
  expect(await found({ person: PAUL.name, action: 'region' })).toEqual([
    `${PAUL.name} region.create region:A2`,
    `${PAUL.name} region.remove region:A1`,
  ]);
  expect(await found({ person: PAUL.name, sinceMs: before, beforeMs: after + 1 })).toHaveLength(3);
  expect(await found({ beforeMs: before - 60_000, person: PAUL.name })).toEqual([]);
  expect(await found({ sinceMs: after + 60_000 })).toEqual([]);
  expect(await found({ person: 'a\0b' })).toEqual([]);
});

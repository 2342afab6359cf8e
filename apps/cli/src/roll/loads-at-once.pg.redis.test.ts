import { adoptingBy } from '@scrutin/testkit/election-office';
import { credentials, firstSet, load, loaded, seen, servers } from '../fixture/late-registrations.ts';
import { LAW } from '../fixture/roll-servers.ts';
import { rebuildClaims } from './rebuild.ts';
import { rollReports } from './status.ts';

const statusOf = async () => (await rollReports(servers.store, servers.roll))[0];
const rebuilt = () => rebuildClaims([LAW], servers.store, servers.roll, () => undefined);

/** A load that has put its credential on record, and does not tell Redis before `goOn` is called. */
async function beginLoad(hash: Buffer) {
  const onRecord = Promise.withResolvers<undefined>();
  const held = Promise.withResolvers<undefined>();
  const roll = adoptingBy(servers.roll, async (goOn) => {
    onRecord.resolve(undefined);
    await held.promise;
    await goOn();
  });
  const outcome = load([hash], { roll });
  await Promise.race([onRecord.promise, outcome]);
  const goOn = () => {
    held.resolve(undefined);
    return outcome;
  };
  return { goOn };
}

test('while a load writes to PostgreSQL and Redis, their difference is no loss', async () => {
  const [late] = credentials(1) as [Buffer];
  const { goOn } = await beginLoad(late);
  expect(await statusOf()).toMatchObject({
    registered: 21,
    redis: { credentials: 20 },
    advice: expect.stringContaining('it is being loaded') as string,
  });
  const rebuilding = rebuilt();
  expect(await goOn()).toMatchObject(loaded(1));
  expect(await rebuilding).toMatchObject([{ roll: LAW, withoutVote: 0 }]);
  expect(await statusOf()).toMatchObject({ registered: 21, redis: { credentials: 21 }, advice: undefined });
  expect(await seen(late)).toBe('claimed');
});

test('a load that ends between the record and Redis being read is no loss either', async () => {
  const [first, second] = credentials(2) as [Buffer, Buffer];
  let reads = 0;
  const store = {
    rolls: async () => {
      const rolls = await servers.store.rolls();
      reads += 1;
      if (reads === 1) expect(await load([first])).toMatchObject(loaded(1));
      return rolls;
    },
  };
  expect(await rollReports(store, servers.roll)).toMatchObject([{ registered: 21, advice: undefined }]);

  let looks = 0;
  const { goOn } = await beginLoad(second);
  const roll = {
    // The load is over when it is asked for, but not when Redis was read.
    isLoading: () => Promise.resolve(false),
    status: async (...given: Parameters<typeof servers.roll.status>) => {
      const read = await servers.roll.status(...given);
      looks += 1;
      if (looks === 1) expect(await goOn()).toMatchObject(loaded(1));
      return read;
    },
  };
  expect(await rollReports(servers.store, roll)).toMatchObject([{ registered: 22, advice: undefined }]);
  expect(looks).toBe(2);
});

test('a load that began with a record which another load has changed meanwhile changes nothing and says so', async () => {
  const [first, second] = credentials(2) as [Buffer, Buffer];
  const office = {
    ...servers.office,
    beginRollLoad: async (...given: Parameters<typeof servers.office.beginRollLoad>) => {
      const begun = await servers.office.beginRollLoad(...given);
      expect(await load([first])).toMatchObject(loaded(1));
      return begun;
    },
  };
  expect(await load([second], { office })).toMatchObject({
    ok: false,
    kind: 'in-use',
    text: { en: expect.stringContaining('wait, then load it again') as string },
  });
  expect(await seen(second)).toBe('unknown-credential');
  expect(await servers.roll.isLoading(LAW)).toBe(false);
  expect(await load([second])).toMatchObject(loaded(1));
  expect(await statusOf()).toMatchObject({ registered: 22, advice: undefined });
});

test('a loss is found at once while nothing is loaded', async () => {
  const { registered } = (await statusOf())!;
  expect(registered).toBe(20);
  await servers.forget();
  await expect(rebuilt()).rejects.toThrow('load its files first');
  expect((await statusOf())?.advice).toContain('Redis has lost it');
  await servers.load(firstSet());
  expect(await rebuilt()).toMatchObject([{ roll: LAW }]);
});

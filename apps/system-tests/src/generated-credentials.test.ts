import {
  expectNoSecretInLogs,
  expectNothingLostNothingTwice,
  issueCredentials,
  oneVoteEach,
  publishLaw,
  runOrThrow,
  useSystem,
} from '@scrutin/testkit';

const COUNT = 200_000;

describe('a large set of generated credentials', () => {
  const { stack, castAll } = useSystem({ suite: 'generated-credentials' });

  test('the first, the last, and others of 200,000 voters can vote', async () => {
    const law = await issueCredentials(stack, COUNT);
    expect(law.voters).toHaveLength(COUNT);
    expect(new Set(law.voters.map(({ nas }) => nas)).size).toBe(COUNT);
    expect(law.voters.filter(({ code }) => !/^[A-Z0-9]{8}$/.test(code))).toEqual([]);
    await runOrThrow(stack, ['roll', 'load', law.folder]);
    await publishLaw(stack, law);

    const some = [0, 1, 99_999, 100_000, 100_001, 150_000, COUNT - 2, COUNT - 1].map((i) => law.voters[i]!);
    const record = await castAll(oneVoteEach(law, some));
    const outcome = await expectNothingLostNothingTwice(stack, law, record);
    expect(outcome).toEqual({ counted: some.length, rejected: {} });
    expectNoSecretInLogs(stack, [{ ...law, voters: some }]);
  });
});

import type { ContestKey } from '@scrutin/election';
import { BY_THE_RULES, DEFAULT_RULES } from '@scrutin/tabulation';
import { countInThread } from './count-in-thread.ts';

const ORDER = {
  contest: 'law:L1' as ContestKey,
  ruleSet: 'referendum',
  rules: DEFAULT_RULES.referendum,
  race: undefined,
  draws: BY_THE_RULES,
};

it('stops a count that takes too long, and says so', async () => {
  const count = countInThread('postgresql://nowhere.example/', 200, new URL('data:text/javascript,for(;;);'));
  expect(await count(ORDER)).toMatchObject({
    ok: false,
    kind: 'incomplete',
    detail: expect.stringContaining('0.2 seconds') as unknown,
  });
});

it('fails immediately if the thread fails', async () => {
  const script = new URL('data:text/javascript,throw new Error("broken")');
  await expect(countInThread('postgresql://nowhere.example/', 60_000, script)(ORDER)).rejects.toThrow(
    'broken',
  );
});

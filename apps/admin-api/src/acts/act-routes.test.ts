import type { RecordedAct } from '@scrutin/election-office';
import type { Answer } from '../http/answer.ts';
import type { Call } from '../http/route.ts';
import { actRoutes } from './act-routes.ts';

const ACTS = 2_345;

/** A record of acts 1 to 2345, read as the office reads it: newest first, at most 1000 at a time. */
const office = {
  acts: ({ limit, before }: { limit: number; before?: bigint }): Promise<RecordedAct[]> => {
    const newest = before === undefined ? ACTS : Number(before) - 1;
    const length = Math.max(0, Math.min(limit, 1_000, newest));
    return Promise.resolve(
      Array.from({ length }, (_, i) => ({
        ...{ id: BigInt(newest - i), atMs: 0, officialId: undefined, actor: 'a', action: 'b', subject: 'c' },
        ...{ reason: undefined, before: undefined, after: undefined },
      })),
    );
  },
};

async function answerTo(query: Record<string, string>): Promise<Answer> {
  const [route] = actRoutes(office);
  return route!.handle({ request: { query }, language: 'en' } as unknown as Call);
}

async function idsInCsv(query: Record<string, string>): Promise<number[]> {
  const answer = await answerTo({ format: 'csv', ...query });
  if (answer.kind !== 'file') throw new Error(`no file: ${answer.kind}`);
  let text = '';
  for await (const chunk of answer.chunks) text += chunk;
  const [head, ...lines] = text.split('\r\n');
  expect(head).toBe('\ufeffid,at,official_id,actor,action,subject,reason,before,after');
  expect(lines.pop()).toBe('');
  return lines.map((line) => Number(line.split(',')[0]));
}

const countdown = (from: number, length: number) => Array.from({ length }, (_, i) => from - i);

describe('the record of acts as a file', () => {
  it('is whole, each act once, newest first', async () => {
    expect(await idsInCsv({})).toEqual(countdown(ACTS, ACTS));
    expect(await idsInCsv({ before: '1001' })).toEqual(countdown(1_000, 1_000));
    expect(await idsInCsv({ before: '1' })).toEqual([]);
  });

  it('has the newest so many when that is asked for, more than a page too', async () => {
    expect(await idsInCsv({ limit: '7' })).toEqual(countdown(ACTS, 7));
    expect(await idsInCsv({ limit: '1500' })).toEqual(countdown(ACTS, 1_500));
    expect(await idsInCsv({ limit: '1000' })).toEqual(countdown(ACTS, 1_000));
    expect(await idsInCsv({ limit: '100000' })).toEqual(countdown(ACTS, ACTS));
  });

  it('as JSON comes in pages, and says how to go on', async () => {
    const page = await answerTo({});
    expect(page.kind === 'json' ? (page.body as unknown[]).length : 0).toBe(100);
    expect(await answerTo({ limit: '1001' })).toMatchObject({
      type: 'invalid',
      members: {
        errors: [{ field: 'limit', message: expect.stringContaining('page on with before') as string }],
      },
    });
  });
});

import type { SessionRoutes } from '@scrutin/contracts/admin';
import { actsQuery } from '@scrutin/contracts/admin';
import { formErrors } from '@scrutin/contracts/problems';
import type { Election } from '@scrutin/election';
import type { RecordedAct } from '@scrutin/election-office';
import type { RouteHandler } from '@scrutin/http-edge';
import type { Caller, OfficeAnswer, OfficeCall } from '../http/office-call.ts';
import { TableFiles } from '../http/table-files.ts';
import { actHandlers } from './act-handlers.ts';

const ACTS = 2_345;

/** A record of acts 1 to 2345, read as the office reads it: newest first, at most 1000 at a time. */
const office = {
  laws: () => Promise.resolve([]),
  elections: () => Promise.resolve([{ id: 'E', timeZone: 'America/Vancouver' } as Election]),
  acts: ({ limit, before }: { limit: number; before?: bigint }): Promise<RecordedAct[]> => {
    const newest = before === undefined ? ACTS : Number(before) - 1;
    const length = Math.max(0, Math.min(limit, 1_000, newest));
    return Promise.resolve(
      Array.from({ length }, (_, i) => ({
        id: BigInt(newest - i),
        atMs: 0,
        officialId: undefined,
        actor: 'a',
        action: 'b',
        subject: newest - i === ACTS ? 'election:E:R' : 'c',
        reason: undefined,
        before: undefined,
        after: undefined,
        approvedBy: undefined,
        proposalId: undefined,
      })),
    );
  },
};

async function answerTo(query: Record<string, string>): Promise<OfficeAnswer<'acts'>> {
  const handle = actHandlers(office, 'America/Toronto', new TableFiles()).acts as RouteHandler<
    SessionRoutes['acts'],
    Caller
  >;
  return handle({ query: actsQuery.parse(query) } as OfficeCall<'acts'>);
}

async function idsInCsv(query: Record<string, string>): Promise<number[]> {
  const answer = await answerTo({ format: 'csv', ...query });
  if (answer.kind !== 'file') throw new Error(`no file: ${answer.kind}`);
  let text = '';
  for await (const chunk of answer.chunks) text += String(chunk);
  const [head, ...lines] = text.split('\r\n');
  expect(head).toBe(
    '\ufeffid,at,official_id,actor,action,subject,reason,approved_by,proposal_id,before,after',
  );
  expect(lines.pop()).toBe('');
  return lines.map((line) => Number(line.split(',')[0]));
}

const countdown = (from: number, length: number) => Array.from({ length }, (_, i) => from - i);

describe('the record of acts as a file', () => {
  it('contains each act once, the newest first', async () => {
    expect(await idsInCsv({})).toEqual(countdown(ACTS, ACTS));
    expect(await idsInCsv({ before: '1001' })).toEqual(countdown(1_000, 1_000));
    expect(await idsInCsv({ before: '1' })).toEqual([]);
  });

  it('contains only the newest acts if a limit is given, which may be more than a page', async () => {
    expect(await idsInCsv({ limit: '7' })).toEqual(countdown(ACTS, 7));
    expect(await idsInCsv({ limit: '1500' })).toEqual(countdown(ACTS, 1_500));
    expect(await idsInCsv({ limit: '1000' })).toEqual(countdown(ACTS, 1_000));
    expect(await idsInCsv({ limit: '100000' })).toEqual(countdown(ACTS, ACTS));
  });

  it('as JSON has pages, and each page says how to get the next', async () => {
    const page = await answerTo({});
    expect(page.kind === 'json' ? page.body.length : 0).toBe(100);
    // An act on an election has its time zone, and any other that of the installation.
    expect(page.kind === 'json' ? page.body.slice(0, 2).map(({ time_zone }) => time_zone) : []).toEqual([
      'America/Vancouver',
      'America/Toronto',
    ]);
    const tooMany = actsQuery.safeParse({ limit: '1001' });
    expect(tooMany.success ? [] : formErrors(tooMany.error, 'en')).toEqual([
      { field: 'limit', message: expect.stringContaining('read the next page with before') as string },
    ]);
  });
});

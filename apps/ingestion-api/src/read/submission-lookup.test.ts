import type { SubmissionStatus } from '@scrutin/ballot-store';
import type { SubmissionId } from '@scrutin/election';
import { TransientError } from '@scrutin/service-runtime';
import { SubmissionLookup } from './submission-lookup.ts';

const id = (n: number): SubmissionId =>
  `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as SubmissionId;

function database() {
  const answers: ((status: SubmissionStatus | undefined) => void)[] = [];
  return {
    answers,
    submissionStatus: () =>
      new Promise<SubmissionStatus | undefined>((resolve) => {
        answers.push(resolve);
      }),
  };
}

test('many requests for one submission share a query, and the next query is sent when the answer is old', async () => {
  const store = database();
  let nowMs = 0;
  const lookup = new SubmissionLookup({ store, cacheMs: 500, now: () => nowMs });
  const requests = Array.from({ length: 50 }, () => lookup.status(id(1)));
  store.answers[0]?.(undefined);
  expect(await Promise.all(requests)).toEqual(Array.from({ length: 50 }, () => undefined));
  nowMs = 499;
  await lookup.status(id(1));
  expect(store.answers).toHaveLength(1);
  nowMs = 500;
  const later = lookup.status(id(1));
  store.answers[1]?.({ state: 'counted' });
  expect(await later).toEqual({ state: 'counted' });
  nowMs = 5_000;
  expect(await lookup.status(id(1))).toEqual({ state: 'counted' });
});

test('too many simultaneous requests are refused and not queued; earlier ones are answered', async () => {
  const store = database();
  const lookup = new SubmissionLookup({ store, cacheMs: 500, atOnceMax: 10 });
  const requests = Array.from({ length: 10 }, (_, n) => lookup.status(id(n)));
  await expect(lookup.status(id(10))).rejects.toThrow(TransientError);
  for (const answer of store.answers) answer({ state: 'counted' });
  await Promise.all(requests);
  const next = lookup.status(id(10));
  store.answers[10]?.(undefined);
  expect(await next).toBeUndefined();
});

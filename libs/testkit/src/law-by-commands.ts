import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { eventually } from './eventually.ts';
import type { IssuedLaw } from './issued-credentials.ts';
import { generateCredentials, runOrThrow } from './issued-credentials.ts';
import type { Law } from './laws.ts';
import type { Stack } from './stack.ts';

/**
 * A law that commands alone have made: created, with credentials and a roll, and opened. It takes votes about five
 * seconds later, when `untilOpen` resolves. Tests of two releases use it, because the commands may be of the other one.
 */
export async function openLawByCommands(stack: Stack, count: number): Promise<IssuedLaw> {
  const id = `L-${randomBytes(4).toString('hex')}`;
  const [opensAt, closesAt] = [1, 24].map((hours) => new Date(Date.now() + hours * 3_600_000).toISOString());
  const words = ['--approval', 'single-official', '--results', 'live'];
  const titles = [
    '--title-fr',
    id,
    '--title-en',
    id,
    '--opens-at',
    opensAt ?? '',
    '--closes-at',
    closesAt ?? '',
  ];
  await runOrThrow(stack, ['law', 'create', '--id', id, ...titles, ...words]);
  const law = await generateCredentials(stack, id, count);
  await runOrThrow(stack, ['roll', 'load', law.folder]);
  await runOrThrow(stack, ['contest', 'open', `law:${id}`]);
  return law;
}

/** Resolves when every API takes votes on the law. An API of the release before answers without what is new. */
export async function untilOpen(stack: Stack, { id }: Pick<Law, 'id'>): Promise<void> {
  for (const api of stack.running('ingestion-api')) {
    await eventually('the law is open', async () => {
      const answer = await fetch(new URL(`/api/v1/laws/${id}`, api.publicUrl()));
      assert.partialDeepStrictEqual(await answer.json(), { state: 'open' });
    });
  }
}

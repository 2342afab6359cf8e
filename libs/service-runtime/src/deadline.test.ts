import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { withDeadline } from './deadline.ts';
import { TransientError } from './errors.ts';

const late = (): never => {
  throw new TransientError('late');
};
const never = new Promise<never>(() => undefined);

/** Keeps the process busy, as a long turn of the event loop does. To its timers this is the same as a paused machine. */
function standStill(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

describe('a deadline', () => {
  it('gives the outcome of the work if this comes first', async () => {
    await expect(withDeadline(Promise.resolve('done'), 1_000, late)).resolves.toBe('done');
    await expect(withDeadline(Promise.reject(new Error('failed')), 1_000, late)).rejects.toThrow('failed');
  });

  it('throws what `late` throws, or gives what it returns, if the work takes too long', async () => {
    await expect(withDeadline(never, 20, late)).rejects.toThrow(TransientError);
    await expect(withDeadline(never, 20, () => 'without')).resolves.toBe('without');
  });

  it('is not over before its time', async () => {
    const beginning = performance.now();
    await withDeadline(never, 80, () => undefined);
    expect(performance.now() - beginning).toBeGreaterThan(75);
  });

  it('ignores work that fails after it', async () => {
    const work = pause(60).then(() => {
      throw new Error('nobody listens');
    });
    await expect(withDeadline(work, 20, () => 'late')).resolves.toBe('late');
    await expect(work).rejects.toThrow('nobody listens');
  });

  it('keeps no timer after the work has ended', async () => {
    const timers = (): number =>
      process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
    const before = timers();
    await withDeadline(Promise.resolve(), 60_000, late);
    expect(timers()).toBe(before);
  });

  it('does not count the time in which the process stood still', async () => {
    const work = pause(20, 'done');
    const outcome = withDeadline(work, 200, late);
    standStill(400);
    await expect(outcome).resolves.toBe('done');
  });

  it('takes an answer that has arrived for in time, when the process could not read it before', async () => {
    const server = createServer((_request, response) => response.end('answer'));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      const asked = fetch(`http://127.0.0.1:${port}`).then((answer) => answer.text());
      const outcome = withDeadline(asked, 500, late);
      for (let turn = 0; turn < 3; turn += 1) {
        standStill(130);
        await pause(0);
      }
      await expect(outcome).resolves.toBe('answer');
    } finally {
      server.close();
    }
  });
});

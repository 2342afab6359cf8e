import { OneAtATime } from './one-at-a-time.ts';

it('runs one task after another, accepts a limited number, and continues after a failure', async () => {
  const turns = new OneAtATime(1);
  const order: string[] = [];
  let finish: () => void = () => undefined;
  const first = turns.run(async () => {
    order.push('first begins');
    await new Promise<void>((resolve) => (finish = resolve));
    order.push('first ends');
    throw new Error('first');
  });
  const second = turns.run(() => Promise.resolve(order.push('second')));
  expect(turns.run(() => Promise.resolve())).toBeUndefined();
  await Promise.resolve();
  finish();
  await expect(first).rejects.toThrow('first');
  await second;
  expect(order).toEqual(['first begins', 'first ends', 'second']);
  expect(await turns.run(() => Promise.resolve(7))).toBe(7);
});

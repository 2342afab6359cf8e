import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { oneAtATime } from './one-at-a-time.ts';

describe('work that is requested repeatedly', () => {
  it('runs once more after a run during which it was requested, however often', async () => {
    let runs = 0;
    let inside = 0;
    const work = oneAtATime(async () => {
      inside += 1;
      assert.equal(inside, 1);
      runs += 1;
      await delay(20);
      inside -= 1;
    });
    for (let time = 0; time < 5; time += 1) work.ask();
    await delay(100);
    assert.equal(runs, 2);
    work.ask();
    await delay(60);
    assert.equal(runs, 3);
  });

  it('is awaited at the end, and does not begin again', async () => {
    let done = 0;
    const work = oneAtATime(async () => {
      await delay(20);
      done += 1;
    });
    work.ask();
    work.ask();
    await work.close();
    work.ask();
    await delay(40);
    assert.equal(done, 1);
  });
});

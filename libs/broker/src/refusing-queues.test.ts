import { QUEUES } from '@scrutin/contracts/messages';
import { RefusingQueues } from './refusing-queues.ts';

const QUEUE = QUEUES.aggregation;

/** The times, in milliseconds, at which a channel is replaced while the queue refuses a message every 100 ms. */
function replacements(untilMs: number, takesAtMs = Infinity): number[] {
  const queues = new RefusingQueues();
  const times: number[] = [];
  for (let nowMs = 0; nowMs <= untilMs; nowMs += 100) {
    if (nowMs === takesAtMs) queues.confirmed(QUEUE);
    else if (queues.refused(QUEUE, nowMs)) {
      times.push(nowMs);
      queues.opened();
    }
  }
  return times;
}

describe('a queue that refuses every message', () => {
  it('gets another channel after three seconds, and after that ever later', () => {
    expect(replacements(50_000)).toEqual([3_000, 9_100, 21_200, 45_300]);
  });

  it('gets another channel once a minute at last', () => {
    const times = replacements(600_000);
    expect(times.at(-1)! - times.at(-2)!).toBe(60_100);
  });

  it('gets no other channel while it takes a message now and then, as a full queue does', () => {
    expect(replacements(5_000, 2_500)).toEqual([]);
    expect(replacements(5_700, 2_500)).toEqual([5_600]);
  });

  it('does not count what another queue takes or refuses', () => {
    const queues = new RefusingQueues();
    expect(queues.refused(QUEUE, 0)).toBe(false);
    queues.confirmed(QUEUES.review);
    expect(queues.refused(QUEUES.review, 3_000)).toBe(false);
    expect(queues.refused(QUEUE, 3_000)).toBe(true);
  });
});

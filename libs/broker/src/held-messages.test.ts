import type { QueueName } from '@scrutin/contracts/messages';
import { QUEUES } from '@scrutin/contracts/messages';
import { TransientError } from '@scrutin/service-runtime';
import { heldMessages } from './held-messages.ts';
import { queuesAreEmpty } from './queues-are-empty.ts';

type Held = Partial<Record<QueueName, { ready?: number; unacknowledged?: number }>>;

/** A management API that gives these figures one after the other; an error is a look that fails. */
function looks(...answers: readonly (Held | Error)[]) {
  let next = 0;
  return {
    asked: () => next,
    queues: async () => {
      await Promise.resolve();
      const answer = answers[next++];
      if (answer === undefined) throw new Error('more looks than were expected');
      if (answer instanceof Error) throw answer;
      const figures = Object.values(QUEUES).map((queue) => [
        queue,
        { ready: 0, unacknowledged: 0, consumers: 1, ...answer[queue] },
      ]);
      return Object.fromEntries(figures) as Record<
        QueueName,
        { ready: number; unacknowledged: number; consumers: number }
      >;
    },
  };
}

const ALL = Object.values(QUEUES);
const AWAY = new TransientError('the management API did not answer');

describe('the messages that queues hold', () => {
  it('are reported as none only after two checks in a row find none', async () => {
    const empty = looks({}, {});
    expect([...(await heldMessages(empty, ALL, 0))]).toEqual([]);
    expect(empty.asked()).toBe(2);
  });

  it('are found by the second look if they moved from queue to queue during the first', async () => {
    const moving = looks({}, { [QUEUES.aggregation]: { unacknowledged: 2 } });
    expect([...(await heldMessages(moving, ALL, 0))]).toEqual([[QUEUES.aggregation, 2]]);
  });

  it('are not reported from a figure that was old: a third look makes sure', async () => {
    expect([...(await heldMessages(looks({ [QUEUES.review]: { ready: 1 } }, {}, {}), ALL, 0))]).toEqual([]);
    const held = looks(AWAY, {}, { [QUEUES.waiting]: { ready: 1, unacknowledged: 3 } });
    expect([...(await heldMessages(held, ALL, 0))]).toEqual([[QUEUES.waiting, 4]]);
  });

  it('are not known while the management API does not answer', async () => {
    await expect(heldMessages(looks({}, AWAY), ALL, 0)).rejects.toThrow(TransientError);
    expect(await queuesAreEmpty(looks({}, AWAY), 0)).toBeUndefined();
  });

  it('do not include parked ones where the pipeline is asked about', async () => {
    const parked = { [QUEUES.parked]: { ready: 5 } };
    expect(await queuesAreEmpty(looks(parked, parked), 0)).toBe(true);
    expect([...(await heldMessages(looks(parked, parked), ALL, 0))]).toEqual([[QUEUES.parked, 5]]);
    const waiting = { [QUEUES.waiting]: { ready: 1 } };
    expect(await queuesAreEmpty(looks({}, waiting), 0)).toBe(false);
  });
});

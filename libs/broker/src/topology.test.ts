import { QUEUES } from '@scrutin/contracts/messages';
import { declarations, logicalName, physicalName } from './topology.ts';

const OPTIONS = { queuePrefix: 'p.', deliveryLimit: 20, maxLength: { [QUEUES.review]: 1_000 } } as const;

describe('topology', () => {
  const declared = declarations(OPTIONS);
  const work = declared.filter(({ name }) => name !== 'p.votes.parked');
  const parked = declared.find(({ name }) => name === 'p.votes.parked');

  it('declares every queue once, and the parking queue before those that park', () => {
    expect(declared.map(({ name }) => name)).toEqual([
      'p.votes.parked',
      'p.votes.validation',
      'p.votes.waiting',
      'p.votes.aggregation',
      'p.votes.review',
    ]);
  });

  it('P2: no queue drops messages: full queues refuse, and parking is confirmed before the original is removed', () => {
    for (const { arguments: args } of declared)
      expect(args).toMatchObject({ 'x-queue-type': 'quorum', 'x-overflow': 'reject-publish' });
    for (const { arguments: args } of work)
      expect(args).toMatchObject({
        'x-delivery-limit': 20,
        'x-dead-letter-exchange': '',
        'x-dead-letter-routing-key': 'p.votes.parked',
        'x-dead-letter-strategy': 'at-least-once',
      });
  });

  it('keeps parked messages: no dead letters, and no delivery limit that browsing could reach', () => {
    expect(Object.keys(parked?.arguments ?? {}).some((key) => key.startsWith('x-dead-letter'))).toBe(false);
    expect(parked?.arguments['x-delivery-limit']).toBeGreaterThan(1_000_000);
  });

  it('sets a maximum length and a number of members only if they are configured', () => {
    expect(work.map(({ arguments: args }) => args['x-max-length'])).toEqual([
      undefined,
      undefined,
      undefined,
      1_000,
    ]);
    expect(parked?.arguments).not.toHaveProperty('x-quorum-initial-group-size');
    for (const { arguments: args } of declarations({ ...OPTIONS, quorumSize: 3 }))
      expect(args['x-quorum-initial-group-size']).toBe(3);
  });

  it('translates names of queues in both directions', () => {
    for (const queue of Object.values(QUEUES))
      expect(logicalName(physicalName(queue, 'p.'), 'p.')).toBe(queue);
    expect(logicalName('other.votes.review', 'p.')).toBeUndefined();
  });
});

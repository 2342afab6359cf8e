import type { QueueName } from '@scrutin/contracts/messages';
import { QUEUES } from '@scrutin/contracts/messages';
import type { EffectivePolicies } from './management.ts';
import { policyFindings } from './queue-policies.ts';

const NONE: EffectivePolicies = { policy: undefined, operatorPolicy: undefined };

function on(queue: QueueName, own: Partial<EffectivePolicies>): Record<QueueName, EffectivePolicies> {
  const all = Object.values(QUEUES).map((name) => [name, name === queue ? { ...NONE, ...own } : NONE]);
  return Object.fromEntries(all) as Record<QueueName, EffectivePolicies>;
}
const policy = (definition: Record<string, unknown>): Partial<EffectivePolicies> => ({
  policy: { name: 'p', definition },
});

describe('the effects of policies on our queues', () => {
  it.each([
    ['message-ttl', 1_000],
    ['expires', 60_000],
    ['overflow', 'drop-head'],
  ])('%s loses votes, on every queue', (key, value) => {
    for (const queue of Object.values(QUEUES))
      expect(policyFindings(on(queue, policy({ [key]: value })))).toMatchObject([
        { queue, policy: 'p', kind: 'policy', key, value, effect: 'loses' },
      ]);
  });

  it('a delivery limit weakens a promise, on the parking queue as well', () => {
    const limit = policy({ 'delivery-limit': 2 });
    expect(policyFindings(on(QUEUES.parked, limit))).toMatchObject([{ effect: 'weakens' }]);
    expect(policyFindings(on(QUEUES.validation, limit))).toMatchObject([{ effect: 'weakens' }]);
  });

  it('a maximum length with our overflow behaviour only weakens a promise', () => {
    const definition = { 'max-length': 10, 'max-length-bytes': 1_000, overflow: 'reject-publish' };
    const findings = policyFindings(on(QUEUES.review, policy(definition)));
    expect(findings.map(({ key, effect }) => [key, effect])).toEqual([
      ['max-length', 'weakens'],
      ['max-length-bytes', 'weakens'],
    ]);
  });

  it('operator policies count as well, and effects that lose votes come first', () => {
    const findings = policyFindings(
      on(QUEUES.parked, {
        policy: { name: 'p', definition: { 'max-length': 10 } },
        operatorPolicy: { name: 'o', definition: { 'message-ttl': 10 } },
      }),
    );
    expect(findings.map((finding) => [finding.policy, finding.kind, finding.effect])).toEqual([
      ['o', 'operator-policy', 'loses'],
      ['p', 'policy', 'weakens'],
    ]);
  });

  it('other keys have no effect, whatever their name', () => {
    const harmless = {
      'queue-leader-locator': 'balanced',
      constructor: 1,
      toString: 2,
      'max-in-memory-length': 5,
    };
    expect(policyFindings(on(QUEUES.parked, policy(harmless)))).toEqual([]);
  });
});

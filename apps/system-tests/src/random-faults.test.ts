import * as fc from 'fast-check';
import type { AppName, Law, ServiceAct, ServiceName } from '@scrutin/testkit';
import { controlService, expectNothingLostNothingTwice, loadLawRoll, useSystem } from '@scrutin/testkit';
import type { LawVote } from '@scrutin/voting-load';

/** A failure of a process or a server, and the number of votes that come in before it. */
type Fault = { readonly votesBefore: number } & (
  | { readonly kind: 'process'; readonly app: AppName; readonly signal: 'SIGTERM' | 'SIGKILL' }
  | { readonly kind: 'service'; readonly service: ServiceName; readonly act: ServiceAct }
);

const votesBefore = fc.integer({ min: 0, max: 60 });
const process = fc.record({
  kind: fc.constant('process' as const),
  votesBefore,
  app: fc.constantFrom<AppName>('ingestion-api', 'validation-worker', 'aggregator'),
  signal: fc.constantFrom('SIGTERM' as const, 'SIGKILL' as const),
});
const service = (...names: readonly ServiceName[]): fc.Arbitrary<Fault> =>
  fc.record({
    kind: fc.constant('service' as const),
    votesBefore,
    service: fc.constantFrom(...names),
    act: fc.constantFrom<ServiceAct>('restart', 'kill'),
  });

/** A sequence has one failure of the broker only, because the broker takes seconds to come back. */
const faults = fc
  .tuple(
    fc.array(fc.oneof({ weight: 2, arbitrary: process }, service('postgres', 'redis')), {
      minLength: 3,
      maxLength: 6,
    }),
    service('rabbitmq'),
    fc.nat({ max: 6 }),
  )
  .map(([quick, slow, at]): readonly Fault[] => [...quick.slice(0, at), slow, ...quick.slice(at)]);

const VOTERS = 3_000;

describe('random failures', () => {
  const { stack, open, startVoting } = useSystem({
    suite: 'random-faults',
    processes: { 'ingestion-api': 2, 'validation-worker': 2, aggregator: 2 },
    settings: { 'ingestion-api': { PUBLISH_TIMEOUT_MS: '1000' } },
  });

  /** Every third voter casts a second vote with the other choice, some time after the first. */
  const votesOf = (law: Law): LawVote[] =>
    law.voters.flatMap((voter, i): LawVote[] => {
      const vote: LawVote = { kind: 'law', voter, lawId: law.id, choice: i % 2 === 0 ? 'oui' : 'non' };
      const earlier = law.voters[i - 20];
      const second = i % 3 === 0 && earlier !== undefined ? [{ ...vote, voter: earlier }] : [];
      return [vote, ...second];
    });

  const inject = async (fault: Fault, law: Law): Promise<void> => {
    if (fault.kind === 'process') {
      const [victim] = stack.running(fault.app);
      await victim?.end(fault.signal);
      await stack.startApp(fault.app, { until: 'live' });
      return;
    }
    await controlService(fault.act, fault.service);
    if (fault.act === 'kill') await controlService('start', fault.service);
    // A Redis that is killed may lose the last second, with a part of the roll. The operator then loads it again.
    if (fault.service === 'redis') await loadLawRoll(stack, law);
  };

  test('no sequence of failures loses a vote or counts one twice (P1-P5)', async () => {
    const property = fc.asyncProperty(faults, async (sequence) => {
      const law = await open(VOTERS);
      const load = startVoting(votesOf(law), { votesPerSecond: 150, again: 'until-accepted' });
      try {
        for (const fault of sequence) {
          await load.accepted(Math.min(VOTERS, load.acceptedCount + fault.votesBefore));
          await inject(fault, law);
        }
        await load.accepted(Math.min(VOTERS, load.acceptedCount + 50));
      } finally {
        await load.stop();
      }
      await expectNothingLostNothingTwice(stack, law, await load.done());
    });
    await fc.assert(property, { numRuns: 2, endOnFailure: true, verbose: fc.VerbosityLevel.Verbose });
  });
});

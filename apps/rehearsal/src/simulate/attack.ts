import type { Poll, Voter, VoteRequest } from '@scrutin/voting-load';
import { generatedVoters, openVotingClient, paced, seededRandom } from '@scrutin/voting-load';

/** The attacks that can be played. docs/AUDITING.md names the signal that finds each. */
export const ATTACKS = [
  'guess-block',
  'guess-spread',
  'stolen-batch',
  'wrong-regions',
  'duplicates',
] as const;
export type Attack = (typeof ATTACKS)[number];

/** How many requests an attack sends; of a stolen batch, one for each of its letters. */
export const ATTACK_REQUESTS = 300;
const AT_ONCE = 16;

/** Who and what an attack needs. */
export interface AttackOptions {
  readonly attack: Attack;
  readonly poll: Pick<Poll, 'request' | 'drawBallot' | 'regions'>;
  /** The address of an API on 127.0.0.1, where every address of 127.0.0.0/8 is one of this machine (Linux). */
  readonly target: string;
  readonly seed: number;
  /**
   * For `duplicates`, voters who have voted; for `wrong-regions`, voters on the roll who have not; for `stolen-batch`, the
   * voters of its letters. The others send strangers.
   */
  readonly voters: readonly Voter[];
}

/** What an attack sent, and how many answers had each status; 0 for no answer. */
export interface AttackReport {
  readonly attack: Attack;
  readonly sent: number;
  readonly answers: Readonly<Record<string, number>>;
}

/** Plays an attack. Every request is sent once, whatever its answer is. */
export async function playAttack(options: AttackOptions): Promise<AttackReport> {
  const steps = attackSteps(options);
  const answers: Record<string, number> = {};
  const addresses = Map.groupBy(steps, ({ from }) => from);
  const byAddress = async ([localAddress, own]: [string, AttackStep[]]): Promise<void> => {
    const client = openVotingClient({ target: options.target, connections: 1, localAddress });
    try {
      for (const { request } of own) {
        const reply = await client.cast(request);
        const status = reply.kind === 'unreachable' ? '0' : String(reply.status);
        answers[status] = (answers[status] ?? 0) + 1;
      }
    } finally {
      await client.close();
    }
  };
  await paced(addresses, { concurrency: AT_ONCE }, byAddress);
  return { attack: options.attack, sent: steps.length, answers };
}

interface AttackStep {
  /** The address that sends the request. */
  readonly from: string;
  readonly request: VoteRequest;
}

/** The requests of an attack, in their order. */
export function attackSteps({ attack, poll, seed, voters }: Omit<AttackOptions, 'target'>): AttackStep[] {
  const random = seededRandom(seed);
  const voteOf = (voter: Voter, region = voter.region): VoteRequest =>
    poll.request(voter, poll.drawBallot(region, random));
  const anywhere = (): string | undefined => poll.regions[random.integer(Math.max(1, poll.regions.length))];
  switch (attack) {
    case 'guess-block':
      return generatedVoters(ATTACK_REQUESTS).map((voter, i) => ({
        from: `127.66.6.${1 + (i % 20)}`,
        request: voteOf(voter, anywhere()),
      }));
    case 'guess-spread':
      return generatedVoters(ATTACK_REQUESTS).map((voter, i) => ({
        from: `127.67.${i % 100}.1`,
        request: voteOf(voter, anywhere()),
      }));
    case 'stolen-batch':
      return voters.map((voter) => ({ from: '127.68.0.1', request: voteOf(voter) }));
    case 'wrong-regions':
      return Array.from({ length: ATTACK_REQUESTS }, (_, i) => {
        const voter = voterAt(voters, i);
        const others = poll.regions.filter((region) => region !== voter.region);
        return { from: `127.69.${i % 10}.1`, request: voteOf(voter, others[0]) };
      });
    case 'duplicates':
      return Array.from({ length: ATTACK_REQUESTS }, (_, i) => ({
        from: `127.70.0.${1 + (i % 20)}`,
        request: voteOf(voterAt(voters, i)),
      }));
  }
}

function voterAt(voters: readonly Voter[], i: number): Voter {
  const voter = voters[i % Math.max(1, voters.length)];
  if (voter === undefined) throw new RangeError('This attack needs voters.');
  return voter;
}

/**
 * The letters of a printing batch in the middle of a set, and as many others as are asked for, spread over the other
 * letters.
 */
export function batchAndOthers(
  letters: readonly Voter[],
  batchLetters: number,
  others: number,
): { readonly batch: readonly Voter[]; readonly others: Voter[] } {
  const first = batchLetters * Math.floor(letters.length / batchLetters / 2);
  const batch = letters.slice(first, first + batchLetters);
  const rest = [...letters.slice(0, first), ...letters.slice(first + batchLetters)];
  const spread = Array.from({ length: others }, (_, i) => rest[Math.floor((i * rest.length) / others)]);
  return { batch, others: spread.filter((voter) => voter !== undefined) };
}

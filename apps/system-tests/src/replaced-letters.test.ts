import { setTimeout as delay } from 'node:timers/promises';
import type { Law, VoidingOutcome } from '@scrutin/testkit';
import {
  closeLaw,
  eventually,
  expectBalanced,
  joinRecords,
  loadLawRoll,
  oneVoteEach,
  replaceLetter,
  revokeLetter,
  runOrThrow,
  useSystem,
  voters,
  whatBecameOf,
} from '@scrutin/testkit';
import type { LawVote, Voter } from '@scrutin/voting-load';

const VOTERS = 240;
const LOST = 45;
const STRUCK_OFF = 15;
const BATCHES = 3;
/** A certificate is refused as too early until every vote must have been answered. This is longer than that takes. */
const SETTLED_MS = 8_000;

/** A voter with the letters that this voter had. */
interface Person {
  readonly letter: Voter;
  /** The letter that replaces it, if it is lost. */
  readonly fresh?: Voter;
  outcome?: VoidingOutcome;
}

describe('letters that are replaced and revoked while processes are killed and Redis is flushed', () => {
  const { stack, open, startVoting, castAll, rolls } = useSystem({
    suite: 'replaced-letters',
    processes: { 'validation-worker': 2 },
  });

  const killed = async (app: 'validation-worker' | 'aggregator'): Promise<void> => {
    await stack.endAll(app, 'SIGKILL');
    for (let i = 0; i < (app === 'aggregator' ? 1 : 2); i++) await stack.startApp(app);
  };
  const json = async (args: readonly string[], as: 'operator' | 'auditor'): Promise<unknown> =>
    JSON.parse((await stack.scrutin([...args, '--json'], as)).stdout);
  const freshOf = (people: readonly Person[]): Voter[] =>
    people.flatMap(({ fresh, outcome }) => (fresh !== undefined && outcome === 'void' ? [fresh] : []));

  /** The operator loads the roll as it is on record, and puts the claims and the void credentials back. */
  async function restore(law: Law, people: readonly Person[]): Promise<void> {
    await loadLawRoll(stack, { id: law.id, voters: [...law.voters, ...freshOf(people)] });
    const { code, stdout, stderr } = await stack.scrutin(['roll', 'rebuild', `law:${law.id}`]);
    // Votes are on their way during this: the command names their claims, and ends with 1.
    if (code !== 0) expect(stdout + stderr).toContain('claims have no counted vote');
  }

  test('no voter has two ballots, each lost letter leaves one vote, and the certificate and the audit agree (P3, P5)', async () => {
    const law = await open(VOTERS);
    const replacements = voters(LOST);
    rolls.push({ id: law.id, voters: replacements });
    const people = law.voters.map((letter, i): Person => {
      const fresh = replacements[i];
      return fresh === undefined ? { letter } : { letter, fresh };
    });
    const lost = people.slice(0, LOST);
    const struckOff = people.slice(LOST, LOST + STRUCK_OFF);
    const part = <T>(all: readonly T[], batch: number): readonly T[] =>
      all.slice((all.length / BATCHES) * batch, (all.length / BATCHES) * (batch + 1));
    const votesOf = (those: readonly Person[]): LawVote[] =>
      oneVoteEach(
        law,
        those.map(({ letter }) => letter),
      );

    // Some have voted before their letters are replaced, some vote at the same time, and every second one has not voted.
    const early = await castAll(votesOf(lost.slice(0, 3)));
    await whatBecameOf(stack, early, {});
    const begin = (batch: number) => {
      const racing = [...part(lost, batch), ...part(struckOff, batch)].filter((_, i) => i % 2 === 0);
      const votes = votesOf([...part(people.slice(LOST + STRUCK_OFF), batch), ...racing]);
      // 9 has no divisor in common with their number, so that the racing voters vote among the others.
      const mixed = votes.map((_, i) => votes[(i * 9) % votes.length]!);
      return startVoting(mixed, { votesPerSecond: 30, again: 'until-accepted' });
    };
    const acts = async (batch: number): Promise<void> => {
      for (const person of part(lost, batch)) {
        person.outcome = await replaceLetter(stack, law, person.letter, person.fresh!);
      }
      for (const person of part(struckOff, batch)) {
        person.outcome = await revokeLetter(stack, law, person.letter);
      }
    };
    const loads = [begin(0)];
    await Promise.all([acts(0), killed('validation-worker')]);
    loads.push(begin(1));
    await Promise.all([acts(1), killed('aggregator')]);
    loads.push(begin(2));
    await stack.redis.flush();
    const known = people.filter(({ outcome }) => outcome !== undefined);
    await Promise.all([acts(2), restore(law, known)]);
    await Promise.all([killed('validation-worker'), killed('aggregator')]);
    const first = joinRecords(early, ...(await Promise.all(loads.map((load) => load.done()))));

    // Everybody votes once more, with every letter that they have.
    const again = people.flatMap(({ letter, fresh, outcome }): LawVote[] =>
      [letter, ...(fresh !== undefined && outcome === 'void' ? [fresh] : [])].map((voter) => ({
        kind: 'law',
        voter,
        lawId: law.id,
        choice: 'non',
      })),
    );
    const record = joinRecords(first, await castAll(again));
    const settled = await whatBecameOf(stack, record, {});
    await expectBalanced(stack, {});

    const countedBy = ({ nas, code }: Voter): number =>
      settled.filter(
        ({ vote: { voter }, status }) =>
          voter.nas === nas && voter.code === code && status.state === 'counted',
      ).length;
    const ballots = people.map(({ letter, fresh, outcome }) => ({
      outcome,
      isLost: fresh !== undefined,
      old: countedBy(letter),
      fresh: fresh === undefined ? 0 : countedBy(fresh),
    }));
    for (const { outcome, isLost, old, fresh } of ballots) {
      const isVoid = outcome === 'void';
      expect([old, fresh]).toEqual(isVoid ? [0, isLost ? 1 : 0] : [1, 0]);
    }
    const made = (of: readonly Person[]): number => of.filter(({ outcome }) => outcome === 'void').length;
    const [replaced, revoked] = [made(lost), made(struckOff)];
    expect(replaced).toBeGreaterThan(0);
    expect(revoked).toBeGreaterThan(0);
    expect(lost.slice(0, 3).map(({ outcome }) => outcome)).toEqual(Array(3).fill('has-voted'));

    expect(await json(['roll', 'status'], 'operator')).toMatchObject([
      { registered: VOTERS + replaced, voters: VOTERS - revoked, void: { replaced, revoked } },
    ]);
    await certified(law);
    const audit = (await json(['audit', '--contest', `law:${law.id}`], 'auditor')) as {
      readonly verdict: string;
      readonly checks: readonly { readonly name: string; readonly figure: number }[];
    };
    expect(audit.verdict).toBe('holds');
    const addUp = audit.checks.find(({ name }) => name === 'void credentials add up');
    expect(addUp).toMatchObject({ figure: replaced + revoked, expected: replaced + revoked });
    const [result] = await stack.sql('SELECT (oui + non)::int AS votes FROM vote_results WHERE law_id = $1', [
      law.id,
    ]);
    expect(result).toEqual({ votes: VOTERS - revoked });
  });

  async function certified(law: Law): Promise<void> {
    const closesAtMs = Date.now() + 1_000;
    await closeLaw(stack, law, closesAtMs);
    await delay(closesAtMs + SETTLED_MS - Date.now());
    const { id } = (await json(['tabulate', 'record', '--contest', `law:${law.id}`], 'operator')) as {
      readonly id: string;
    };
    await runOrThrow(stack, ['tabulate', 'publish', id]);
    await eventually('the law is certified', () =>
      runOrThrow(stack, ['contest', 'certify', `law:${law.id}`]),
    );
  }
});

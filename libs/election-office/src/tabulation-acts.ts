import type { Prisma, TabulationRow } from '@scrutin/database';
import { toTabulation, votersOf } from '@scrutin/database';
import type { ActOutcome, Contest, ContestKey, Election, Law, Refusal, Tabulation } from '@scrutin/election';
import {
  countingRefusal,
  lawRollKey,
  parseContestKey,
  refusalOfProblems,
  refused,
  ruleSetOfLaw,
  unreadableRules,
} from '@scrutin/election';
import { parseRuleSet } from '@scrutin/tabulation';
import type { ActContext, Transaction } from './act.ts';
import { act } from './act.ts';
import type { Actor } from './acts.ts';
import { latestCount } from './counts-on-record.ts';
import type { Locked } from './locked-contests.ts';
import { lockContest } from './locked-contests.ts';
import { TABULATION_SUMMARIES } from './sql/tabulation-summaries.sql.ts';
import { NO_SUCH_CONTEST } from './unknown-contest.ts';
import { isUuid } from './uuid.ts';

/** A count in the form in which the tabulation library returned it, before it is stored. */
export interface NewTabulation {
  readonly contest: ContestKey;
  readonly ruleSet: string;
  readonly ballots: bigint;
  readonly ballotsDigest: string;
  readonly result: unknown;
}

/** The text of a refusal if an identifier names no count. */
export const NO_SUCH_COUNT = { fr: 'Ce dépouillement n’existe pas.', en: 'There is no such tabulation.' };

const BALLOTS_NEGATIVE = {
  fr: 'Le nombre de bulletins ne doit pas être négatif.',
  en: 'The number of ballots must not be negative.',
};
const DIGEST_FORM = {
  fr: 'L’empreinte doit être 64 chiffres hexadécimaux, en minuscules.',
  en: 'The digest must be 64 lower-case hexadecimal digits.',
};
const RESULT_FORM = {
  fr: 'Le résultat doit être la valeur que le dépouillement a rendue.',
  en: 'The result must be the value that tabulate returned.',
};

export async function recordTabulation(
  context: ActContext,
  actor: Actor,
  given: NewTabulation,
): Promise<ActOutcome<Tabulation>> {
  const { contest: key, ruleSet, ballots, ballotsDigest, result } = given;
  const contest = parseContestKey(key);
  if (contest === undefined) return refused('not-found', NO_SUCH_CONTEST);
  const parsed = parseRuleSet(ruleSet);
  const problem = refusalOfProblems(
    parsed.ok ? undefined : unreadableRules(parsed.text),
    ballots >= 0n ? undefined : BALLOTS_NEGATIVE,
    /^[0-9a-f]{64}$/.test(ballotsDigest) ? undefined : DIGEST_FORM,
    typeof result === 'object' && result !== null ? undefined : RESULT_FORM,
  );
  if (problem !== undefined) return problem;
  return act(context, { actor, action: 'tabulation.record', subject: key }, async (transaction) => {
    const locked = await lockCounted(context, transaction, contest);
    if (!locked.ok) return locked;
    const refusal = countingRefusal(locked.contest, locked.nowMs);
    if (refusal !== undefined) return refusal;
    const latest = await latestCount(transaction, key);
    const row = await transaction.tabulation.create({
      data: {
        contestKey: key,
        ruleSet,
        ballots,
        ballotsDigest,
        result: result as Prisma.InputJsonValue,
        // Later than the previous one even if a clock went back: there must be exactly one latest tabulation.
        computedAt: new Date(Math.max(locked.nowMs, (latest?.computedAt.getTime() ?? 0) + 1)),
        requestedBy: actor.officialId ?? null,
      },
    });
    const value = toTabulation(row);
    return { ok: true, value, after: onRecord(value) };
  });
}

export async function tabulations({ database }: ActContext, contest: ContestKey): Promise<Tabulation[]> {
  if (parseContestKey(contest) === undefined) return [];
  const rows = await database.query<TabulationRow>('tabulations', TABULATION_SUMMARIES, contest);
  return rows.map(toTabulation);
}

export async function tabulation({ database }: ActContext, id: string): Promise<Tabulation | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await database.run('tabulations', (client) => client.tabulation.findUnique({ where: { id } }));
  return row === null ? undefined : toTabulation(row);
}

/** Locks the law, or the election if it has such a race. */
export async function lockCounted(
  context: ActContext,
  transaction: Transaction,
  contest: Contest,
): Promise<Locked<Law | Election> | Refusal> {
  const { kind } = contest;
  const id = kind === 'law' ? contest.lawId : contest.electionId;
  const locked = await lockContest(context, transaction, { kind, id });
  if (kind === 'law') return locked;
  const { electionId, regionId } = contest;
  const races = await transaction.electionRegion.count({ where: { electionId, regionId } });
  return locked.ok && races === 0
    ? refused('not-found', {
        fr: `${electionId} n’a pas de circonscription dans ${regionId}.`,
        en: `${electionId} has no race in ${regionId}.`,
      })
    : locked;
}

/** The rule set of the law or the race, which voters know. */
export async function ruleSetOf(
  transaction: Transaction,
  contest: Contest,
  subject: Law | Election,
): Promise<string> {
  if (subject.kind === 'law') {
    const roll = await transaction.roll.findUnique({
      where: { rollKey: lawRollKey(subject.id) },
      include: { regions: true, voidTotals: true },
    });
    return ruleSetOfLaw(subject, votersOf(roll));
  }
  const { electionId, regionId } = contest as Extract<Contest, { readonly kind: 'election' }>;
  const { ruleSet } = await transaction.electionRegion.findUniqueOrThrow({
    where: { electionId_regionId: { electionId, regionId } },
  });
  return ruleSet;
}

/** What goes into the record of acts. The rounds are left out: they stay in the tabulation, which never changes. */
export function onRecord(given: Tabulation): unknown {
  const { result, ...rest } = given;
  const { status, winners } = result as { readonly status?: unknown; readonly winners?: unknown };
  return { ...rest, status, winners };
}

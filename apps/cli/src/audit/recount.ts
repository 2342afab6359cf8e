import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { AuditRow } from '@scrutin/ballot-store';
import type { Contest, Tabulation } from '@scrutin/election';
import { parseContestKey, rulesToCountBy } from '@scrutin/election';
import type { ElectionOffice } from '@scrutin/election-office';
import { countBallots } from '@scrutin/election-office';
import type { SelectionCount } from '@scrutin/tabulation';
import { ballotsText, parseRuleSet } from '@scrutin/tabulation';
import type { AuditCheck } from './audit-check.ts';
import { numberIn, stateOf } from './audit-check.ts';
import type { AuditScope } from './audit-scope.ts';
import { notYet } from './compare-record.ts';

type CountReader = Pick<ElectionOffice, 'tabulations' | 'tabulation' | 'publications' | 'countOrder'>;

/**
 * Counts every published count of the closed contests again, from the cast vote records and by the rule set of that
 * count and the lots on record, and compares winners, rounds and the digest of the ballots (P8). The rules of the count
 * that stands must be those of the contest.
 */
export async function recountChecks(
  office: CountReader,
  scope: AuditScope,
  ballots: readonly AuditRow[],
): Promise<AuditCheck[]> {
  const recounted: Recounted[] = [];
  for (const { contest_key: key, closed } of scope.contests) {
    const contest = parseContestKey(key);
    if (!closed || contest === undefined) continue;
    const selections = ballots
      .filter((row) => row['contest_key'] === key)
      .map((row) => ({ selection: row['selection'] ?? '', ballots: BigInt(numberIn(row, 'count')) }));
    const [standing] = await office.publications(key);
    const published = (await office.tabulations(key)).filter(
      ({ publishedAtMs }) => publishedAtMs !== undefined,
    );
    for (const { id } of published) {
      const stored = await office.tabulation(id);
      if (stored !== undefined) {
        recounted.push(
          await recount(office, { contest, stored, selections, stands: id === standing?.tabulation }),
        );
      }
    }
  }
  const same = recounted.filter(({ outcome }) => outcome !== 'differs');
  return [
    {
      section: 'Recount',
      name: 'published counts, counted again',
      figure: same.length,
      expected: recounted.length,
      difference: recounted.length - same.length,
      state: stateOf(same.length < recounted.length, scope.open.length > 0),
      meaning:
        'A published count that the ballots do not give again: the ballots, the candidates or the count were changed ' +
        'afterwards, its rules are no longer those of the contest, or this version counts differently from the one that counted. None is allowed. A count that was ' +
        'published before the last ballots came cannot be counted again; it must not be the one that stands.',
      details: [...recounted.map(({ text }) => text), ...notYet(scope)],
    },
  ];
}

interface Recounted {
  readonly outcome: 'same' | 'earlier' | 'differs';
  readonly text: string;
}

interface ToRecount {
  readonly contest: Contest;
  readonly stored: Tabulation;
  readonly selections: readonly SelectionCount[];
  readonly stands: boolean;
}

async function recount(
  office: CountReader,
  { contest, stored, selections, stands }: ToRecount,
): Promise<Recounted> {
  const name = `${stored.contest}, count ${stored.id}`;
  const total = selections.reduce((sum, { ballots }) => sum + ballots, 0n);
  const digest = createHash('sha256').update(ballotsText(stored.contest, selections), 'utf8').digest('hex');
  if (digest !== stored.ballotsDigest) {
    if (!stands && stored.ballots < total) {
      return {
        outcome: 'earlier',
        text: `${name}: of ${stored.ballots} ballots, before the other ${total - stored.ballots} came; not counted again`,
      };
    }
    return {
      outcome: 'differs',
      text: `${name}: digest ${stored.ballotsDigest} of ${stored.ballots} ballots; the ${total} ballots have ${digest}`,
    };
  }
  // With the lots on record, and by the rules of this count.
  const order = await office.countOrder(contest, undefined, 'look');
  if (!order.ok) return { outcome: 'differs', text: `${name}: cannot be counted: ${order.detail}` };
  const rules = parseRuleSet(stored.ruleSet);
  if (!rules.ok) return { outcome: 'differs', text: `${name}: by unreadable rules ${stored.ruleSet}` };
  // Recounting by the rules of the count would not notice that the threshold of the law was changed afterwards.
  if (stands && !rulesToCountBy(stored.ruleSet, order.value.ruleSet).ok) {
    const text = `${name}: counted by ${stored.ruleSet}, and the contest now has ${order.value.ruleSet}`;
    return { outcome: 'differs', text };
  }
  const counted = await countBallots(
    { selections: () => Promise.resolve([...selections]) },
    { ...order.value, ruleSet: stored.ruleSet, rules: rules.rules },
  );
  if (!counted.ok) return { outcome: 'differs', text: `${name}: cannot be counted: ${counted.detail}` };
  const differing = differingParts(asStored(counted.value.result), asStored(stored.result));
  return differing.length === 0
    ? { outcome: 'same', text: `${name}: the same winners, rounds and digest, of ${total} ballots` }
    : { outcome: 'differs', text: `${name}: other ${differing.join(', ')} than published` };
}

type StoredResult = Readonly<Record<string, unknown>>;

/** As JSON keeps it: a count on record was written and read as JSON. */
function asStored(result: unknown): StoredResult {
  return JSON.parse(JSON.stringify(result)) as StoredResult;
}

function differingParts(counted: StoredResult, stored: StoredResult): string[] {
  const parts = new Set([...Object.keys(counted), ...Object.keys(stored)]);
  return [...parts].filter((part) => !isDeepStrictEqual(counted[part], stored[part])).sort();
}

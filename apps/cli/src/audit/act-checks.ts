import type { ActDifferences, AuditRow, AuditStore } from '@scrutin/ballot-store';
import type { AuditCheck } from './audit-check.ts';
import { stateOf } from './audit-check.ts';
import type { AuditScope } from './audit-scope.ts';

const CHECKS: readonly (readonly [keyof ActDifferences, string, string])[] = [
  [
    'contests',
    'laws and elections as their last act left them',
    'A text, the status, the window or a rule was changed without an act, or an act was removed or changed.',
  ],
  [
    'races',
    'races as their last act left them',
    'A rule of a race was changed without an act, or an act was removed or changed.',
  ],
  [
    'candidates',
    'candidates as their last act left them',
    'A name, the party, the place, a text or the withdrawal of a candidate was changed without an act, or an act was ' +
      'removed or changed.',
  ],
  ['lots', 'lots as their acts say', 'A lot was changed, added or removed without an act, or its act was.'],
  [
    'publications',
    'publications as their acts say',
    'A publication or its count was changed, added or removed without an act, or its act was.',
  ],
  [
    'voidings',
    'void credentials as their acts say',
    'Credentials were made void without an act, or are not void any more, or an act was removed or changed.',
  ],
  [
    'registrations',
    'late registrations as their acts say',
    'Credentials were added to a published roll without an act, or more of them by one official alone than the policy ' +
      'allowed, or an act was removed or changed.',
  ],
  [
    'certifications',
    'certifications as their acts say',
    'A contest was certified without an act, or is not certified any more, or an act was removed.',
  ],
  [
    'actGaps',
    'acts that follow one another',
    'An act on a law or an election begins otherwise than the act before it ended: an act between them was removed, or ' +
      'one of the two was changed.',
  ],
];

/**
 * Section 7: the tables are as the record of acts says, and no act between two others is missing. An act that was
 * rewritten without contradicting anything is not found by this: only stamps and copies of the acts show it.
 */
export async function actChecks(
  store: Pick<AuditStore, 'actDifferences'>,
  scope: AuditScope,
): Promise<AuditCheck[]> {
  const found = await store.actDifferences();
  return CHECKS.map(([about, name, meaning]) => {
    const rows = found[about].filter(
      ({ subject }) => scope.has(subject ?? '') || scope.hasRoll(subject ?? ''),
    );
    return {
      section: '7',
      name,
      figure: rows.length,
      expected: 0,
      difference: rows.length,
      state: stateOf(rows.length > 0, false),
      meaning: `${meaning} None is allowed, at any time.`,
      details: rows.map((row) => textOf(about, row)),
    };
  });
}

function textOf(
  about: keyof ActDifferences,
  { subject, what, stored, on_record: onRecord }: AuditRow,
): string {
  const [first, second] =
    about === 'actGaps' ? ['begins with', 'the act before ended with'] : ['stored', 'on record'];
  return `${subject ?? ''}, ${what ?? ''}: ${first} ${stored ?? 'nothing'}, ${second} ${onRecord ?? 'nothing'}`;
}

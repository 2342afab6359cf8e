import type { Contest } from './contest.ts';
import { parseRuleSet } from './rule-set-text.ts';
import { tabulate } from './tabulate.ts';

function counted(contest: Partial<Contest>, text: string) {
  const rules = parseRuleSet(text);
  if (!rules.ok) throw new Error(rules.problem);
  return tabulate({ candidates: [{ id: 'a', name: 'A' }], ballots: [], seats: 1, ...contest }, rules.rules);
}

describe('a contest that cannot be counted is refused', () => {
  test('if it has more than 10,000 candidates', () => {
    const candidates = Array.from({ length: 10_001 }, (_, index) => ({
      id: `c${index}`,
      name: `C ${index}`,
    }));
    expect(counted({ candidates }, 'plurality')).toEqual({
      status: 'refused',
      reason: 'rules-do-not-fit',
      detail: { fr: 'il y a plus de 10000 candidatures', en: 'there are more than 10000 candidates' },
    });
  });

  const writeIns = { id: 'w', name: 'Write-ins', undeclaredWriteIns: true };

  test('if the rules could elect the line of undeclared write-ins', () => {
    const candidates = [{ id: 'a', name: 'A' }, writeIns];
    expect(counted({ candidates }, 'scottish-stv-2011')).toEqual({
      status: 'refused',
      reason: 'rules-do-not-fit',
      detail: {
        fr: 'scottish-stv-2011 ne peut pas dépouiller une ligne de noms ajoutés non déclarés',
        en: 'scottish-stv-2011 cannot count a line of undeclared write-ins',
      },
    });
    const ballots = [{ ranks: [['a']], count: 1 }];
    expect(counted({ candidates, ballots }, 'irv').status).toBe('complete');
    expect(
      counted({ candidates: [candidates[0]!, { ...writeIns, excluded: true }], ballots }, 'plurality').status,
    ).toBe('complete');
  });
});

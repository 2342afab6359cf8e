import fc from 'fast-check';
import type { Contest } from './contest.ts';
import { refuseContest } from './contest-check.ts';
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

describe('packed ballots with a choice that is no candidate', () => {
  it('are refused wherever the choice is, and others are not', () => {
    const sample = fc.record({
      candidates: fc.integer({ min: 1, max: 255 }),
      choices: fc.array(fc.nat({ max: 255 }), { maxLength: 40 }),
      offset: fc.nat({ max: 5 }),
      isWide: fc.boolean(),
    });
    fc.assert(
      fc.property(sample, fc.boolean(), ({ candidates, choices: drawn, offset, isWide }, isRight) => {
        const choices = isRight ? drawn.map((choice) => choice % candidates) : drawn;
        const bytes = Uint8Array.from([...Array.from({ length: offset }, () => 255), ...choices]);
        const packed = isWide ? Int16Array.from(choices) : bytes.subarray(offset);
        const contest: Contest = {
          candidates: Array.from({ length: candidates }, (_, i) => ({ id: `c${i}`, name: `c${i}` })),
          ballots: { choices: packed, offsets: Uint32Array.of(0, choices.length) },
          seats: 1,
        };
        const stranger = choices.find((choice) => choice >= candidates);
        if (stranger === undefined) expect(refuseContest(contest)).toBeUndefined();
        else {
          expect(refuseContest(contest)).toMatchObject({
            reason: 'unknown-candidate',
            detail: { en: `index ${stranger}` },
          });
        }
      }),
    );
  });
});

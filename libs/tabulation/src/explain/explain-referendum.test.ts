import { lawContest } from '../office-contest.ts';
import { parseRuleSet } from '../rule-set-text.ts';
import { BLANK_SELECTION } from '../selection-counts.ts';
import { tabulate } from '../tabulate.ts';
import { explainReferendum } from './explain-referendum.ts';

/** The explanations of the count of a law by these rules. */
function explained(rules: string, oui: bigint, non: bigint, blank: bigint) {
  const parsed = parseRuleSet(rules);
  if (!parsed.ok) throw new Error(parsed.problem);
  const contest = lawContest([
    { selection: 'oui', ballots: oui },
    { selection: 'non', ballots: non },
    { selection: BLANK_SELECTION, ballots: blank },
  ]);
  const count = tabulate(contest, parsed.rules);
  if (count.status !== 'complete') throw new Error(count.status);
  return { fr: explainReferendum(count, 'fr'), en: explainReferendum(count, 'en') };
}

test('a law that two thirds of all ballots adopt', () => {
  const rules = 'referendum:threshold=2/3,comparison=at-least,base=cast,quorum=40%,electors=300';
  expect(explained(rules, 80n, 30n, 10n)).toEqual({
    fr: [
      'Bulletins\u00a0: 120, dont 80 pour, 30 contre et 10 blancs.',
      'Le quorum de 120 bulletins (40 % des 300 personnes inscrites) est atteint.',
      'Il faut au moins 2/3 des bulletins, blancs compris (120) pour l’adoption, soit 80 pour.',
      'La loi est adoptée.',
    ],
    en: [
      'Ballots: 120, of which 80 for, 30 against and 10 blank.',
      'The quorum of 120 ballots (40% of the 300 registered voters) is met.',
      'At least 2/3 of the ballots, blank ones included (120) is needed to adopt: 80 for.',
      'The law is adopted.',
    ],
  });
});

test.each([
  ['referendum', 1n, 2n, 0n, 'La loi est rejetée.', 'The law is rejected.'],
  [
    'referendum',
    ...([2n, 2n, 5n] as const),
    'Il y a égalité\u00a0: la loi n’est pas adoptée.',
    'The votes are tied: the law is not adopted.',
  ],
  [
    'referendum:quorumBallots=9',
    ...([4n, 2n, 2n] as const),
    'Faute de quorum, le vote ne décide pas de la loi.',
    'Without the quorum, the vote does not decide on the law.',
  ],
] as const)('%s with %s for, %s against and %s blank', (rules, oui, non, blank, fr, en) => {
  const said = explained(rules, oui, non, blank);
  expect([said.fr?.at(-1), said.en?.at(-1)]).toEqual([fr, en]);
  expect(JSON.stringify(said)).not.toMatch(/élu|elected|eliminated/);
});

test('the quorum that is missed is named', () => {
  const { fr, en } = explained('referendum:quorumBallots=9', 4n, 2n, 2n);
  expect(fr).toContain('Le quorum de 9 bulletins n’est pas atteint.');
  expect(en).toContain('The quorum of 9 ballots is not met.');
});

test('a count of another rule set is not explained as a law', () => {
  const count = tabulate(lawContest([{ selection: 'oui', ballots: 1n }]), {
    rule: 'plurality',
    lot: [],
    order: [],
  });
  if (count.status !== 'complete') throw new Error(count.status);
  expect(explainReferendum(count, 'fr')).toBeUndefined();
});

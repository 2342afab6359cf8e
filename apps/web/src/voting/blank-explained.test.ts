import { blankExplained } from './blank-explained.ts';
import { LAW, raceOf } from './fixture/contests.ts';

test('says what a blank vote means for the law', () => {
  expect(blankExplained(LAW, 'fr')).toContain('mais ni pour le oui ni pour le non');
  expect(blankExplained({ ...LAW, thresholdBase: 'cast' }, 'fr')).toContain('le même effet qu’un non');
  expect(blankExplained({ ...LAW, thresholdBase: 'cast' }, 'en')).toContain('the same effect as a no');
  expect(blankExplained(LAW, 'en')).not.toContain('quorum');
  expect(blankExplained({ ...LAW, hasQuorum: true }, 'en')).toContain('It also counts for the quorum');
  expect(blankExplained(raceOf('ranked_choice', ['A', 'B']), 'en')).toBe(
    'You vote without choosing. A blank vote counts for the turnout.',
  );
});

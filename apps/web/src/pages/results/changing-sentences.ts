import type { PublicLawResultBody } from '@scrutin/contracts/public';
import type { Language } from '@scrutin/web-ui';
import { formatPercentage } from '@scrutin/web-ui';
import { electionSentence } from '../../results/election-sentence.ts';
import { lawState } from './law-state.ts';
import type { AllResults } from './load.ts';
import { TEXTS } from './texts.ts';

/** A line for each contest whose figures may still change: what a screen reader says of it when they have changed. */
export function changingSentences({ laws, elections }: AllResults, language: Language): string {
  const { named } = TEXTS[language];
  return [
    ...elections.flatMap(({ election, result }) =>
      election.certified || result.kind !== 'published'
        ? []
        : [named(election.name[language], electionSentence(result.body, language))],
    ),
    ...laws.flatMap(({ law, result }) =>
      law.certified || result === null
        ? []
        : [
            named(
              law.title[language],
              `${sharesOf(result, language)} ${lawState({ law, result }, language)}.`,
            ),
          ],
    ),
  ].join('\n');
}

function sharesOf(result: PublicLawResultBody, language: Language): string {
  return TEXTS[language].shareOfEach(
    formatPercentage(result.oui_percentage, language),
    formatPercentage(result.non_percentage, language),
  );
}

import type { PublicLawResultBody } from '@scrutin/contracts/public';
import type { Language } from '@scrutin/web-ui';
import { formatCount, formatPercentage } from '@scrutin/web-ui';
import { LAW_TEXTS } from './law-texts.ts';
import { votesInWords } from './votes-in-words.ts';

/** The share that oui needs, in words: `plus de 50 %`, `at least 66.67%`. */
export function thresholdInWords(
  { threshold_percentage }: Pick<PublicLawResultBody, 'threshold_percentage'>,
  language: Language,
): string {
  const text = LAW_TEXTS[language];
  return threshold_percentage === null
    ? text.moreThanHalf
    : text.atLeast(formatPercentage(threshold_percentage, language));
}

/**
 * What is decided, or how the count stands while nothing is. It only repeats what the API says. Before the
 * certification it says that the result is provisional, because the last votes may not be counted yet.
 */
export function lawSentence(
  result: PublicLawResultBody,
  turnout: { readonly percentage: number | null },
  language: Language,
): string {
  const sentence = outcomeSentence(result, turnout, language);
  return result.provisional && result.outcome !== null ? LAW_TEXTS[language].provisional(sentence) : sentence;
}

function outcomeSentence(
  result: PublicLawResultBody,
  turnout: { readonly percentage: number | null },
  language: Language,
): string {
  const text = LAW_TEXTS[language];
  const oui = formatPercentage(result.oui_percentage, language);
  const non = formatPercentage(result.non_percentage, language);
  const votes = votesInWords(result.total_votes, language);
  const threshold = thresholdInWords(result, language);
  switch (result.outcome) {
    case 'adopted':
      return text.adopted(oui, threshold);
    case 'rejected':
      return result.non_count > result.oui_count && result.threshold_percentage === null
        ? text.rejectedByNon(non)
        : text.rejected(oui, threshold);
    case 'tied':
      return result.oui_count === result.non_count ? text.tied : text.tiedOfCast;
    case 'quorum-not-met':
      return text.noQuorum(votes, formatCount(result.quorum_required, language));
    case null: {
      if (result.total_votes === 0) return text.noVotes;
      const { percentage } = turnout;
      const progress =
        percentage === null ? text.turnoutCount(votes) : text.turnout(formatPercentage(percentage, language));
      return result.leading === null ? progress : `${progress} ${text.leading[result.leading](oui, non)}`;
    }
  }
}

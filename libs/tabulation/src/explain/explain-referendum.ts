import type { TabulationComplete } from '../result.ts';
import { votesOf } from '../round-votes.ts';
import type { ReferendumRules } from '../rule-set.ts';
import { parseRuleSet } from '../rule-set-text.ts';
import { partOf } from '../share.ts';
import { frenchTypography } from './french-typography.ts';
import type { Locale } from './phrases.ts';
import type { ReferendumPhrases } from './referendum-phrases.ts';
import { REFERENDUM_PHRASES } from './referendum-phrases.ts';

/**
 * Describes the count of a law in sentences for the public: the votes, whether the quorum is met, what the threshold
 * asks for, and whether the law is adopted. Undefined for a count that is not of a referendum.
 */
export function explainReferendum(count: TabulationComplete, locale: Locale): readonly string[] | undefined {
  const { referendum } = count;
  const [round] = count.rounds;
  const parsed = parseRuleSet(count.rules);
  if (referendum === undefined || round === undefined || !parsed.ok) return undefined;
  if (parsed.rules.rule !== 'referendum') return undefined;
  const { rules } = parsed;
  const words = REFERENDUM_PHRASES[locale];
  const yes = BigInt(votesOf(round, rules.proposal) ?? '0');
  const valid = Object.values(round.tally).reduce((sum, votes) => sum + BigInt(votes), 0n);
  const cast = BigInt(count.ballots);
  const base = { valid, cast, electors: BigInt(rules.electors ?? 0) }[rules.base];
  const sentences = [
    words.votes(cast, yes, valid - yes, cast - valid),
    ...(referendum.quorum === undefined
      ? []
      : [quorumSentence(words, rules, cast, BigInt(referendum.quorum))]),
    words.threshold(BigInt(referendum.required), base, rules),
    words.verdict[referendum.verdict],
  ];
  return locale === 'fr' ? sentences.map(frenchTypography) : sentences;
}

function quorumSentence(
  words: ReferendumPhrases,
  { quorum, electors }: ReferendumRules,
  cast: bigint,
  needed: bigint,
): string {
  const isOfRoll = electors !== undefined && partOf(BigInt(electors), quorum).up === needed;
  return words.quorum(needed, cast, isOfRoll ? { share: quorum, electors } : undefined);
}

import type { ReferendumVerdict } from '../result.ts';
import type { ReferendumRules } from '../rule-set.ts';
import type { Locale } from './phrases.ts';

/** The sentences about the count of a law in one language. */
export interface ReferendumPhrases {
  votes(cast: bigint, yes: bigint, no: bigint, others: bigint): string;
  quorum(
    needed: bigint,
    cast: bigint,
    ofRoll: { readonly share: string; readonly electors: number } | undefined,
  ): string;
  threshold(required: bigint, base: bigint, rules: ReferendumRules): string;
  readonly verdict: Readonly<Record<ReferendumVerdict, string>>;
}

const fr: ReferendumPhrases = {
  votes: (cast, yes, no, others) =>
    `Bulletins : ${cast}, dont ${yes} pour, ${no} contre et ${others} ${others > 1n ? 'blancs' : 'blanc'}.`,
  quorum: (needed, cast, ofRoll) => {
    const share = ofRoll && ` (${frenchShare(ofRoll.share)} des ${ofRoll.electors} personnes inscrites)`;
    return cast < needed
      ? `Le quorum de ${needed} bulletins${share ?? ''} n’est pas atteint.`
      : `Le quorum de ${needed} bulletins${share ?? ''} est atteint.`;
  },
  threshold: (required, base, rules) => {
    const share = frenchShare(rules.threshold);
    const wanted = rules.comparison === 'at-least' ? `au moins ${share}` : `plus de ${share}`;
    return `Il faut ${wanted} ${FRENCH_BASES[rules.base]} (${base}) pour l’adoption, soit ${required} pour.`;
  },
  verdict: {
    adopted: 'La loi est adoptée.',
    rejected: 'La loi est rejetée.',
    tied: 'Il y a égalité : la loi n’est pas adoptée.',
    'quorum-not-met': 'Faute de quorum, le vote ne décide pas de la loi.',
  },
};

const FRENCH_BASES: Readonly<Record<ReferendumRules['base'], string>> = {
  valid: 'des votes valides',
  cast: 'des bulletins, blancs compris',
  electors: 'des personnes inscrites',
};

const en: ReferendumPhrases = {
  votes: (cast, yes, no, others) =>
    `Ballots: ${cast}, of which ${yes} for, ${no} against and ${others} blank.`,
  quorum: (needed, cast, ofRoll) => {
    const share = ofRoll && ` (${ofRoll.share} of the ${ofRoll.electors} registered voters)`;
    return cast < needed
      ? `The quorum of ${needed} ballots${share ?? ''} is not met.`
      : `The quorum of ${needed} ballots${share ?? ''} is met.`;
  },
  threshold: (required, base, rules) => {
    const wanted = rules.comparison === 'at-least' ? 'At least' : 'More than';
    return `${wanted} ${rules.threshold} of ${ENGLISH_BASES[rules.base]} (${base}) is needed to adopt: ${required} for.`;
  },
  verdict: {
    adopted: 'The law is adopted.',
    rejected: 'The law is rejected.',
    tied: 'The votes are tied: the law is not adopted.',
    'quorum-not-met': 'Without the quorum, the vote does not decide on the law.',
  },
};

const ENGLISH_BASES: Readonly<Record<ReferendumRules['base'], string>> = {
  valid: 'the valid votes',
  cast: 'the ballots, blank ones included',
  electors: 'the registered voters',
};

export const REFERENDUM_PHRASES: Readonly<Record<Locale, ReferendumPhrases>> = { fr, en };

/** `66.67%` as French writes it, with a comma and a no-break space. */
function frenchShare(share: string): string {
  return share.replace('.', ',').replace('%', '\u00a0%');
}

import type { AdminElectionDetailBody } from '@scrutin/contracts/admin';
import { texts } from '@scrutin/web-ui';

type Race = AdminElectionDetailBody['races'][number];

interface OptionText {
  readonly text: string;
  readonly means: string;
}

interface RuleTexts {
  readonly methodLabel: string;
  readonly methods: Readonly<Record<Race['method'], OptionText>>;
  readonly ruleLabel: string;
  /** The usual rule sets. docs/RULE-SETS.md has their options. */
  readonly rules: Readonly<Record<UsualRules, OptionText>>;
  readonly otherRules: OptionText;
  readonly uncontestedLabel: string;
  readonly uncontested: Readonly<Record<NonNullable<Race['uncontested']> | 'undecided', OptionText>>;
}

/** The rule sets that are offered by name. */
export const USUAL_RULES = {
  single_choice: ['plurality'],
  ranked_choice: ['irv', 'scottish-stv-2011', 'wigm-prf', 'meek-prf'],
} as const;
export type UsualRules = (typeof USUAL_RULES)[keyof typeof USUAL_RULES][number];

/** How a region votes and how its ballots are counted, in plain words. */
export const RULE_TEXTS = texts<RuleTexts>({
  fr: {
    methodLabel: 'Comment on vote',
    methods: {
      single_choice: { text: 'Un seul choix', means: 'Chaque bulletin nomme une candidature.' },
      ranked_choice: {
        text: 'Un classement',
        means: 'Chaque bulletin classe des candidatures : premier choix, deuxième choix, et ainsi de suite.',
      },
    },
    ruleLabel: 'Comment on compte',
    rules: {
      plurality: {
        text: 'Majorité relative (plurality)',
        means:
          'Les candidatures qui ont le plus de voix obtiennent les sièges. Une égalité se décide par tirage au sort.',
      },
      irv: {
        text: 'Vote alternatif (irv)',
        means:
          'Pour un siège. La dernière candidature est éliminée et ses bulletins passent au choix suivant, jusqu’à ce qu’une candidature ait la majorité. Une égalité se décide par les tours précédents, puis par tirage au sort.',
      },
      'scottish-stv-2011': {
        text: 'Vote unique transférable, règles écossaises de 2011 (scottish-stv-2011)',
        means:
          'Pour plusieurs sièges. Une candidature qui atteint le seuil obtient un siège, et l’excédent de ses voix passe aux choix suivants ; sinon, la dernière candidature est éliminée. Ces règles sont celles de la loi écossaise sur les élections locales.',
      },
      'wigm-prf': {
        text: 'Vote unique transférable, méthode de Gregory pondérée (wigm-prf)',
        means:
          'Pour plusieurs sièges. Comme les règles écossaises, avec un seuil et des voix calculés à quatre décimales. Une égalité se décide par un ordre tiré d’avance, sinon par tirage au sort.',
      },
      'meek-prf': {
        text: 'Vote unique transférable, méthode de Meek (meek-prf)',
        means:
          'Pour plusieurs sièges. Les voix sont recalculées à chaque élimination comme si la personne ne s’était pas présentée. Le dépouillement exige un ordinateur.',
      },
    },
    otherRules: {
      text: 'D’autres règles, ou des options',
      means: 'Un nom et des options, par exemple irv:ties=lot. Le document RULE-SETS.md les énumère.',
    },
    uncontestedLabel: 'S’il n’y a pas plus de candidatures que de sièges',
    uncontested: {
      undecided: {
        text: 'Pas décidé',
        means: 'Suffit s’il y a plus de candidatures que de sièges ; sinon la publication est refusée.',
      },
      acclaim: {
        text: 'Sièges par acclamation',
        means:
          'Comme au Canada : ces candidatures obtiennent leur siège par acclamation, et les autres sièges restent vacants.',
      },
      vote: {
        text: 'Il faut des voix',
        means:
          'Comme en France : seule une candidature qui figure sur au moins un bulletin obtient un siège.',
      },
    },
  },
  en: {
    methodLabel: 'How people vote',
    methods: {
      single_choice: { text: 'A single choice', means: 'Each ballot names one candidate.' },
      ranked_choice: {
        text: 'A ranking',
        means: 'Each ballot ranks candidates: first choice, second choice, and so on.',
      },
    },
    ruleLabel: 'How the ballots are counted',
    rules: {
      plurality: {
        text: 'Plurality (plurality)',
        means: 'The candidates with the most votes take the seats. A tie is decided by lot.',
      },
      irv: {
        text: 'Instant runoff (irv)',
        means:
          'For one seat. The last candidate is eliminated and their ballots go to the next choice, until somebody has a majority. A tie is decided by the earlier rounds, then by lot.',
      },
      'scottish-stv-2011': {
        text: 'Single transferable vote, Scottish rules of 2011 (scottish-stv-2011)',
        means:
          'For several seats. A candidate who reaches the threshold is elected, and the surplus goes to the next choices; otherwise the last candidate is eliminated. The law on Scottish local elections defines it.',
      },
      'wigm-prf': {
        text: 'Single transferable vote, weighted Gregory method (wigm-prf)',
        means:
          'For several seats. As the Scottish rules, with a threshold and votes of four decimals. A tie is decided by an order drawn beforehand, otherwise by lot.',
      },
      'meek-prf': {
        text: 'Single transferable vote, Meek’s method (meek-prf)',
        means:
          'For several seats. After each elimination the votes are counted as if that candidate had not stood. It takes a computer.',
      },
    },
    otherRules: {
      text: 'Other rules, or options',
      means: 'A name and options, such as irv:ties=lot. The document RULE-SETS.md lists them.',
    },
    uncontestedLabel: 'If there are no more candidates than seats',
    uncontested: {
      undecided: {
        text: 'Not decided',
        means: 'Enough if there are more candidates than seats; otherwise the publication is refused.',
      },
      acclaim: {
        text: 'Elected without a vote',
        means: 'As in Canada: they are elected unopposed, and the other seats stay vacant.',
      },
      vote: {
        text: 'Votes are needed',
        means: 'As in France: only those whom at least one ballot names are elected.',
      },
    },
  },
});

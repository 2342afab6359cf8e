import { frenchTypography, isolated } from '@scrutin/tabulation';
import type { ContestChange, ContestStep } from '../life/lifecycle.ts';
import { instantInWords } from '../values/instant-in-words.ts';
import type { Candidate } from './candidate.ts';
import { candidateName } from './candidate.ts';
import type { RollKey } from './contest.ts';
import type { LocalizedText } from './localized-text.ts';
import type { ContestPurpose } from './purpose.ts';
import type { ResultsVisibility } from './results-visibility.ts';
import type { VotingWindow } from './voting-window.ts';

/** What a notice is about. `statement` is a text that an official wrote. */
export const NOTICE_KINDS = [
  'opened-early',
  'extended',
  'closed-early',
  'unscheduled',
  'texts-changed',
  'visibility-changed',
  'candidate-withdrawn',
  'withdrawal-undone',
  'cancelled',
  'recount',
  'statement',
  'registered-late',
] as const;
type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What voters are told by an act, before it is on record. */
export interface NoticeText {
  readonly kind: NoticeKind;
  /** A whole sentence in each language, without the reason. */
  readonly text: LocalizedText;
  /** Why, in the words of the official. The public reads it. */
  readonly reason?: string | undefined;
}

/** A notice on record: what voters were told about a contest after its publication. */
export interface Notice extends NoticeText {
  /** Increases from notice to notice. */
  readonly id: bigint;
  readonly atMs: number;
  readonly rollKey: RollKey;
  /** The race; undefined for a law, and for all races of an election. */
  readonly regionId: string | undefined;
  readonly purpose: ContestPurpose;
}

/** The times of a contest, and the zone in which they are written. */
interface TimedContest {
  readonly window: VotingWindow;
  readonly timeZone: string;
}

/**
 * The notice of a step; undefined if the step tells voters nothing that they do not learn from the contest itself.
 *
 * @param published whether voters knew of the contest before the step
 * @param contest the window after the step, and the zone in which its times are written
 */
export function noticeOfStep(
  step: ContestStep,
  published: boolean,
  { window, timeZone }: TimedContest,
): NoticeText | undefined {
  if (!published) return undefined;
  const opens = timeInWords(window.opensAtMs, timeZone);
  const closes = timeInWords(window.closesAtMs, timeZone);
  switch (step) {
    case 'open':
      return {
        kind: 'opened-early',
        text: asPublished({
          fr: `Le vote ouvre plus tôt que prévu, ${opens.fr}.`,
          en: `Voting opens earlier than announced, ${opens.en}.`,
        }),
      };
    case 'extend':
      return {
        kind: 'extended',
        text: asPublished({
          fr: `La clôture du vote est reportée : elle a lieu ${closes.fr}.`,
          en: `The closing of the voting is put off: it is ${closes.en}.`,
        }),
      };
    case 'close':
      return {
        kind: 'closed-early',
        text: asPublished({
          fr: `Le vote se clôt plus tôt que prévu, ${closes.fr}.`,
          en: `Voting closes earlier than announced, ${closes.en}.`,
        }),
      };
    case 'unschedule':
      return {
        kind: 'unscheduled',
        text: asPublished({
          fr: 'Le vote n’aura pas lieu aux dates annoncées : sa publication est retirée.',
          en: 'The vote will not take place at the times announced: its publication is withdrawn.',
        }),
      };
    case 'cancel':
      return {
        kind: 'cancelled',
        text: asPublished({
          fr: `L’ouverture ou la clôture anticipée est annulée : le vote ouvre ${opens.fr} et se clôt ${closes.fr}.`,
          en: `The early opening or closing is cancelled: voting opens ${opens.en} and closes ${closes.en}.`,
        }),
      };
    case 'schedule':
    case 'certify':
      return undefined;
  }
}

/**
 * The notice that a candidate has withdrawn, or will have at this time. Only while the voting is open can there be
 * ballots that were accepted before, so only then does it speak of them.
 *
 * @param withdrawnAtMs milliseconds since the epoch
 * @param election its window, and the zone in which the time is written
 */
export function noticeOfWithdrawal(
  candidate: Candidate,
  withdrawnAtMs: number,
  { window, timeZone }: TimedContest,
): NoticeText {
  const [name, at] = [isolated(candidateName(candidate)), timeInWords(withdrawnAtMs, timeZone)];
  const ballots =
    withdrawnAtMs <= window.opensAtMs
      ? { fr: '', en: '' }
      : {
          fr: ' Les bulletins acceptés avant restent tels quels.',
          en: ' Ballots accepted before stay as they are.',
        };
  return {
    kind: 'candidate-withdrawn',
    text: asPublished({
      fr: `Candidature retirée : ${name}, ${at.fr}.${ballots.fr}`,
      en: `${name} ceases to be a candidate ${at.en}.${ballots.en}`,
    }),
  };
}

/** The notice that a withdrawal was taken back before any ballot was accepted after it. */
export function noticeOfReinstatement(candidate: Candidate): NoticeText {
  const name = isolated(candidateName(candidate));
  return {
    kind: 'withdrawal-undone',
    text: asPublished({
      fr: `Le retrait de candidature de ${name} est annulé : la candidature est maintenue.`,
      en: `The withdrawal of ${name} is taken back: ${name} is still a candidate.`,
    }),
  };
}

/**
 * The notices that voters need of changes to a contest that they know.
 *
 * @param kinds what changed
 * @param resultsVisibility when results are shown from now on
 */
export function noticesOfChanges(
  kinds: readonly ContestChange[],
  resultsVisibility: ResultsVisibility,
): readonly NoticeText[] {
  return [
    ...(kinds.includes('question') || kinds.includes('texts') ? [noticeOfChange()] : []),
    ...(kinds.includes('visibility')
      ? [{ kind: 'visibility-changed' as const, text: asPublished(SHOWN[resultsVisibility]) }]
      : []),
  ];
}

const SHOWN: Readonly<Record<ResultsVisibility, LocalizedText>> = {
  live: {
    fr: 'Les résultats seront publics pendant le vote, au fur et à mesure, et non plus seulement après la clôture.',
    en: 'Results will be public during the voting, as votes are counted, and no longer only after the closing.',
  },
  'after-closing': {
    fr: 'Les résultats ne seront publics qu’après la clôture, et non plus pendant le vote.',
    en: 'Results will be public only after the closing, and no longer during the voting.',
  },
};

/** The notice that texts were changed after their publication. @param candidate undefined for the contest itself */
export function noticeOfChange(candidate?: Candidate): NoticeText {
  return {
    kind: 'texts-changed',
    text: asPublished(
      candidate === undefined
        ? {
            fr: 'Les textes qui présentent ce scrutin ont changé.',
            en: 'The texts that present this vote have changed.',
          }
        : {
            fr: `La présentation d’une candidature a changé : ${isolated(candidateName(candidate))}.`,
            en: `The presentation of the candidate ${isolated(candidateName(candidate))} has changed.`,
          },
    ),
  };
}

/** The notice that another count of a contest stands now. @param again whether it was published before */
export function noticeOfRecount(again: boolean): NoticeText {
  return {
    kind: 'recount',
    text: asPublished(
      again
        ? {
            fr: 'Un dépouillement publié auparavant vaut de nouveau. Tous les dépouillements publiés restent publics.',
            en: 'A count that was published before stands again. All published counts stay public.',
          }
        : {
            fr: 'Un nouveau dépouillement remplace celui qui valait. Tous les dépouillements publiés restent publics.',
            en: 'A new count replaces the one that stood. All published counts stay public.',
          },
    ),
  };
}

/** The notice that credentials were added to the roll after its publication. @param credentials how many, above zero */
export function noticeOfRegistration(credentials: bigint): NoticeText {
  const text =
    credentials === 1n
      ? {
          fr: 'Une personne a été inscrite sur la liste électorale après la publication du scrutin.',
          en: 'One voter was added to the roll after the vote was published.',
        }
      : {
          fr: `${credentials.toLocaleString('fr-CA')} personnes ont été inscrites sur la liste électorale après la publication du scrutin.`,
          en: `${credentials.toLocaleString('en-CA')} voters were added to the roll after the vote was published.`,
        };
  return { kind: 'registered-late', text: asPublished(text) };
}

/** A time in words, on the clocks of the contest's zone and in UTC. */
function timeInWords(ms: number, timeZone: string): LocalizedText {
  const { fr, en } = instantInWords(ms, timeZone);
  return { fr: `le ${fr}`, en: `on ${en}` };
}

function asPublished({ fr, en }: LocalizedText): LocalizedText {
  return { fr: frenchTypography(fr), en };
}

import type { ElectionResultBody } from '@scrutin/contracts/public';
import type { Language } from '@scrutin/web-ui';
import { formatPercentage, texts } from '@scrutin/web-ui';
import { LAW_TEXTS } from './law-texts.ts';
import { votesInWords } from './votes-in-words.ts';

const TEXTS = texts({
  fr: {
    most: (party: string, seats: number, of: number) =>
      `${party} obtient le plus de sièges : ${seats}\u00a0sur\u00a0${of}.`,
    level: (parties: string, seats: number) =>
      `${parties} sont à égalité en tête, avec ${seats} ${seats < 2 ? 'siège' : 'sièges'} chacun.`,
    mostSoFar: (party: string, seats: number, of: number) =>
      `Jusqu’ici, ${party} est en tête pour le plus grand nombre de sièges, sièges obtenus compris : ${seats}\u00a0sur\u00a0${of}.`,
    levelSoFar: (parties: string, seats: number) =>
      `Jusqu’ici, ${parties} sont à égalité pour le plus grand nombre de sièges, sièges obtenus compris : ${seats} chacun.`,
    decided: (decided: number, of: number) => `Sièges attribués : ${decided}\u00a0sur\u00a0${of}.`,
    leads: (party: string, seats: number, of: number) =>
      `${party} est en tête pour le plus grand nombre de sièges : ${seats}\u00a0sur\u00a0${of}.`,
  },
  en: {
    most: (party: string, seats: number, of: number) =>
      `${party} wins the most seats: ${seats}\u00a0of\u00a0${of}.`,
    level: (parties: string, seats: number) => `${parties} win the most seats, ${seats} each.`,
    mostSoFar: (party: string, seats: number, of: number) =>
      `${party} has or leads in the most seats so far: ${seats}\u00a0of\u00a0${of}.`,
    levelSoFar: (parties: string, seats: number) =>
      `${parties} have or lead in the most seats so far, ${seats} each.`,
    decided: (decided: number, of: number) => `Seats decided: ${decided}\u00a0of\u00a0${of}.`,
    leads: (party: string, seats: number, of: number) =>
      `${party} is ahead for the most seats: ${seats}\u00a0of\u00a0${of}.`,
  },
});

/** What the sentence needs of the results of an election; of its regions, only whether their counts are published. */
type Totals = Pick<ElectionResultBody, 'total_votes' | 'turnout' | 'seats' | 'parties'> & {
  readonly regions: readonly Pick<ElectionResultBody['regions'][number], 'tabulated'>[];
};

/**
 * Who has the most seats, or how the count stands. It only repeats what the API says. Nobody wins before the counts of
 * all regions are published: the first of them says nothing about the others. The number of decided seats cannot show
 * that, because a seat that stays vacant is never decided.
 */
export function electionSentence(result: Totals, language: Language): string {
  const text = TEXTS[language];
  const { seats, parties, turnout, total_votes } = result;
  const nameOf = ({ name }: Totals['parties'][number]): string => name[language];
  if (seats.decided > 0) {
    const isComplete =
      result.regions.every(({ tabulated }) => tabulated) && parties.every(({ leading }) => leading === 0);
    const heldBy = (party: Totals['parties'][number]): number =>
      isComplete ? party.seats : party.seats + party.leading;
    const most = Math.max(0, ...parties.map(heldBy));
    const first = parties.filter((party) => heldBy(party) === most);
    const progress = seats.decided < seats.total ? ` ${text.decided(seats.decided, seats.total)}` : '';
    const one = isComplete ? text.most : text.mostSoFar;
    const several = isComplete ? text.level : text.levelSoFar;
    const [foremost] = first;
    if (foremost === undefined || most === 0) return text.decided(seats.decided, seats.total);
    const who =
      first.length === 1
        ? one(nameOf(foremost), most, seats.total)
        : several(new Intl.ListFormat(language).format(first.map(nameOf)), most);
    return `${who}${progress}`;
  }
  if (total_votes === 0) return LAW_TEXTS[language].noVotes;
  const progress =
    turnout.percentage === null
      ? LAW_TEXTS[language].turnoutCount(votesInWords(total_votes, language))
      : LAW_TEXTS[language].turnout(formatPercentage(turnout.percentage, language));
  const most = Math.max(0, ...parties.map((party) => party.leading));
  const ahead = parties.filter((party) => party.leading === most);
  const [leader] = ahead;
  if (leader === undefined || most === 0 || ahead.length > 1) return progress;
  return `${progress} ${text.leads(nameOf(leader), most, seats.total)}`;
}

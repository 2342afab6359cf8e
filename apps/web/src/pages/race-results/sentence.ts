import type { Language } from '@scrutin/web-ui';
import { formatInstant, formatPercentage } from '@scrutin/web-ui';
import { LAW_TEXTS } from '../../results/law-texts.ts';
import { votesInWords } from '../../results/votes-in-words.ts';
import type { RaceResults } from './load.ts';
import { TEXTS } from './texts.ts';

/** What is decided in a race, or how the count stands while nothing is. It only repeats what the API says. */
export function raceSentence(data: RaceResults, language: Language): string {
  const { election, result, tabulation, turnout } = data;
  const text = TEXTS[language];
  if (tabulation.kind === 'published') return winnersSentence(tabulation.body, language);
  const { percentage } = turnout;
  const share = percentage === null ? undefined : formatPercentage(percentage, language);
  if (result.kind === 'unavailable') return LAW_TEXTS[language].unavailable;
  if (election.state === 'not-open') return LAW_TEXTS[language].notOpen;
  if (result.kind !== 'published') {
    const withheld = LAW_TEXTS[language].withheld(
      formatInstant(election.closes_at, election.time_zone, language),
    );
    return share === undefined ? withheld : `${withheld} ${LAW_TEXTS[language].withheldTurnout(share)}`;
  }
  const { candidates, total_votes, counts, seats } = result.body;
  if (total_votes === 0) return LAW_TEXTS[language].noVotes;
  const progress =
    share === undefined
      ? LAW_TEXTS[language].turnoutCount(votesInWords(total_votes, language))
      : LAW_TEXTS[language].turnout(share);
  const first = candidates.filter(({ rank, votes }) => rank === 1 && votes > 0);
  const [leader] = first;
  if (leader === undefined) return progress;
  if (counts === 'first-preferences') return `${progress} ${text.roundsFollow}`;
  if (first.length > 1) return `${progress} ${text.level(listOf(first, language))}`;
  if (seats > 1) return progress;
  return `${progress} ${text.ahead(leader.name, formatPercentage(leader.percentage, language))}`;
}

function winnersSentence(
  {
    winners,
    acclaimed,
    candidates,
    vacant_seats,
  }: Extract<RaceResults['tabulation'], { readonly kind: 'published' }>['body'],
  language: Language,
): string {
  const text = TEXTS[language];
  const named = winners.flatMap((id) => candidates.filter(({ candidate_id }) => candidate_id === id));
  const names = listOf(named, language);
  const vacant = vacant_seats === 0 ? '' : ` ${text.vacant(vacant_seats)}`;
  if (named.length === 0) return `${text.nobody}${vacant}`;
  const isAcclaimed = acclaimed.length === winners.length;
  if (named.length === 1) return `${isAcclaimed ? text.acclaimedOne(names) : text.wins(names)}${vacant}`;
  return `${isAcclaimed ? text.acclaimed(names) : text.win(names)}${vacant}`;
}

/** Names in a sentence: `A, B et C`. */
function listOf(named: readonly { readonly name: string }[], language: Language): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(named.map(({ name }) => name));
}

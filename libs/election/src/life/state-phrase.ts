import type { LocalizedText } from '../contests/localized-text.ts';
import type { ContestState } from './lifecycle.ts';

const PHRASES: Readonly<Record<ContestState, LocalizedText>> = {
  draft: { fr: 'à l’état de brouillon', en: 'a draft' },
  scheduled: { fr: 'publié', en: 'scheduled' },
  open: { fr: 'ouvert', en: 'open' },
  closed: { fr: 'clos', en: 'closed' },
  certified: { fr: 'certifié', en: 'certified' },
};

/** The state in a form for sentences that begin with "It is" or « Le scrutin est »: "a draft", "open". */
export function statePhrase(state: ContestState): LocalizedText {
  return PHRASES[state];
}

import { page } from '../../site/page.ts';
import { RaceResultsContent } from './content.tsx';
import type { RaceResults } from './load.ts';
import { loadRaceResults } from './load.ts';

/** The result of one race of an election. */
export const raceResults = page<RaceResults>({
  load: loadRaceResults,
  title: ({ race, election }, language) => `${race.name[language]} · ${election.name[language]}`,
  Content: RaceResultsContent,
  isRehearsal: ({ election }) => election.purpose === 'rehearsal',
});

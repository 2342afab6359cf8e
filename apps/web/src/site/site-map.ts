import type { PageName } from './addresses.ts';
import type { Page } from './page.ts';

type OpenPage = () => Promise<Page<unknown>>;

/** The type of the data of a page is not known where all pages are treated alike. */
const opening = <D>(open: () => Promise<Page<D>>): OpenPage => open as OpenPage;

/** Every page of the site. Each is a file of its own for browsers, which they load when it is asked for. */
export const SITE_MAP: Readonly<Record<PageName, OpenPage>> = {
  front: opening(async () => (await import('../pages/front/page.ts')).front),
  'vote-law': opening(async () => (await import('../pages/vote-law/page.ts')).voteLaw),
  'vote-election': opening(async () => (await import('../pages/vote-election/page.ts')).voteElection),
  'vote-race': opening(async () => (await import('../pages/vote-race/page.ts')).voteRace),
  tracking: opening(async () => (await import('../pages/tracking/page.ts')).tracking),
  status: opening(async () => (await import('../pages/status/page.ts')).status),
  help: opening(async () => (await import('../pages/help/page.ts')).help),
  accessibility: opening(async () => (await import('../pages/accessibility/page.ts')).accessibility),
  privacy: opening(async () => (await import('../pages/privacy/page.ts')).privacy),
  results: opening(async () => (await import('../pages/results/page.ts')).results),
  'law-results': opening(async () => (await import('../pages/law-results/page.ts')).lawResults),
  'election-results': opening(
    async () => (await import('../pages/election-results/page.ts')).electionResults,
  ),
  'race-results': opening(async () => (await import('../pages/race-results/page.ts')).raceResults),
};

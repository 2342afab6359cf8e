/** Every page of the office. */
import type { Page } from 'playwright-core';
import type { Exhibition } from './exhibition.ts';
import type { Picture } from './picture.ts';
import { unfold } from './picture.ts';

const DEMO_LAW = '/contests/law/L2025-001';
const DEMO_ELECTION = '/contests/election/PROV-2025';

async function followFirst(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('main').getByRole('link', { name }).first().click();
  await page.waitForLoadState('networkidle');
}

/** The pages of the office, as an official sees them unless somebody else is named. */
export function officePictures(made: Exhibition): readonly Picture[] {
  const { election, awaitsLot, decidedByLot } = made;
  const certified = `/contests/law/${made.certified}`;
  const draft = `/contests/law/${made.draft}`;
  const closed = `/contests/election/${election}`;
  const oneCount = (page: Page): Promise<void> => followFirst(page, /^(?!.*(?:CSV|JSON|Tous|All)).*\d{4}/);
  const pictures: readonly Picture[] = [
    { name: 'login', path: '/', person: 'nobody' },
    { name: 'home', path: '/' },
    { name: 'home-auditor', path: '/', person: 'auditor' },
    { name: 'home-operator', path: '/', person: 'operator' },
    { name: 'contests', path: '/contests' },
    { name: 'new-law', path: '/new/law' },
    { name: 'new-election', path: '/new/election' },
    { name: 'contest-draft', path: draft },
    { name: 'contest-draft-open', path: draft, arrange: unfold },
    { name: 'contest-running', path: `/contests/law/${made.withheld}` },
    { name: 'contest-running-open', path: `/contests/law/${made.withheld}`, arrange: unfold },
    { name: 'contest-closed', path: closed },
    { name: 'contest-certified', path: certified },
    { name: 'settings-draft', path: `${draft}/settings` },
    { name: 'settings-running', path: `${DEMO_LAW}/settings` },
    { name: 'roll-draft', path: `${draft}/roll` },
    { name: 'roll-running', path: `${DEMO_ELECTION}/roll`, arrange: unfold },
    { name: 'live', path: `${DEMO_ELECTION}/live` },
    { name: 'live-law', path: `${DEMO_LAW}/live` },
    { name: 'count-election', path: `${closed}/count` },
    { name: 'count-law', path: `${certified}/count` },
    { name: 'count-race', path: `${closed}/count/${decidedByLot}` },
    { name: 'count-rounds', path: `${closed}/count/MONTREAL-CENTRE`, arrange: oneCount },
    { name: 'count-lot', path: `${closed}/count/${awaitsLot}`, arrange: oneCount },
    { name: 'declaration', path: `${certified}/declaration` },
    { name: 'declaration-waiting', path: `${closed}/declaration` },
    { name: 'notices', path: `/contests/law/${made.withheld}/notices` },
    { name: 'races', path: `${DEMO_ELECTION}/races` },
    { name: 'race', path: `${DEMO_ELECTION}/races/SHERBROOKE` },
    { name: 'race-open', path: `${DEMO_ELECTION}/races/SHERBROOKE`, arrange: unfold },
    { name: 'lists', path: '/lists' },
    { name: 'lists-open', path: '/lists', arrange: unfold },
    { name: 'approvals', path: '/approvals' },
    { name: 'approval', path: `/approvals/${made.proposal}`, person: 'second' },
    { name: 'policy', path: '/approvals/policy' },
    { name: 'audit', path: '/audit', person: 'auditor' },
    {
      name: 'audit-found',
      path: '/audit',
      person: 'auditor',
      arrange: async (page) => {
        await page
          .getByLabel(/^(?:Scrutin|Contest|Vote)/)
          .first()
          .fill(`law:${made.withheld}`);
        await page.getByRole('button', { name: /^(?:Chercher|Rechercher|Search)/ }).click();
        await page.waitForLoadState('networkidle');
      },
    },
    { name: 'acts', path: '/acts' },
    { name: 'accounts', path: '/accounts', person: 'operator' },
    {
      name: 'account-of-somebody',
      path: '/accounts',
      person: 'operator',
      arrange: (page) => followFirst(page, /auditor|Demo auditor/),
    },
    { name: 'account', path: '/account' },
    { name: 'missing', path: '/counts/nothing' },
  ];
  return pictures.map((picture) => ({ person: 'official', ...picture, name: `office-${picture.name}` }));
}

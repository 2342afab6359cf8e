import type { ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { texts } from '@scrutin/web-ui';
import { useLanguage } from './language.tsx';
import { AccountPage } from './pages/account/account-page.tsx';
import { AccountDetailsPage } from './pages/accounts/account-details-page.tsx';
import { AccountsPage } from './pages/accounts/accounts-page.tsx';
import { ActsPage } from './pages/acts/acts-page.tsx';
import { ApprovalPage } from './pages/approvals/approval-page.tsx';
import { ApprovalsPage } from './pages/approvals/approvals-page.tsx';
import { PolicyPage } from './pages/approvals/policy-page.tsx';
import { AuditPage } from './pages/audit/audit-page.tsx';
import { ContestPage } from './pages/contest/contest-page.tsx';
import { ContestsPage } from './pages/contests/contests-page.tsx';
import { CountPage } from './pages/counts/count-page.tsx';
import { OneCountPage } from './pages/counts/one-count-page.tsx';
import { RaceCountsPage } from './pages/counts/race-counts-page.tsx';
import { DeclarationPage } from './pages/declaration/declaration-page.tsx';
import { HomePage } from './pages/home/home-page.tsx';
import { ListsPage } from './pages/lists/lists-page.tsx';
import { LivePage } from './pages/live/live-page.tsx';
import { NewContestPage } from './pages/new-contest/new-contest-page.tsx';
import { NoticesPage } from './pages/notices/notices-page.tsx';
import { RacePage } from './pages/race/race-page.tsx';
import { RacesPage } from './pages/races/races-page.tsx';
import { RollPage } from './pages/roll/roll-page.tsx';
import { SettingsPage } from './pages/settings/settings-page.tsx';
import { PageHeading } from './shell/page-heading.tsx';

const TEXTS = texts({ fr: { missing: 'Page introuvable' }, en: { missing: 'Page not found' } });

/** The addresses of a page of a law or an election, with `kind` and `id` as their parameters. */
function ofContest(page: string): RegExp {
  return new RegExp(`^/contests/(?<kind>law|election)/(?<id>[^/]+)${page}$`);
}

/** Every page of the office and its address. */
export function OfficePages(): ReactNode {
  const text = TEXTS[useLanguage().language];
  return (
    <Switch>
      <Route path="/" component={HomePage} />
      <Route path="/lists" component={ListsPage} />
      <Route path="/contests" component={ContestsPage} />
      <Route path={/^\/new\/(?<kind>law|election)$/} component={NewContestPage} />
      <Route path={ofContest('')} component={ContestPage} />
      <Route path={ofContest('/settings')} component={SettingsPage} />
      <Route path={ofContest('/roll')} component={RollPage} />
      <Route path={ofContest('/live')} component={LivePage} />
      <Route path={ofContest('/count')} component={CountPage} />
      <Route path={ofContest('/count/(?<region>[^/]+)')} component={RaceCountsPage} />
      <Route path={ofContest('/declaration')} component={DeclarationPage} />
      <Route path="/counts/:id">{({ id }) => <OneCountPage key={id} id={id} />}</Route>
      <Route path={ofContest('/notices')} component={NoticesPage} />
      <Route path="/contests/election/:id/races" component={RacesPage} />
      <Route path="/contests/election/:id/races/:region" component={RacePage} />
      <Route path="/approvals" component={ApprovalsPage} />
      <Route path="/approvals/policy" component={PolicyPage} />
      <Route path="/approvals/:id">{({ id }) => <ApprovalPage key={id} id={id} />}</Route>
      <Route path="/audit" component={AuditPage} />
      <Route path="/acts" component={ActsPage} />
      <Route path="/accounts" component={AccountsPage} />
      <Route path="/accounts/:id">{({ id }) => <AccountDetailsPage key={id} id={id} />}</Route>
      <Route path="/account" component={AccountPage} />
      <Route>
        <PageHeading title={text.missing} />
      </Route>
    </Switch>
  );
}

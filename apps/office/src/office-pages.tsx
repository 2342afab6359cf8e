import type { ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { texts } from '@scrutin/web-ui';
import { useLanguage } from './language.tsx';
import { HomePage } from './pages/home/home-page.tsx';
import { ListsPage } from './pages/lists/lists-page.tsx';
import { PageHeading } from './shell/page-heading.tsx';

const TEXTS = texts({ fr: { missing: 'Page introuvable' }, en: { missing: 'Page not found' } });

/** Every page of the office and its address. */
export function OfficePages(): ReactNode {
  const text = TEXTS[useLanguage().language];
  return (
    <Switch>
      <Route path="/" component={HomePage} />
      <Route path="/lists" component={ListsPage} />
      <Route>
        <PageHeading title={text.missing} />
      </Route>
    </Switch>
  );
}

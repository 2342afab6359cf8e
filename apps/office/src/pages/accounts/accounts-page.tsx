import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { texts } from '@scrutin/web-ui';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../language.tsx';
import { useMay } from '../../session/session-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { PageHeading } from '../../shell/page-heading.tsx';
import { TableScroll } from '../../shell/table-scroll.tsx';
import { AccountState } from './account-state.tsx';
import { NewAccountForm } from './new-account-form.tsx';
import { ROLE_WORDS } from './role-words.ts';

const TEXTS = texts({
  fr: { title: 'Comptes', email: 'Adresse', name: 'Nom', role: 'Rôle', state: 'État' },
  en: { title: 'Accounts', email: 'Address', name: 'Name', role: 'Role', state: 'State' },
});

/** All accounts, and the form for a new one. */
export function AccountsPage(): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const officials = useRead('officials', {});
  const mayManage = useMay('accounts');
  return (
    <>
      <PageHeading title={text.title} />
      <Loaded read={officials}>
        {(all) => (
          <TableScroll label={text.title}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{text.email}</th>
                  <th scope="col">{text.name}</th>
                  <th scope="col">{text.role}</th>
                  <th scope="col">{text.state}</th>
                </tr>
              </thead>
              <tbody>
                {all.map((official) => (
                  <tr key={official.id}>
                    <th scope="row">
                      <Link href={`/accounts/${official.id}`}>{official.email}</Link>
                    </th>
                    <td>{official.display_name}</td>
                    <td>{ROLE_WORDS[language][official.role]}</td>
                    <td>
                      <AccountState official={official} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableScroll>
        )}
      </Loaded>
      {mayManage ? <NewAccountForm /> : null}
    </>
  );
}

import type { ReactNode } from 'react';
import { formatCount, texts } from '@scrutin/web-ui';
import { useRead } from '../../api/use-read.ts';
import { useLanguage } from '../../language.tsx';
import { Instant } from '../../shell/instant.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { TableScroll } from '../../shell/table-scroll.tsx';
import { REJECTION_WORDS } from './rejection-words.ts';

const TEXTS = texts({
  fr: {
    title: 'Votes rejetés',
    none: 'Aucun vote n’a été rejeté.',
    contest: 'Scrutin',
    reason: 'Raison',
    submissions: 'Votes rejetés',
    repeated: 'Essais répétés',
    noneRepeated: 'Aucune lettre n’a servi à plusieurs essais rejetés.',
    attempts: 'Essais par lettre',
    letters: 'Lettres',
    notByLetter: 'pas comptées par lettre',
    hours: 'Heures',
  },
  en: {
    title: 'Rejections',
    none: 'No vote was rejected.',
    contest: 'Contest',
    reason: 'Reason',
    submissions: 'Rejected votes',
    repeated: 'Repeated attempts',
    noneRepeated: 'No letter was used for several rejected attempts.',
    attempts: 'Attempts per letter',
    letters: 'Letters',
    notByLetter: 'not counted by letter',
    hours: 'Hours',
  },
});

/** Rejected submissions by contest and reason, and how often letters were used in vain. */
export function Rejections(): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const words = REJECTION_WORDS[language];
  const audit = useRead('rejectionAudit', {});
  return (
    <section>
      <h2>{text.title}</h2>
      <Loaded read={audit}>
        {({ rejections, attempts }) => (
          <>
            {rejections.length === 0 ? (
              <p>{text.none}</p>
            ) : (
              <TableScroll label={text.title}>
                <table>
                  <thead>
                    <tr>
                      <th scope="col">{text.contest}</th>
                      <th scope="col">{text.reason}</th>
                      <th scope="col" className="number">
                        {text.submissions}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {rejections.map(({ contest, reason, submissions }) => (
                      <tr key={`${contest} ${reason}`}>
                        <th scope="row">{contest === '' ? '—' : contest}</th>
                        <td>{words[reason]}</td>
                        <td className="number">{formatCount(submissions, language)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </TableScroll>
            )}
            <h3>{text.repeated}</h3>
            {attempts.length === 0 ? (
              <p>{text.noneRepeated}</p>
            ) : (
              <TableScroll label={text.repeated}>
                <table>
                  <thead>
                    <tr>
                      <th scope="col">{text.contest}</th>
                      <th scope="col">{text.reason}</th>
                      <th scope="col" className="number">
                        {text.attempts}
                      </th>
                      <th scope="col" className="number">
                        {text.letters}
                      </th>
                      <th scope="col">{text.hours}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {attempts.map((group, i) => (
                      <tr key={i}>
                        <th scope="row">{group.roll_key}</th>
                        <td>{words[group.reason]}</td>
                        <td className="number">{formatCount(group.attempts, language)}</td>
                        <td className="number">
                          {group.credentials === null
                            ? text.notByLetter
                            : formatCount(group.credentials, language)}
                        </td>
                        <td className="wide">
                          <Instant at={group.first_hour} /> — <Instant at={group.last_hour} />
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </TableScroll>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

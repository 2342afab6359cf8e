import type { ReactNode } from 'react';
import { texts } from '@scrutin/web-ui';
import { useLanguage } from '../language.tsx';

const TEXTS = texts({
  fr: { title: 'Télécharger', csv: 'CSV', xlsx: 'Classeur (XLSX)', json: 'JSON (cette page seulement)' },
  en: { title: 'Download', csv: 'CSV', xlsx: 'Workbook (XLSX)', json: 'JSON (this page only)' },
});

/**
 * The whole list as CSV or as a workbook, and one page of it as the API answers it.
 *
 * @param path of the route
 * @param query what the list is filtered by; members that are undefined are left out
 */
export function ExportLinks(props: {
  readonly path: string;
  readonly query: Readonly<Record<string, string | undefined>>;
}): ReactNode {
  const { path, query } = props;
  const text = TEXTS[useLanguage().language];
  const address = (format: string): string => {
    const search = new URLSearchParams();
    const given: typeof query = { ...query, format };
    for (const [name, value] of Object.entries(given)) {
      if (value !== undefined) search.set(name, value);
    }
    return `${path}?${search.toString()}`;
  };
  return (
    <div className="export-links not-printed">
      <span>{text.title}</span>
      <ul className="link-row">
        {(['csv', 'xlsx', 'json'] as const).map((format) => (
          <li key={format}>
            <a href={address(format)} download>
              {text[format]}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

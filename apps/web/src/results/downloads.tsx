import type { ReactNode } from 'react';
import type { Language } from '@scrutin/web-ui';
import { texts } from '@scrutin/web-ui';

const TEXTS = texts({
  fr: {
    title: 'Télécharger',
    same: 'Ces fichiers contiennent les mêmes chiffres que cette page.',
    late: 'Pendant le vote, les fichiers Excel et PDF peuvent avoir jusqu’à 30 secondes de retard.',
  },
  en: {
    title: 'Download',
    same: 'These files contain the same figures as this page.',
    late: 'While voting is open, the Excel and PDF files may be up to 30 seconds behind.',
  },
});

/** A file with the figures of a page. */
export interface Download {
  readonly href: string;
  readonly name: string;
}

const FORMATS = ['csv', 'xlsx', 'pdf', 'json', 'nist'] as const;
const FORMAT_NAMES: Readonly<Record<(typeof FORMATS)[number], string>> = {
  csv: 'CSV',
  xlsx: 'Excel (XLSX)',
  pdf: 'PDF',
  json: 'JSON',
  nist: 'NIST SP 1500-100 (JSON)',
};

/**
 * The results of a contest in every format.
 *
 * @param address the route that writes them, without its query
 */
export function exportsAt(address: string, language: Language): readonly Download[] {
  return FORMATS.map((format) => ({
    href: `${address}?format=${format}&language=${language}`,
    name: FORMAT_NAMES[format],
  }));
}

/** Links to files with the figures of the page. */
export function Downloads(props: {
  readonly downloads: readonly Download[];
  readonly isOpen: boolean;
  readonly language: Language;
}): ReactNode {
  const { downloads, isOpen, language } = props;
  if (downloads.length === 0) return null;
  const text = TEXTS[language];
  return (
    <section className="not-printed">
      <h2>{text.title}</h2>
      <p>{isOpen ? `${text.same} ${text.late}` : text.same}</p>
      <ul className="link-row">
        {downloads.map(({ href, name }) => (
          <li key={href}>
            <a href={href}>{name}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

import type { ReactNode } from 'react';
import type { Language } from '@scrutin/web-ui';
import type { PageName } from './addresses.ts';
import { addressOf } from './addresses.ts';
import type { ContentProps, Page } from './page.ts';
import { page } from './page.ts';

/** A part of a text: a heading, then paragraphs. */
interface ProseSection {
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** Leads to the page on which this can be done. */
  readonly link?: { readonly page: PageName; readonly text: string };
}

/** A page that is only a text. */
export interface Prose {
  readonly title: string;
  readonly lead: string;
  readonly sections: readonly ProseSection[];
}

/** Makes a page of a text in both languages. */
export function prosePage(both: Readonly<Record<Language, Prose>>): Page<null> {
  return page<null>({
    load: () => Promise.resolve({ kind: 'found', data: null }),
    title: (_data, language) => both[language].title,
    Content: ({ language }: ContentProps<null>): ReactNode => {
      const { title, lead, sections } = both[language];
      return (
        <div className="page-narrow">
          <h1>{title}</h1>
          <p className="lead">{lead}</p>
          {sections.map((section) => (
            <section key={section.title}>
              <h2>{section.title}</h2>
              {section.paragraphs.map((paragraph) => (
                <p key={paragraph}>{paragraph}</p>
              ))}
              {section.link === undefined ? null : (
                <p>
                  <a href={addressOf(section.link.page, language)}>{section.link.text}</a>
                </p>
              )}
            </section>
          ))}
        </div>
      );
    },
  });
}

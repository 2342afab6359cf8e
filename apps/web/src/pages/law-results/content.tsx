import type { ReactNode } from 'react';
import type { ContentProps } from '../../site/page.ts';
import type { LawResults } from './load.ts';

export function LawResultsContent({ data, language }: ContentProps<LawResults>): ReactNode {
  return <h1>{data.law.title[language]}</h1>;
}

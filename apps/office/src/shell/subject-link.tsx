import type { ReactNode } from 'react';
import { Link } from 'wouter';

const CONTEST = /^(law|election):([A-Za-z0-9._-]+)/;

/** The subject of an act. If it is a contest or a part of one, it leads to the page of the contest. */
export function SubjectLink({ subject }: { readonly subject: string }): ReactNode {
  const [, kind, id] = CONTEST.exec(subject) ?? [];
  if (kind === undefined || id === undefined) return <>{subject}</>;
  return <Link href={`/contests/${kind}/${id}`}>{subject}</Link>;
}

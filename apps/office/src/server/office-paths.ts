/** The first part of the path of every page of the office. The browser tells the pages below it apart. */
const FIRST_PARTS: ReadonlySet<string> = new Set([
  '',
  'account',
  'accounts',
  'acts',
  'approvals',
  'audit',
  'contests',
  'counts',
  'lists',
  'new',
]);

/** Whether the office may have a page at a path. Everything else at its origin is not found. */
export function isOfficePath(pathname: string): boolean {
  const [, first = '', ...rest] = pathname.split('/');
  return FIRST_PARTS.has(first) && (first !== '' || rest.length === 0);
}

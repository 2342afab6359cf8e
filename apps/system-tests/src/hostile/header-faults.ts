import type { PlainAnswer } from './plain-request.ts';

/** What every answer of both APIs has, whatever it is. */
const EVERYWHERE: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
};

/** Directives that the policy of every answer has. */
const POLICY = ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"];

/** What is wrong with the headers of an answer to this path, one line for each fault; empty if nothing is. */
export function headerFaults(path: string, { status, headers, text }: PlainAnswer): string[] {
  const faults: string[] = [];
  const has = (name: string, wanted: string): void => {
    if (headers[name] !== wanted) faults.push(`${name}: ${headers[name] ?? 'missing'}, not ${wanted}`);
  };
  for (const [name, wanted] of Object.entries(EVERYWHERE)) has(name, wanted);
  const policy = headers['content-security-policy'] ?? '';
  for (const directive of POLICY)
    if (!policy.includes(directive)) faults.push(`the policy lacks ${directive}`);
  if (/unsafe|\*|https?:/.test(policy)) faults.push(`the policy is lax: ${policy}`);
  for (const name of ['x-powered-by', 'server'])
    if (headers[name] !== undefined) faults.push(`${name} is sent`);

  const type = headers['content-type'] ?? '';
  if (text !== '' && type === '') faults.push('a body without a type');
  const isProblem = type.startsWith('application/problem+json');
  const isError = status >= 400;
  if (isError && text !== '' && !isProblem && !type.startsWith('text/html'))
    faults.push(`an error as ${type}`);
  if (isProblem || isError || isPersonal(path)) has('cache-control', 'no-store');
  const isPage = status === 200 && type.startsWith('text/html');
  if (isPage) has('cross-origin-opener-policy', 'same-origin');
  if (isPage || path.startsWith('/admin/')) has('cross-origin-resource-policy', 'same-origin');

  const location = headers['location'];
  if (location !== undefined && !/^\/(?![/\\])[^\\\r\n]*$/.test(location))
    faults.push(`leads to ${location}`);
  return faults;
}

/** Whether an answer at this path is for one person: no cache may keep it. */
function isPersonal(path: string): boolean {
  return /^\/admin\/|^\/api\/v1\/(?:submissions\/|vote$|elections\/vote$)|^(?:\/data)?\/(?:fr\/suivi|en\/status)\//.test(
    path,
  );
}

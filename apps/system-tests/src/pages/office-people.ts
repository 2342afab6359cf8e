import type { Page } from 'playwright-core';
import type { Stack } from '@scrutin/testkit';
import { OfficeClient, runOrThrow } from '@scrutin/testkit';
import type { useBrowser } from '@scrutin/testkit/browser';

/** Somebody with an account whose password is their own. */
export interface OfficePerson {
  readonly email: string;
  readonly password: string;
  /** The same account without a browser. */
  readonly client: OfficeClient;
}

type Browser = ReturnType<typeof useBrowser>;

/** The acts that need a second person in these suites: all but those of accounts, so that a suite can create several. */
export const ACTS_OF_TWO = 'open,close,certify,withdrawal,lot,publication,replacing,registering';

/** Creates an account with the command line, and chooses its password as its owner would. */
export async function createPerson(
  stack: Stack,
  name: string,
  role: 'official' | 'operator' | 'auditor',
): Promise<OfficePerson> {
  const email = `${name}@elections.example`;
  const create = ['official', 'create', '--email', email, '--name', name, '--role', role, '--json'];
  const { password } = JSON.parse(await runOrThrow(stack, create)) as { password: string };
  const client = await OfficeClient.firstLogin(stack, email, password);
  return { email, password: `${password}-my-own`, client };
}

/** Opens a page of the office in a browser of its own, in which the person is logged in. */
export async function openAs(
  browser: Browser,
  origin: string,
  { email, password }: Pick<OfficePerson, 'email' | 'password'>,
  path: string,
  viewer: Parameters<Browser['open']>[1] = {},
): Promise<{ readonly page: Page; readonly faults: () => string[] }> {
  const { page, faults } = await browser.open(`${origin}/`, viewer);
  const login = await page.request.post(`${origin}/admin/v1/session`, { data: { email, password } });
  if (!login.ok()) throw new Error(`The login of ${email} was answered ${login.status()}.`);
  await page.goto(origin + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { page, faults: () => worthNaming(faults) };
}

/** The faults of a page without the answers that the browser itself reports, such as the 401 before the login. */
export function worthNaming(faults: readonly string[]): string[] {
  return faults.filter((fault) => !fault.includes('Failed to load resource'));
}

/** An election and its roll as the office has them on record. */
export async function electionOnRecord(
  stack: Stack,
  who: Pick<OfficePerson, 'email' | 'password'> | undefined,
  id: string,
): Promise<unknown> {
  if (who === undefined) throw new Error('Nobody has this account yet.');
  const client = await OfficeClient.login(stack, who.email, who.password);
  const rolls = await client.act('rolls');
  const election = (await client.act('election', { params: { id } })) as object;
  return { ...election, roll: rolls.find(({ roll }) => roll === `election:${id}`) };
}

import type { Stack } from '@scrutin/testkit';
import { runOrThrow } from '@scrutin/testkit';
import type { Page } from '@scrutin/testkit/browser';

/** Somebody's account as its owner uses it. */
export interface Login {
  readonly email: string;
  readonly password: string;
}

/** Creates the account of the first operator with the command line, because nobody can log in yet. */
export async function createOperator(stack: Stack, email: string): Promise<Login> {
  const create = ['official', 'create', '--email', email, '--name', 'Ops', '--role', 'operator', '--json'];
  const { password } = JSON.parse(await runOrThrow(stack, create)) as { readonly password: string };
  return { email, password };
}

/** Types a login on the login page, in French. */
export async function logIn(page: Page, { email, password }: Login): Promise<void> {
  await page.getByLabel('Adresse courriel').fill(email);
  await page.getByLabel('Mot de passe').fill(password);
  await page.getByRole('button', { name: 'Ouvrir une session' }).click();
}

/** Logs in with the first password, which somebody else chose, and chooses another one, as the office asks. */
export async function logInFirst(page: Page, first: Login, wanted: string): Promise<Login> {
  await logIn(page, first);
  await page.getByRole('heading', { name: 'Choisissez votre mot de passe' }).waitFor();
  await page.getByLabel('Mot de passe actuel').fill(first.password);
  await page.getByLabel('Nouveau mot de passe').fill(wanted);
  await page.getByRole('button', { name: 'Changer le mot de passe' }).click();
  await page.getByRole('navigation').first().waitFor();
  return { email: first.email, password: wanted };
}

/**
 * Creates an account on the page of accounts, with a password that the page proposes.
 *
 * @returns the first login of the new account; where a second person must approve, it works once this person did
 */
export async function createAccount(
  page: Page,
  given: {
    readonly email: string;
    readonly name: string;
    readonly role: 'official' | 'operator' | 'auditor';
  },
): Promise<Login> {
  const form = page.getByRole('main');
  await form.getByLabel('Adresse courriel').fill(given.email);
  await form.getByLabel('Nom de la personne').fill(given.name);
  await form.getByLabel('Rôle').selectOption(given.role);
  await form.getByRole('button', { name: 'Proposer un mot de passe' }).click();
  const password = await form.getByLabel('Premier mot de passe').inputValue();
  await form.getByRole('button', { name: 'Créer le compte' }).click();
  return { email: given.email, password };
}

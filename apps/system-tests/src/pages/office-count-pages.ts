import type { Page } from '@scrutin/testkit/browser';

/**
 * Goes from the page of all races to one of them, by its French name, and orders a count.
 *
 * @returns the SHA-256 digest of the ballots, as the page shows it
 */
export async function countRace(page: Page, allCounts: string, region: string): Promise<string> {
  await page.goto(allCounts);
  await page.getByRole('link', { name: region, exact: true }).click();
  await page.getByRole('button', { name: 'Dépouiller maintenant' }).click();
  await page.getByText('Empreinte SHA-256 des bulletins').waitFor();
  return page.locator('code', { hasText: /^[0-9a-f]{64}$/ }).innerText();
}

/** Proposes the lot for the tie of the count that is on the page. */
export async function recordLot(
  page: Page,
  lot: {
    /** The names of those who are tied, in the order in which they were drawn. */
    readonly drawn: readonly [string, string];
    readonly how: string;
    /** The key of the counted race: `election:ID:REGION`. */
    readonly key: string;
  },
): Promise<void> {
  const [first, second] = lot.drawn;
  await page.getByLabel('Première personne tirée').selectOption({ label: first });
  await page.getByLabel('Personne tirée en position 2').selectOption({ label: second });
  await page.getByLabel('Comment on a tiré').fill(lot.how);
  await page.getByLabel('Qui a tiré').fill('Marie Roy');
  await page.getByLabel('Témoins').fill('Lise Hardy');
  await page.getByLabel(`Pour confirmer, tapez ${lot.key}`).fill(lot.key);
  await page.getByRole('button', { name: 'Inscrire le tirage' }).click();
}

/** Proposes to publish the count that is on the page. */
export async function publishCount(page: Page, key: string): Promise<void> {
  await page.getByLabel(`Pour confirmer, tapez ${key}`).fill(key);
  await page.getByRole('button', { name: 'Publier', exact: true }).click();
}

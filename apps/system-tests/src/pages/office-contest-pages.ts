import type { Locator, Page } from '@scrutin/testkit/browser';

/** The path of a page of an election in the office. */
export function officePath(electionId: string, page?: string): string {
  return `/contests/election/${electionId}${page === undefined ? '' : `/${page}`}`;
}

/** Opens the form behind a button, and returns it. */
export async function disclosed(page: Page, name: string): Promise<Locator> {
  await page.getByText(name, { exact: true }).first().click();
  return page.getByRole('group', { name });
}

interface Named {
  readonly fr: string;
  readonly en: string;
}

async function fillNames(form: Locator, label: string, { fr, en }: Named): Promise<void> {
  await form.getByLabel(`${label} (en français)`).fill(fr);
  await form.getByLabel(`${label} (en anglais)`).fill(en);
}

/** Adds a region on the page of regions and parties. */
export async function addRegion(page: Page, id: string, name: Named): Promise<void> {
  const form = page.getByRole('region', { name: 'Ajouter une région' });
  await form.getByLabel('Identifiant').fill(id);
  await fillNames(form, 'Nom', name);
  await form.getByRole('button', { name: 'Ajouter la région' }).click();
  await page.getByRole('heading', { name: name.fr, exact: true }).waitFor();
}

/** Adds a party with its colour on the page of regions and parties. */
export async function addParty(page: Page, code: string, name: Named, color: string): Promise<void> {
  const form = page.getByRole('region', { name: 'Ajouter un parti' });
  await form.getByLabel('Code').fill(code);
  await fillNames(form, 'Nom', name);
  await form.getByLabel('Couleur').fill(color);
  await form.getByRole('button', { name: 'Ajouter le parti' }).click();
  await page.getByRole('heading', { name: name.fr, exact: true }).waitFor();
}

/** What is chosen for a new election. Everything else stays as the page proposes it. */
export interface NewElection {
  readonly id: string;
  readonly name: Named;
  /** On the clocks of the zone that the page proposes: `2030-10-07T09:00`. */
  readonly opens: string;
  readonly closes: string;
  /** The names of choices to mark. */
  readonly choices: readonly string[];
}

/** Creates an election from the list of contests, and goes to its checklist. */
export async function createElection(page: Page, election: NewElection): Promise<void> {
  await page.getByRole('link', { name: 'Scrutins' }).click();
  await page.getByRole('link', { name: 'Créer une élection' }).click();
  await page.getByLabel('Identifiant').fill(election.id);
  await fillNames(page.getByRole('main'), 'Nom de l’élection', election.name);
  await page.getByLabel('Ouverture du vote').fill(election.opens);
  await page.getByLabel('Clôture du vote').fill(election.closes);
  for (const choice of election.choices) await page.getByLabel(choice, { exact: true }).check();
  await page.getByRole('button', { name: 'Créer le brouillon' }).click();
  await page.getByRole('heading', { name: election.name.fr, level: 1 }).waitFor();
}

/** A race, and who stands in it. */
export interface NewRace {
  readonly region: string;
  /** The name of the region. */
  readonly name: Named;
  readonly seats: number;
  /** The name of the rules of a ranked race; undefined for a single choice. */
  readonly rules: RegExp | undefined;
  readonly candidates: readonly NewCandidate[];
}

export interface NewCandidate {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  /** The code of a party; undefined for nobody's. */
  readonly party?: string;
  readonly bio?: Named;
  readonly promises?: Named;
}

/** Adds a race on the page of races, and goes to the page of the new race. */
export async function addRace(page: Page, { region, name, seats, rules }: NewRace): Promise<void> {
  await page.getByLabel('Région', { exact: true }).selectOption(region);
  if (rules !== undefined) {
    await page.getByLabel('Un classement').check();
    await page.getByLabel(rules).check();
  }
  await page.getByLabel('Nombre de sièges').fill(String(seats));
  await page.getByRole('button', { name: 'Ajouter la circonscription' }).click();
  await page.getByRole('link', { name: name.fr, exact: true }).click();
  await page.getByRole('region', { name: 'Ajouter une candidature' }).waitFor();
}

/** Adds a candidate on the page of a race. */
export async function addCandidate(page: Page, candidate: NewCandidate): Promise<void> {
  const { id, firstName, lastName, party, bio, promises } = candidate;
  const form = page.getByRole('region', { name: 'Ajouter une candidature' });
  await form.getByLabel('Identifiant').fill(id);
  await form.getByLabel('Prénom').fill(firstName);
  await form.getByLabel('Nom', { exact: true }).fill(lastName);
  if (party !== undefined) await form.getByLabel('Parti').selectOption(party);
  if (bio !== undefined) await fillNames(form, 'Biographie', bio);
  if (promises !== undefined) await fillNames(form, 'Engagements', promises);
  await form.getByRole('button', { name: 'Ajouter la candidature' }).click();
  await page.getByRole('heading', { name: `${firstName} ${lastName}`, level: 3 }).waitFor();
}

/** Uploads the photo of a candidate on the page of a race. */
export async function uploadPhoto(page: Page, name: string, buffer: Buffer): Promise<void> {
  const photo = await disclosed(page, `Photo de ${name}`);
  const file = { name: 'portrait.png', mimeType: 'image/png', buffer };
  await photo.getByLabel('Fichier').setInputFiles(file);
  await photo.getByRole('button', { name: 'Envoyer la photo' }).click();
  await photo.getByText('La photo est enregistrée.').waitFor();
}

/**
 * Takes a step on the checklist of a contest.
 *
 * @param reason written for the public, if the step needs one
 * @param confirm the identifier to type, if the step is dangerous
 */
export async function takeStep(
  page: Page,
  step: string,
  { reason, confirm }: { readonly reason?: string; readonly confirm?: string } = {},
): Promise<void> {
  const form = await disclosed(page, step);
  if (reason !== undefined) await form.getByLabel('Motif').fill(reason);
  if (confirm !== undefined) await form.getByLabel(`Pour confirmer, tapez ${confirm}`).fill(confirm);
  await form.getByRole('button', { name: step }).click();
}

/** The path of the proposal that the page names, after an act that awaits a second person. */
export async function proposedPath(page: Page): Promise<string> {
  await page.getByText('Une deuxième personne doit approuver').waitFor();
  return (await page.getByRole('link', { name: 'Voir la proposition' }).getAttribute('href')) ?? '';
}

/** Approves the proposal that is on the page, in English. */
export async function approve(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Approve and carry out' }).click();
  await page.getByText('The proposal is approved and carried out.').waitFor();
}

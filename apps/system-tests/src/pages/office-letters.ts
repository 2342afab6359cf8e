import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Stack } from '@scrutin/testkit';
import { runOrThrow } from '@scrutin/testkit';
import type { Page } from '@scrutin/testkit/browser';
import type { Voter } from '@scrutin/voting-load';
import { disclosed } from './office-contest-pages.ts';

/** A voter of a register, and the reference that is printed on the letter. */
export interface RegisteredVoter {
  readonly nas: string;
  readonly region: string;
  readonly reference: string;
}

/** A register of voters as a spreadsheet writes it. */
export function registerText(voters: readonly RegisteredVoter[]): string {
  const lines = voters.map(({ nas, region, reference }) => `${nas},${region},${reference}`);
  return ['numero,region,envoi', ...lines, ''].join('\n');
}

/** Letters by their reference. */
type Letters = ReadonlyMap<string, Voter>;

/** A set of letters that the command wrote: the files for the pages of the office, and the letters of the voters. */
export interface LetterSet {
  readonly folder: string;
  readonly letters: Letters;
}

/**
 * Makes the letters of voters from their register, with the real command: this is done away from every server.
 *
 * @param only the references of the voters to whom letters are written again; absent for everybody
 */
export async function makeLetters(
  stack: Stack,
  given: {
    readonly register: string;
    readonly electionId: string;
    readonly regions: readonly string[];
    readonly name: string;
    readonly only?: string;
  },
): Promise<LetterSet> {
  const folder = path.join(stack.folder, given.name);
  await runOrThrow(stack, [
    ...['credentials', 'generate', '--register', given.register],
    ...['--identifier-column', 'numero', '--region-column', 'region', '--reference-column', 'envoi'],
    ...['--region', given.regions.join(','), '--election-id', given.electionId, '--output', folder],
    ...(given.only === undefined ? [] : ['--only-references', given.only]),
  ]);
  return { folder, letters: readLetters(path.join(folder, 'letters')) };
}

/** The paths of all files of a folder of a set, as somebody chooses them in a file dialogue. */
export function filesOf({ folder }: LetterSet, part: 'letters' | 'roll' | 'references'): string[] {
  return readdirSync(path.join(folder, part)).map((file) => path.join(folder, part, file));
}

/** Checks the roll of a set on the page of the roll, which then has none yet, and loads it. */
export async function loadRoll(page: Page, set: LetterSet): Promise<void> {
  await page.getByLabel('Fichiers du dossier roll').setInputFiles(filesOf(set, 'roll'));
  await page.getByRole('button', { name: 'Vérifier, sans rien charger' }).click();
  await page.getByText('Toutes les lignes sont valables. Rien n’est chargé encore.').waitFor();
  await page.getByText('Aucune liste n’est chargée.').waitFor();
  await page.getByRole('button', { name: 'Charger ces lignes' }).click();
  await page.getByText('La liste est chargée.').waitFor();
}

interface Voided {
  /** The set of the letters that become void. */
  readonly of: LetterSet;
  /** The reference of the letter. */
  readonly named: string;
  /** The identifier to type. */
  readonly confirm: string;
}

/** Replaces a lost letter on the page of the roll, by the letter of a set that was made for it. */
export async function replaceLetters(page: Page, given: Voided & { readonly by: LetterSet }): Promise<void> {
  const form = await disclosed(page, 'Remplacer des lettres perdues');
  await form.getByLabel(/^Dossier .* anciennes lettres/).setInputFiles(filesOf(given.of, 'references'));
  await form.getByLabel(/^Dossier .* nouvelles lettres/).setInputFiles(filesOf(given.by, 'references'));
  await form.getByRole('rowheader', { name: given.named }).waitFor();
  await form.getByLabel('Motif').fill('Lettre revenue de la poste');
  await form.getByLabel(`Pour confirmer, tapez ${given.confirm}`).fill(given.confirm);
  await form.getByRole('button', { name: 'Remplacer ces lettres' }).click();
}

/** Revokes a letter on the page of the roll. */
export async function revokeLetters(page: Page, { of, named, confirm }: Voided): Promise<void> {
  const form = await disclosed(page, 'Révoquer des lettres');
  await form.getByLabel(/^Dossier .* anciennes lettres/).setInputFiles(filesOf(of, 'references'));
  await form.getByLabel('Références des lettres').fill(named);
  await form.getByLabel('Motif').fill('Personne décédée');
  await form.getByLabel(`Pour confirmer, tapez ${confirm}`).fill(confirm);
  await form.getByRole('button', { name: 'Révoquer ces lettres' }).click();
}

/** The letter of a set with a reference. @throws Error if the set has none */
export function letterOf({ letters }: LetterSet, reference: string): Voter {
  const letter = letters.get(reference);
  if (letter === undefined) throw new Error(`There is no letter ${reference}.`);
  return letter;
}

function readLetters(folder: string): Letters {
  const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  const [head = '', ...lines] = readFileSync(path.join(folder, file), 'utf8').trim().split(/\r?\n/);
  const columns = head.replace(/^\ufeff/, '').split(',');
  return new Map(
    lines.map((line) => {
      const cells = line.split(',');
      const cell = (name: string): string => cells[columns.indexOf(name)] ?? '';
      return [cell('reference'), { nas: cell('nas'), code: cell('code') }];
    }),
  );
}

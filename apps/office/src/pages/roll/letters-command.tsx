import type { ReactNode } from 'react';
import { texts } from '@scrutin/web-ui';
import type { OfficeContest } from '../../contest/contest.ts';
import { Disclosure } from '../../forms/disclosure.tsx';
import { useLanguage } from '../../language.tsx';
import { Facts } from '../../shell/facts.tsx';

const TEXTS = texts({
  fr: {
    title: 'D’où viennent ces fichiers ?',
    again: 'Comment faire les nouvelles lettres ?',
    who: 'L’exploitation fait ensemble les lettres et la liste électorale, à partir de la liste de votre bureau, sur un ordinateur du bureau et jamais sur un serveur. La commande crée un dossier qui en contient trois :',
    letters: 'les numéros et les codes, pour l’imprimeur. Ne les envoyez jamais ici.',
    references:
      'quelle lettre correspond à quel identifiant. Le bureau le garde sous clé, pour pouvoir remplacer une lettre perdue.',
    roll: 'seulement des empreintes. C’est ce dossier que vous choisissez ici.',
    register: 'liste.csv',
    output: 'jeu',
    lost: 'Mettez les références des lettres perdues à la place de E-1007,E-1020.',
    more: 'Mettez le nom de votre fichier à la place de liste.csv. Pour les options (colonnes de la liste, adresses) : npx scrutin credentials generate --help',
  },
  en: {
    title: 'Where do these files come from?',
    again: 'How are the new letters made?',
    who: 'The operators make the letters and the roll together from the register of the voters, on a computer of the office and never on a server. The command makes a folder with three folders in it:',
    letters: 'the numbers and the codes, for the printer. Never send them here.',
    references:
      'which letter has which credential. The office keeps it locked away, so that a lost letter can be replaced.',
    roll: 'only hashes. This is the folder that you choose here.',
    register: 'register.csv',
    output: 'set',
    lost: 'Put the references of the lost letters in place of E-1007,E-1020.',
    more: 'Put the name of your own file in place of register.csv. For the options (columns of the register, addresses): npx scrutin credentials generate --help',
  },
});

/** The references that stand in the command for new letters; the office puts those of its own lost letters there. */
const LOST = 'E-1007,E-1020';

/**
 * Says where the files of a roll come from, with the command that makes them for this contest.
 *
 * @param isAgain true for new letters of voters who lost theirs
 */
export function LettersCommand(props: {
  readonly contest: OfficeContest;
  readonly isAgain?: boolean;
}): ReactNode {
  const { contest, isAgain = false } = props;
  const text = TEXTS[useLanguage().language];
  return (
    <Disclosure title={isAgain ? text.again : text.title}>
      {isAgain ? null : <p>{text.who}</p>}
      {isAgain ? null : (
        <Facts
          facts={[
            ['letters', text.letters],
            ['references', text.references],
            ['roll', text.roll],
          ]}
        />
      )}
      <pre>
        <code>{commandOf(contest, isAgain, text)}</code>
      </pre>
      {isAgain ? <p>{text.lost}</p> : null}
      <p className="soft">{text.more}</p>
    </Disclosure>
  );
}

function commandOf(
  contest: OfficeContest,
  isAgain: boolean,
  { register, output }: { readonly register: string; readonly output: string },
): string {
  const of =
    contest.kind === 'law'
      ? [`--law-id ${contest.id}`]
      : [`--election-id ${contest.id}`, `--region ${contest.races.map((race) => race.region_id).join(',')}`];
  return [
    `npx scrutin credentials generate --register ${register}`,
    ...of,
    ...(isAgain ? [`--only-references ${LOST}`] : []),
    `--output ${output}-${contest.id}${isAgain ? '-2' : ''}`,
  ].join(' \\\n  ');
}

import { texts } from '@scrutin/web-ui';

/** Every option of a contest with a plain explanation. The values are those of the API. */
export const OPTION_TEXTS = texts({
  fr: {
    visibility: {
      label: 'Quand les résultats sont publics',
      'after-closing': {
        text: 'Après la clôture',
        means: 'Personne ne voit de résultat pendant le vote. C’est le choix habituel.',
      },
      live: {
        text: 'Pendant le vote',
        means:
          'Tout le monde voit les voix au fur et à mesure. Dans un petit scrutin, cela peut révéler un vote.',
      },
    },
    blank: {
      label: 'Vote blanc',
      'not-allowed': { text: 'Refusé', means: 'Un bulletin doit exprimer un choix.' },
      allowed: {
        text: 'Accepté',
        means: 'Il compte pour la participation et le quorum, et pour aucun camp ni aucune candidature.',
      },
    },
    ballots: {
      label: 'Les bulletins après la certification',
      published: {
        text: 'Publiés',
        means: 'N’importe qui peut recompter. Ils sont sans nom et mélangés.',
      },
      'not-published': {
        text: 'Non publiés',
        means:
          'Seules les personnes qui vérifient les lisent. À choisir si la loi l’exige, ou si un classement rare pouvait révéler un vote.',
      },
    },
    approval: {
      label: 'Qui accomplit les actes importants',
      'two-officials': {
        text: 'Deux responsables',
        means:
          'Une personne propose, une autre approuve. Par exemple : ouvrir ou clore avant l’heure, retirer une candidature, publier un dépouillement, certifier. La page « Approbations » donne la liste.',
      },
      'single-official': {
        text: 'Une seule personne',
        means: 'Une personne fait tout. Le registre des actes et la déclaration des résultats le montrent.',
      },
    },
    base: {
      label: 'Le seuil est une part',
      valid: { text: 'Des votes valides', means: 'Les oui et les non ; les votes blancs ne comptent pas.' },
      cast: {
        text: 'De tous les votes',
        means: 'Les votes blancs comptent aussi, donc ils rendent le seuil plus difficile à atteindre.',
      },
    },
    type: {
      label: 'Type d’élection',
      municipal: 'Municipale',
      provincial: 'Provinciale',
      federal: 'Fédérale',
      referendum: 'Référendum',
    },
  },
  en: {
    visibility: {
      label: 'When the results are public',
      'after-closing': {
        text: 'After the closing',
        means: 'Nobody sees a result during the voting. This is the usual choice.',
      },
      live: {
        text: 'During the voting',
        means: 'Everybody sees the votes as they come. In a small contest this can show how somebody voted.',
      },
    },
    blank: {
      label: 'Blank votes',
      'not-allowed': { text: 'Not allowed', means: 'A ballot must make a choice.' },
      allowed: {
        text: 'Allowed',
        means: 'They count for the turnout and the quorum, and for no side and no candidate.',
      },
    },
    ballots: {
      label: 'The ballots after the certification',
      published: { text: 'Published', means: 'Anybody can count again. They have no names and are mixed.' },
      'not-published': {
        text: 'Not published',
        means:
          'Only auditors read them. Choose it if the law asks for it, or if a rare ranking could show how somebody voted.',
      },
    },
    approval: {
      label: 'Who does important acts',
      'two-officials': {
        text: 'Two officials',
        means:
          'One proposes and another approves. For example: opening or closing early, withdrawing a candidate, publishing a count, certifying. The page “Approvals” has the list.',
      },
      'single-official': {
        text: 'One official',
        means: 'One person does everything. The record of acts and the declaration of results show it.',
      },
    },
    base: {
      label: 'The threshold is a share',
      valid: { text: 'Of the valid votes', means: 'Yes and no; blank votes do not count.' },
      cast: {
        text: 'Of all votes',
        means: 'Blank votes count too, so they make the threshold harder to reach.',
      },
    },
    type: {
      label: 'Kind of election',
      municipal: 'Municipal',
      provincial: 'Provincial',
      federal: 'Federal',
      referendum: 'Referendum',
    },
  },
});

interface OptionText {
  readonly text: string;
  readonly means: string;
}

/** The choices of one option, in the order of `values`. */
export function choicesOf<const Value extends string>(
  group: { readonly [V in NoInfer<Value>]: OptionText },
  values: readonly Value[],
): readonly (OptionText & { readonly value: Value })[] {
  return values.map((value) => ({ value, ...group[value] }));
}

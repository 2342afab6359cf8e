import { newElection } from '../admin/elections.ts';
import { lawPatch, newLaw } from '../admin/laws.ts';
import { stepRequest } from '../admin/values.ts';
import { formErrors, markMissing } from './form-errors.ts';

const law = {
  id: 'L1',
  title: { fr: 'Loi', en: 'Act' },
  summary: { fr: '', en: '' },
  opens_at: '2030-10-07T08:00-04:00',
  closes_at: '2030-10-07T20:00-04:00',
};

function errorsOf(
  schema: typeof newLaw | typeof newElection | typeof lawPatch | typeof stepRequest,
  given: unknown,
) {
  const read = schema.safeParse(given, { error: markMissing });
  return read.success
    ? []
    : (['en', 'fr'] as const).map((language) =>
        formErrors(read.error, language).map((e) => `${e.field}: ${e.message}`),
      );
}

describe('the errors in an official’s form', () => {
  it('are empty for a valid form, whose instants may have no seconds', () => {
    expect(errorsOf(newLaw, law)).toEqual([]);
  });

  it.each([
    [
      newLaw,
      { ...law, opens_at: '2030-02-30T08:00' },
      'opens_at: There is no such day',
      'opens_at: Ce jour n’existe pas',
    ],
    [
      newLaw,
      { ...law, closes_at: '2030-10-07T24:00Z' },
      'closes_at: There is no such time',
      'closes_at: Cette heure n’existe pas',
    ],
    [
      newLaw,
      { ...law, opens_at: 7 },
      'opens_at: The value must be a text',
      'opens_at: La valeur doit être un texte',
    ],
    [
      newLaw,
      { ...law, id: 'L 1' },
      'id: The identifier must have 1 to 50',
      'id: L’identifiant doit compter de 1 à 50',
    ],
    [newLaw, { ...law, id: undefined }, 'id: This field is required.', 'id: Ce champ est obligatoire.'],
    [
      newLaw,
      { ...law, title: 'Loi' },
      'title: The value must be a JSON object.',
      'title: La valeur doit être un objet JSON.',
    ],
    [
      newLaw,
      { ...law, title: { fr: 'Loi' } },
      'title.en: This field is required.',
      'title.en: Ce champ est obligatoire.',
    ],
    [
      newLaw,
      { ...law, quorum_votes: 1.5 },
      'quorum_votes: The value must be a whole number.',
      'quorum_votes: La valeur doit être un nombre entier.',
    ],
    [
      newLaw,
      { ...law, quorum_votes: -1 },
      'quorum_votes: The number must be at least 0.',
      'quorum_votes: Le nombre doit être d’au moins 0.',
    ],
    [
      newLaw,
      { ...law, threshold: '66.667' },
      'threshold: Give a fraction or a percentage, above 0 and up to 100%, for example 2/3, 50% or 66.67%.',
      'threshold: Donnez une fraction ou un pourcentage, de plus de 0 à 100 %, par exemple 2/3, 50% ou 66.67%.',
    ],
    [
      newLaw,
      { ...law, results_visibility: 'never' },
      'results_visibility: The value must be one of live',
      'results_visibility: La valeur doit être l’une de celles-ci : live',
    ],
    [
      newLaw,
      { ...law, opens: 'x' },
      'opens: This field is not known here',
      'opens: Ce champ n’est pas connu ici',
    ],
    [newLaw, undefined, ': This field is required.', ': Ce champ est obligatoire.'],
    [newLaw, [], ': The value must be a JSON object.', ': La valeur doit être un objet JSON.'],
    [
      lawPatch,
      { opens_at: '2030-10-07T08:00Z' },
      'closes_at: The fields opens_at and closes_at belong together',
      'closes_at: Les champs opens_at et closes_at vont ensemble',
    ],
    [
      stepRequest,
      { step: 'extend', reason: 'x' },
      'closes_at: To extend voting (extend), give the new closing time, for example 2030',
      'closes_at: Pour prolonger le vote (extend), donnez la nouvelle heure de clôture',
    ],
    [
      stepRequest,
      { step: 'open', closes_at: '2030-10-07T08:00Z' },
      'closes_at: Only an extension (extend) takes a new closing time.',
      'closes_at: Seule la prolongation',
    ],
  ])('say what a member must be, in both languages', (schema, given, english, french) => {
    expect(errorsOf(schema, given)).toEqual([
      [expect.stringContaining(english) as string],
      [expect.stringContaining(french) as string],
    ]);
  });

  it('never show the validator’s own messages or the submitted values', () => {
    const text = JSON.stringify(
      errorsOf(newElection, { id: '<b>', name: 7, type: {}, opens_at: 'secret', x: 1 }),
    );
    expect(text).not.toMatch(/Invalid|Invalide|expected|received|motif|pattern|secret|<b>|\/\^/);
  });
});

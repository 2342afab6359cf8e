import { filledIn, parseLetterTemplate } from './letter-template.ts';
import { usualTemplate } from './usual-template.ts';

const GOOD = `[sender]
Élections Val-des-Sources
1, rue de l'Hôtel-de-Ville

[fr]
# Votez
Votre code est **{code}**,
réf. {reference}.

- Ouvrez {url}.
- Entrez {identifier}
  et le code.
[en]
# Vote
In {region}.
`;

describe('the template of a letter', () => {
  it('has a sender and, in each language, a heading, paragraphs and lists', () => {
    expect(parseLetterTemplate(GOOD, true)).toEqual({
      sender: ['Élections Val-des-Sources', "1, rue de l'Hôtel-de-Ville"],
      fr: {
        heading: 'Votez',
        blocks: [
          { kind: 'paragraph', text: 'Votre code est **{code}**, réf. {reference}.' },
          { kind: 'list', items: ['Ouvrez {url}.', 'Entrez {identifier} et le code.'] },
        ],
      },
      en: { heading: 'Vote', blocks: [{ kind: 'paragraph', text: 'In {region}.' }] },
    });
  });

  it('may begin with a byte order mark and have CR LF line ends', () => {
    const windows = `\ufeff${GOOD.replaceAll('\n', '\r\n')}`;
    expect(parseLetterTemplate(windows, true)).toEqual(parseLetterTemplate(GOOD, true));
  });

  it('gets the values of a letter in the place of its placeholders', () => {
    const values = { code: 'C', identifier: 'I', reference: 'R', region: 'G', contest: 'K', url: 'U' };
    expect(filledIn('{code} {identifier} {reference} {region} {contest} {url} {code}', values)).toBe(
      'C I R G K U C',
    );
  });

  it.each([
    [
      '[fr]\n# A\n[en]\n# B\n{kode}',
      true,
      'line 5: {kode} is no placeholder. There are {code}, {identifier}',
    ],
    ['[fr]\n# A\n{code\n[en]\n# B', true, 'line 3: a brace { is not closed'],
    ['[fr]\n# A\n{region}\n[en]\n# B', false, 'line 3: a law has no {region}'],
    ['[fr]\n# A\n[de]\n# B', true, 'line 3: there is no section [de]'],
    ['[fr]\n# A\n[fr]\n# B', true, 'line 3: the section [fr] is there twice'],
    ['[fr]\n# A', true, 'no heading "# …" in its section [en]'],
    ['[fr]\nA\n[en]\n# B', true, 'no heading "# …" in its section [fr]'],
    ['[fr]\n# A\n# B\n[en]\n# B', true, 'line 3: a section has one heading'],
    ['[fr]\nText\n\n# A\n[en]\n# B', true, 'line 4: the heading comes first'],
    ['[fr]\n## A\n[en]\n# B', true, 'line 2: a heading is "# " and its text'],
    ['Hello\n[fr]\n# A\n[en]\n# B', true, 'line 1: a section begins with'],
  ])('%j is refused, with what is wrong', (text, withRegion, message) => {
    expect(() => parseLetterTemplate(text, withRegion)).toThrow(message);
  });

  it('is the usual one if the office gives none, for laws and for elections', () => {
    expect(usualTemplate(true)).toContain('{region}');
    for (const withRegion of [true, false]) {
      const { fr, en } = parseLetterTemplate(usualTemplate(withRegion), withRegion);
      expect(fr.blocks.map(({ kind }) => kind)).toEqual(en.blocks.map(({ kind }) => kind));
    }
  });
});

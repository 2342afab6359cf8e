import type { Declared } from '../declared.ts';
import { heading, paragraph } from '../declared.ts';
import type { Block } from '../document.ts';
import { wholeNumber } from '../figures.ts';

/** The accepted votes that the certified result does not include, and why it was certified without them. */
export function outstandingSection({ record, words, language }: Declared): readonly Block[] {
  const { certification } = record;
  const { outstanding } = words;
  if (certification === undefined) return [];
  if (certification.outstanding === undefined) {
    return [heading(2, outstanding.heading), paragraph(outstanding.none)];
  }
  const { differences, unreported, incompleteIntakes, unknown } = certification.outstanding;
  const number = (value: bigint | number): string => wholeNumber(value, language);
  return [
    heading(2, outstanding.heading),
    {
      kind: 'list',
      items: [
        ...differences.map(({ contest, votes }) =>
          votes > 0n
            ? outstanding.difference(contest, number(votes))
            : outstanding.surplus(contest, number(-votes)),
        ),
        ...(unreported > 0n ? [outstanding.unreported(number(unreported))] : []),
        ...(incompleteIntakes > 0 ? [outstanding.intakes(number(incompleteIntakes))] : []),
        ...unknown.map(({ contest, votes }) => outstanding.unknown(contest, number(votes))),
      ],
    },
    paragraph(`${outstanding.because}${words.colon}${certification.reason ?? words.none}`),
  ];
}

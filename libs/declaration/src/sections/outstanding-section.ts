import type { DeclaredAct } from '../declaration-record.ts';
import type { Declared } from '../declared.ts';
import { heading, paragraph } from '../declared.ts';
import type { Block } from '../document.ts';
import { wholeNumber } from '../figures.ts';

/**
 * The accepted votes that the certified result does not include, why it was certified without them, and those that an
 * official had explained before, which the certification does not name.
 */
export function outstandingSection({ record, words, language }: Declared): readonly Block[] {
  const { certification } = record;
  const { outstanding } = words;
  if (certification === undefined) return [];
  const number = (value: bigint | number): string => wholeNumber(value, language);
  const explained = [...explainedVotes(record.acts)].map(([subject, votes]) => {
    if (subject === EVERY_CONTEST) return outstanding.explainedUnreported(number(votes));
    return votes > 0
      ? outstanding.explained(subject, number(votes))
      : outstanding.explainedSurplus(subject, number(-votes));
  });
  if (certification.outstanding === undefined) {
    return [
      heading(2, outstanding.heading),
      explained.length === 0 ? paragraph(outstanding.none) : { kind: 'list', items: explained },
    ];
  }
  const { differences, unreported, incompleteIntakes, unknown } = certification.outstanding;
  return [
    heading(2, outstanding.heading),
    {
      kind: 'list',
      items: [
        ...explained,
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

/** The subject of an explanation that is not of one contest: of votes whose receipts are missing. */
const EVERY_CONTEST = 'ledger';

/** The votes that officials explained, in all, by contest. An explanation may have been taken back. */
function explainedVotes(acts: readonly DeclaredAct[]): ReadonlyMap<string, number> {
  const explained = new Map<string, number>();
  for (const { action, subject, after } of acts) {
    if (action !== 'ledger.explain') continue;
    const { votes } = after as { readonly votes: number };
    explained.set(subject, (explained.get(subject) ?? 0) + votes);
  }
  return new Map([...explained].filter(([, votes]) => votes !== 0));
}

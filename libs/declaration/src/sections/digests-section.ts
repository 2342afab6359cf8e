import type { Declared } from '../declared.ts';
import { heading, paragraph } from '../declared.ts';
import type { Block } from '../document.ts';

/** The digests of the roll, of the ballots and of the counts that stand, as they are on record. */
export function digestsSection({ record, words }: Declared): readonly Block[] {
  const { digests } = words;
  const rows: [string, string][] = [[digests.roll, record.roll?.digest ?? digests.notOnRecord]];
  for (const { key, publications } of record.contests) {
    const standing = publications.at(-1);
    if (standing === undefined) continue;
    rows.push([digests.ballots(key), standing.ballotsDigest]);
    rows.push([digests.result(key), standing.resultDigest]);
  }
  return [
    heading(2, digests.heading),
    paragraph(digests.note),
    {
      kind: 'table',
      caption: digests.caption,
      columns: [
        { head: digests.of, align: 'start', weight: 4 },
        { head: digests.digest, align: 'start', weight: 7 },
      ],
      rows,
      showsHeads: true,
    },
  ];
}

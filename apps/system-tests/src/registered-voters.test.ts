import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Law, Secrets } from '@scrutin/testkit';
import {
  addLaw,
  expectNothingLostNothingTwice,
  oneVoteEach,
  publishLaw,
  runOrThrow,
  secretsIn,
  secretsOf,
  useSystem,
} from '@scrutin/testkit';
import type { Voter } from '@scrutin/voting-load';
import { pagesOfPdf } from './pdf-text.ts';

const VOTERS = 12;

/** How the voters of this test write what their letter says: as it is printed, and with characters that look alike. */
const WRITTEN: readonly ((printed: Voter) => Voter)[] = [
  (printed) => printed,
  ({ nas, code }) => ({ nas: nas.replaceAll('0', 'O').replaceAll('1', 'l'), code: code.toLowerCase() }),
  ({ nas, code }) => ({
    nas: nas.replaceAll(' ', '-'),
    code: code.replaceAll('V', 'U').replaceAll('G', '6'),
  }),
  ({ nas, code }) => ({
    nas: nas.replaceAll(' ', '\u00a0'),
    code: code.replace(' ', '.').replaceAll('4', 'a'),
  }),
];

describe('the voters of a register', () => {
  const { stack, rolls, castAll } = useSystem({ suite: 'registered-voters' });

  test('vote with what their printed letters say, and no server gets an identifier or a code', async () => {
    const id = await addLaw(stack, {});
    const register = path.join(stack.folder, 'voters.csv');
    const lines = Array.from(
      { length: VOTERS },
      (_, i) => `${String(46_454_286 + i * 1_010_101).padStart(9, '0')};E-${i}`,
    );
    await writeFile(register, `\ufeffsep=;\r\nNo;Envoi\r\n${lines.join('\r\n')}\r\n`);
    const set = path.join(stack.folder, 'set');
    const pdf = path.join(stack.folder, 'pdf');
    const said = [
      await runOrThrow(stack, [
        ...['credentials', 'generate', '--register', register, '--law-id', id, '--output', set],
        ...['--identifier-column', 'No', '--reference-column', 'Envoi'],
      ]),
      await runOrThrow(stack, [
        'credentials',
        'letters',
        set,
        '--url',
        'https://vote.example',
        '--output',
        pdf,
      ]),
      await runOrThrow(stack, ['roll', 'load', set]),
    ];
    await publishLaw(stack, { id });

    const pages = await pagesOfPdf(path.join(pdf, 'letters-00001.pdf'));
    const printed = pages.map((texts): Voter => {
      const after = (label: string): string =>
        texts[texts.findIndex((text) => text.includes(label)) + 1] ?? '';
      return { nas: after('Your identifier'), code: after('Your code') };
    });
    expect(printed).toHaveLength(VOTERS);
    const plain = printed.map(({ nas, code }) => ({
      nas: nas.replaceAll(' ', ''),
      code: code.replaceAll(' ', ''),
    }));
    expect(plain.map(({ nas }, i) => `${nas};E-${i}`)).toEqual(lines);
    rolls.push({ id, voters: plain });

    const law: Law = { id, voters: printed.map((voter, i) => WRITTEN[i % WRITTEN.length]?.(voter) ?? voter) };
    const record = await castAll(oneVoteEach(law));
    expect(await expectNothingLostNothingTwice(stack, law, record)).toEqual({
      counted: VOTERS,
      rejected: {},
    });

    const secrets: Secrets = { ...secretsOf(stack, [{ id, voters: plain }]), hashes: new Set() };
    for (const kind of ['roll', 'references']) {
      for (const file of readdirSync(path.join(set, kind))) {
        const text = readFileSync(path.join(set, kind, file), 'utf8');
        expect([file, ...secretsIn(text, secrets)]).toEqual([file]);
      }
    }
    expect([...secretsIn(said.join(' '), secrets)]).toEqual([]);
    // The letters themselves have them, so that this test would notice them.
    const letters = readFileSync(path.join(set, 'letters', 'letters-00001.csv'), 'utf8');
    expect([...secretsIn(letters, secrets)].sort()).toEqual(['code', 'nas']);
  });
});

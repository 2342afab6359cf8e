import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../project-root.ts';
import { composeFile } from './compose-file.ts';
import type { ComposeContext } from './compose-rule.ts';
import { COMPOSE_RULES, composeFindings } from './compose-rules.ts';
import type { ComposeBreak } from './fixture/compose-breaks.ts';
import { COMPOSE_BREAKS } from './fixture/compose-breaks.ts';
import { composeContext } from './fixture/compose-context.ts';

let context: ComposeContext;
beforeAll(async () => {
  context = await composeContext();
});

const findingsIn = (one: ComposeContext): string[] => composeFindings(composeFile(one.text, one.given), one);

/** The text with a replacement. A break that changes nothing would prove nothing. */
function replaced(text: string, { was, becomes }: ComposeBreak): string {
  expect(text).toContain(was);
  return text.replace(was, () => becomes);
}

function brokenBy(one: ComposeBreak): ComposeContext {
  switch (one.where) {
    case 'text':
      return { ...context, text: replaced(context.text, one) };
    case 'dockerfile':
      return { ...context, dockerfile: replaced(context.dockerfile, one) };
    case 'env': {
      const { [one.was]: value = '', ...others } = context.given;
      expect(value).not.toBe('');
      return { ...context, given: one.becomes === '' ? others : { ...others, [one.becomes]: value } };
    }
    case 'prometheus': {
      const file = 'monitoring/prometheus.yml';
      const addresses = context.addresses.get(file) ?? [];
      expect(addresses).toContain(one.was);
      const changed = addresses.map((address) => (address === one.was ? one.becomes : address));
      return { ...context, addresses: new Map([[file, changed]]) };
    }
  }
}

test('docker-compose.yml breaks no rule', () => {
  expect(findingsIn(context)).toEqual([]);
});

test.each(COMPOSE_BREAKS.map((one) => [one.rule, one.was, one] as const))(
  '%s: is found when %j changes',
  (rule, _, one) => {
    expect(findingsIn(brokenBy(one)).filter((finding) => finding.startsWith(`${rule}: `))).not.toEqual([]);
  },
);

test('every rule is proven by a change that breaks it', () => {
  const proven = new Set(COMPOSE_BREAKS.map(({ rule }) => rule));
  expect(COMPOSE_RULES.map(({ name }) => name).filter((name) => !proven.has(name))).toEqual([]);
});

test('the head of docker-compose.yml says how to make the secrets, and the command exists', () => {
  const { scripts } = JSON.parse(readFileSync(path.join(projectRoot(), 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  expect(context.text.slice(0, context.text.indexOf('\nx-logging:'))).toContain('npm run compose:env');
  expect(scripts['compose:env']).toBe('node scripts/docker/new-env.mjs');
});

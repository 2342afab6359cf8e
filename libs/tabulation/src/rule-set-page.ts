import { expectedValue, valueText } from './option-value.ts';
import type { RuleOption } from './rule-sets.ts';
import { optionsOf, RULE_NAMES, RULE_SETS } from './rule-sets.ts';

const PREAMBLE = `# Rule sets

This page is generated from \`libs/tabulation/src/rule-sets.ts\`, which declares the options, their values and their defaults: \`npx scrutin tabulate rules > docs/RULE-SETS.md\` writes it again.

A rule set is written \`NAME:option=value,option=value\`, for example \`irv:ties=lot\`. Options that are left out have their defaults. Candidates of one option are joined by \`/\`. An option that is given twice, that has a value other than those on this page, or that has no effect together with the others, is refused. In the rules of a race, an \`order\` must name everybody who stands, each once, and \`lot\` and \`decisions\` are refused: a lot is an act on record.`;

/** The documentation of all rule sets and their options, as Markdown. */
export function ruleSetPage(): string {
  const sections = RULE_NAMES.map((name) => {
    const { what, source, ties } = RULE_SETS[name];
    const rows = [...optionsOf(name)].map(([option, declared]) => rowOf(option, declared));
    return [
      `## ${name}`,
      what,
      `Source: ${source}`,
      `What breaks a tie: ${ties}`,
      table([['Option', 'Values', 'Default', 'What it decides'], ...rows]),
    ].join('\n\n');
  });
  return `${[PREAMBLE, ...sections].join('\n\n')}\n`;
}

function rowOf(name: string, { value, default: normally, decides }: RuleOption): string[] {
  const text = valueText(normally);
  const values =
    value.kind === 'words'
      ? value.words.map((word) => `\`${word}\``).join(', ')
      : expectedValue(value).en.replace(' | ', ' or ');
  return [`\`${name}\``, values, text === '' ? 'none' : `\`${text}\``, decides];
}

/** A table whose columns are as wide as their widest cell, as the formatter of this repository writes it. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const [heading = '', ...others] = rows.map((row) =>
    line(row.map((cell, column) => cell.padEnd(widths[column] ?? 0))),
  );
  return [heading, line(widths.map((width) => '-'.repeat(width))), ...others].join('\n');
}

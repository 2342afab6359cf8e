import type { Block, OfficialDocument, SignaturesBlock, TableBlock } from './document.ts';

/** The longest line, in characters. */
const WIDTH = 80;

/**
 * The document as plain text (UTF-8, lines end in LF). A row of a table is an item with its values, as columns cannot
 * be lined up for every script and every font. The marks of the pages stand at the top and at the bottom.
 */
export function documentText({ language, marks, blocks, title }: OfficialDocument): string {
  const colon = language === 'fr' ? '\u00a0: ' : ': ';
  const marked = marks.map((mark) => `*** ${mark} ***`);
  const parts = [...marked, ...blocks.map((block) => blockText(block, colon)), ...marked];
  return `${parts.join('\n\n')}\n\n${wrapped(title, '')}\n`;
}

function blockText(block: Block, colon: string): string {
  switch (block.kind) {
    case 'heading': {
      const text = block.level === 1 ? block.text.toUpperCase() : block.text;
      const lines = wrapped(text, '');
      const longest = Math.max(...lines.split('\n').map((line) => Array.from(line).length));
      const rule = { 1: '=', 2: '-', 3: '' }[block.level];
      return rule === '' ? lines : `${lines}\n${rule.repeat(longest)}`;
    }
    case 'paragraph':
      return wrapped(block.text, '');
    case 'list':
      return block.items.map((item) => itemText(item)).join('\n');
    case 'table':
      return tableText(block, colon);
    case 'signatures':
      return signaturesText(block, colon);
  }
}

function itemText(text: string): string {
  return wrapped(text, '  ').replace(/^ {2}/, '- ');
}

function tableText({ caption, columns, rows, showsHeads }: TableBlock, colon: string): string {
  const items = rows.map(([first = '', ...rest]) => {
    if (!showsHeads) return wrapped(`${first}${colon}${rest.join(' ')}`, '    ').replace(/^ {4}/, '  ');
    const values = rest.flatMap((value, index) =>
      value === '' ? [] : [wrapped(`${columns[index + 1]?.head ?? ''}${colon}${value}`, '    ')],
    );
    return [itemText(first), ...values].join('\n');
  });
  return [wrapped(caption, ''), ...items].join('\n');
}

const BLANK_LINE = '_'.repeat(40);

function signaturesText({ labels, places }: SignaturesBlock, colon: string): string {
  return places
    .map(({ role, onRecord }) =>
      [
        `${role}${onRecord === undefined ? '' : ` (${onRecord})`}`,
        ...[labels.name, labels.signature, labels.date].map((label) => `  ${label}${colon}${BLANK_LINE}`),
      ].join('\n\n'),
    )
    .join('\n\n');
}

/** Breaks a text at spaces. Every line begins with the indent. A word that is too long has a line of its own. */
function wrapped(text: string, indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/[ \n]+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && indent.length + Array.from(longer).length > WIDTH) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line].map((each) => `${indent}${each}`).join('\n');
}

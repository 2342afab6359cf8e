import type { Column, TableBlock } from '@scrutin/declaration';
import type { PageFlow } from './page-flow.ts';
import { LEFT, TEXT_WIDTH } from './page-flow.ts';
import type { Element } from './tagged-pdf.ts';
import type { Line, TextStyle } from './typesetter.ts';

const CELL: TextStyle = { size: 9, weight: 'regular', leading: 12 };
const HEAD: TextStyle = { ...CELL, weight: 'bold' };
const CAPTION: TextStyle = { size: 9.5, weight: 'regular', leading: 14, color: '#333333' };
const PADDING = 4;
/** Between numbers and the column after them. */
const GAP = 10;
/** A row that needs more lines than this may be divided between pages. */
const LINES_KEPT_TOGETHER = 8;

interface PlacedColumn extends Column {
  readonly x: number;
  readonly width: number;
}

interface Cell {
  readonly element: Element;
  readonly lines: readonly Line[];
  readonly column: PlacedColumn;
  readonly style: TextStyle;
}

/**
 * Draws a table: its caption, its headings (again on every page, where they are artefacts), and its rows. The first cell
 * of a row is its heading.
 */
export function drawTable(flow: PageFlow, parent: Element, table: TableBlock): void {
  const { document } = flow;
  const columns = placed(table.columns);
  const element = document.struct('Table');
  parent.add(element);
  flow.ensure(CAPTION.leading + 4 * CELL.leading);
  const caption = document.struct('Caption');
  element.add(caption);
  flow.lines(caption, flow.type.lines(table.caption, TEXT_WIDTH, CAPTION), CAPTION);
  caption.end();
  flow.y += 2;
  flow.rule(LEFT, flow.y, TEXT_WIDTH, '#000000');
  if (table.showsHeads) drawHeads(flow, element, columns);
  const body = document.struct('TBody');
  element.add(body);
  for (const row of table.rows) drawRow(flow, body, columns, row, table.showsHeads);
  body.end();
  element.end();
  flow.y += 10;
}

/** What a heading is for, which the types of pdfkit do not know yet. */
function scope(of: 'Row' | 'Column'): { readonly actual?: string } {
  return { scope: of } as object;
}

function placed(columns: readonly Column[]): readonly PlacedColumn[] {
  const whole = columns.reduce((sum, { weight }) => sum + weight, 0);
  let x = LEFT;
  return columns.map((column) => {
    const width = (TEXT_WIDTH * column.weight) / whole;
    const place = { ...column, x, width };
    x += width;
    return place;
  });
}

function drawHeads(flow: PageFlow, table: Element, columns: readonly PlacedColumn[]): void {
  const { document } = flow;
  const head = document.struct('THead');
  table.add(head);
  const row = document.struct('TR');
  head.add(row);
  const cells = columns.map((column) => {
    const element = document.struct('TH', scope('Column'));
    row.add(element);
    return { element, column, style: HEAD, lines: cellLines(flow, column.head, column, HEAD) };
  });
  drawCells(flow, cells, '#000000');
  for (const { element } of cells) element.end();
  row.end();
  head.end();
}

function drawRow(
  flow: PageFlow,
  body: Element,
  columns: readonly PlacedColumn[],
  texts: readonly string[],
  repeatsHeads: boolean,
): void {
  const { document } = flow;
  const row = document.struct('TR');
  body.add(row);
  const cells = columns.map((column, index): Cell => {
    const text = texts[index] ?? '';
    const actual = flow.type.actual(text);
    const element =
      index === 0 ? document.struct('TH', { ...scope('Row'), ...actual }) : document.struct('TD', actual);
    row.add(element);
    // Names and values without headings above them are told apart by their weight.
    const style = index === 0 && !repeatsHeads ? HEAD : CELL;
    return { element, column, style, lines: cellLines(flow, text, column, style) };
  });
  const needed = Math.max(...cells.map(({ lines }) => lines.length));
  const kept = needed > LINES_KEPT_TOGETHER ? 3 : needed;
  if (flow.room < kept * CELL.leading + 2 * PADDING) {
    flow.newPage();
    if (repeatsHeads) repeatHeads(flow, columns);
  }
  let rest: readonly Cell[] = cells;
  for (;;) {
    const fits = Math.floor((flow.room - 2 * PADDING) / CELL.leading);
    const shown = rest.map((cell) => ({ ...cell, lines: cell.lines.slice(0, fits) }));
    drawCells(flow, shown, '#aaaaaa');
    rest = rest.map((cell) => ({ ...cell, lines: cell.lines.slice(fits) }));
    if (rest.every(({ lines }) => lines.length === 0)) break;
    flow.newPage();
    if (repeatsHeads) repeatHeads(flow, columns);
  }
  for (const { element } of cells) element.end();
  row.end();
}

function cellLines(flow: PageFlow, text: string, { width, align }: PlacedColumn, style: TextStyle) {
  return flow.type.lines(text, width - PADDING - (align === 'end' ? GAP : PADDING), style);
}

/** Draws cells beside each other, with a line below them, and moves on. */
function drawCells(flow: PageFlow, cells: readonly Cell[], rule: string): void {
  const top = flow.y + PADDING;
  for (const { element, column, lines, style } of cells) {
    if (lines.length === 0) continue;
    element.add(() => {
      drawCell(flow, lines, column, style, top);
    });
  }
  endRow(flow, cells, rule);
}

function drawCell(
  flow: PageFlow,
  lines: readonly Line[],
  { x, width, align }: PlacedColumn,
  style: TextStyle,
  top: number,
): void {
  for (const [index, line] of lines.entries()) {
    const left = align === 'end' ? x + width - GAP - line.width : x + PADDING;
    flow.type.draw(line, left, top + index * style.leading + style.size, style);
  }
}

function endRow(flow: PageFlow, cells: readonly Pick<Cell, 'lines'>[], rule: string): void {
  const most = Math.max(...cells.map(({ lines }) => lines.length));
  flow.y += most * CELL.leading + 2 * PADDING;
  flow.rule(LEFT, flow.y, TEXT_WIDTH, rule);
}

/** The headings at the top of another page. Readers of screens have read them. */
function repeatHeads(flow: PageFlow, columns: readonly PlacedColumn[]): void {
  const top = flow.y + PADDING;
  const cells = columns.map((column) => ({ column, lines: cellLines(flow, column.head, column, HEAD) }));
  flow.pageArtefact('Top', () => {
    for (const { column, lines } of cells) drawCell(flow, lines, column, HEAD, top);
  });
  endRow(flow, cells, '#000000');
}

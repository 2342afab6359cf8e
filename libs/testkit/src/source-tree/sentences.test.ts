import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../project.ts';
import { sourceFiles } from './import-graph.ts';

interface Found {
  readonly where: string;
  readonly text: string;
}

const root = projectRoot();
const trees = sourceFiles(root)
  .filter((file) => !/\.test\.ts$|\/fixture\/|\/testkit\//.test(file))
  .map((file) => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));

function found(tree: ts.SourceFile, node: ts.Node, text: string): Found {
  const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree));
  return { where: `${path.relative(root, tree.fileName)}:${line + 1}`, text };
}

function nodesOf(tree: ts.SourceFile): ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return nodes;
}

/** The pieces of text of the sources that are French: the values of `fr`, and what has its letters with accents. */
const french: readonly Found[] = trees.flatMap((tree) =>
  nodesOf(tree).flatMap((node) => {
    if (
      !ts.isStringLiteralLike(node) &&
      !ts.isTemplateHead(node) &&
      !ts.isTemplateMiddle(node) &&
      !ts.isTemplateTail(node)
    )
      return [];
    const { parent } = node;
    const isFr = ts.isPropertyAssignment(parent) && parent.name.getText(tree) === 'fr';
    // Help texts are English, and may show a French value.
    if (node.text.includes('npx scrutin')) return [];
    return isFr || /[éèêàçùôîœ]|n’|l’|d’/.test(node.text) ? [found(tree, node, node.text)] : [];
  }),
);

test('French texts are written with typographic apostrophes, guillemets and a space before : ; ! and ?', () => {
  expect(french.length).toBeGreaterThan(600);
  const wrong = french.filter(({ text }) => {
    const prose = text
      .replaceAll(/<code>.*?<\/code>|`[^`]*`|"[^"]*"|https?:\S*|\S+\/\S*/g, '')
      .replaceAll(/Content-Type:|\(:\)|# : -|--[a-z-]+/g, '');
    return /\p{L}'\p{L}|\.\.\.|\p{L}[:;!?](?=\s|$)|[“”]/u.test(prose) || /\S {2,}\S/.test(text);
  });
  expect(wrong).toEqual([]);
});

test('French texts use the words of the glossary', () => {
  const other =
    /\b(?:suffrages?|ballottage|recomptage|décompte|fonctionnaires?|désistement|e-mail|courriels? électroniques?)\b/i;
  expect(french.filter(({ text }) => other.test(text))).toEqual([]);
});

/** Calls that write an instant without the name of its zone. */
const WITHOUT_ZONE = new Set([
  'toISOString',
  'instantText',
  'localInstantText',
  'toLocaleString',
  'toLocaleTimeString',
  'toUTCString',
]);

function writesBareInstant(node: ts.Node): boolean {
  if (!ts.isCallExpression(node)) return false;
  const { expression } = node;
  const name = ts.isPropertyAccessExpression(expression)
    ? expression.name.text
    : ts.isIdentifier(expression)
      ? expression.text
      : '';
  // Numbers are written with `toLocaleString` and a locale; an instant would be a Date.
  if (name === 'toLocaleString') return /\bDate\b/.test(expression.getText());
  return WITHOUT_ZONE.has(name);
}

test('no instant is put into a sentence without its zone: instantInWords writes it', () => {
  const bare = trees.flatMap((tree) =>
    nodesOf(tree).flatMap((node) =>
      ts.isTemplateSpan(node) && nodesIn(node.expression).some(writesBareInstant)
        ? [found(tree, node, node.getText(tree))]
        : [],
    ),
  );
  expect(bare).toEqual([]);
});

function nodesIn(node: ts.Node): ts.Node[] {
  const nodes = [node];
  ts.forEachChild(node, (child) => {
    nodes.push(...nodesIn(child));
  });
  return nodes;
}

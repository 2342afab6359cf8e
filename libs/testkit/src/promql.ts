import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

/** A condition on a label, such as `job=~"$job"`. */
interface Matcher {
  readonly label: string;
  /** `=`, `!=`, `=~` or `!~`. */
  readonly operator: string;
  readonly value: string;
}

/** A part of an expression that names series. */
export interface Selector {
  /** Undefined if a pattern names the metrics, as in `{__name__=~"…"}`. */
  readonly metric: string | undefined;
  readonly matchers: readonly Matcher[];
  /** The range in brackets, such as `5m`. Undefined if there is none. */
  readonly range: string | undefined;
  /** The functions around the selector, the innermost first. */
  readonly functions: readonly string[];
}

const COMPARISONS = new Set(['Eql', 'Eqlc', 'Neq', 'Gtr', 'Gte', 'Lss', 'Lte']);
const SET_OPERATORS = new Set(['And', 'Or', 'Unless']);

/** The part of the expression that the grammar of PromQL does not know; undefined if it is valid. */
export function syntaxProblem(expr: string): string | undefined {
  let problem: string | undefined;
  parser.parse(expr).iterate({
    enter: (node) => {
      if (node.type.isError) problem ??= expr.slice(Math.max(0, node.from - 20), node.to + 20);
    },
  });
  return problem;
}

/** The selectors of an expression, in their order. */
export function selectorsIn(expr: string): Selector[] {
  const found: Selector[] = [];
  parser.parse(expr).iterate({
    enter: ({ node }) => {
      if (node.name === 'VectorSelector') found.push(selectorAt(node, expr));
    },
  });
  return found;
}

/**
 * The parts of a condition that must have a value before anybody can compare it: both sides of comparisons, if they name
 * series, and all parts that `and` and `or` join. `absent(x)` needs x.
 */
export function comparedParts(condition: string): string[] {
  const root = parser.parse(condition).topNode.firstChild;
  return root === null ? [] : [...new Set(partsOf(root, condition))];
}

function partsOf(node: SyntaxNode, expr: string): string[] {
  const text = expr.slice(node.from, node.to);
  if (node.name === 'ParenExpr') return node.firstChild === null ? [] : partsOf(node.firstChild, expr);
  if (node.name === 'FunctionCall' && text.startsWith('absent')) {
    const argument = node.getChild('FunctionCallBody')?.firstChild;
    return argument == null ? [] : partsOf(argument, expr);
  }
  if (node.name !== 'BinaryExpr') return [text];
  const sides = [node.firstChild, node.lastChild].filter((side) => side !== null);
  const operators = childrenOf(node).map(({ name }) => name);
  if (operators.some((name) => SET_OPERATORS.has(name))) return sides.flatMap((side) => partsOf(side, expr));
  if (!operators.some((name) => COMPARISONS.has(name))) return [text];
  return sides.map((side) => expr.slice(side.from, side.to)).filter((side) => selectorsIn(side).length > 0);
}

function selectorAt(node: SyntaxNode, expr: string): Selector {
  const textOf = (part: SyntaxNode): string => expr.slice(part.from, part.to);
  const name = node.getChild('Identifier');
  const matchers = childrenOf(node.getChild('LabelMatchers')).map((matcher) => {
    const [label = '', operator = '', value = ''] = childrenOf(matcher).map(textOf);
    return { label, operator, value: value.slice(1, -1) };
  });
  const functions: string[] = [];
  for (let outer = node.parent; outer !== null; outer = outer.parent) {
    const called = outer.name === 'FunctionCall' ? outer.getChild('FunctionIdentifier') : null;
    if (called !== null) functions.push(textOf(called));
  }
  const range = node.parent?.name === 'MatrixSelector' ? node.parent.getChild('DurationExpr') : null;
  return {
    metric: name === null ? undefined : textOf(name),
    matchers,
    range: range == null ? undefined : textOf(range),
    functions,
  };
}

function childrenOf(node: SyntaxNode | null): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node?.firstChild ?? null; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

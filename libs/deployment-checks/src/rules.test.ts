import type { CheckContext } from './check-context.ts';
import { RULES } from './check-overlay.ts';
import { broken } from './fixture/break-object.ts';
import { BREAKS } from './fixture/breaks.ts';
import { overlayContext } from './fixture/overlay-context.ts';
import type { KubeObject } from './kube-object.ts';
import { findings } from './kube-object.ts';
import type { Rendered } from './render.ts';
import { OVERLAYS, render } from './render.ts';

const RENDERED = [...OVERLAYS, 'restored'] as const;
const overlays = new Map<Rendered, readonly KubeObject[]>();
const contexts = new Map<Rendered, CheckContext>();

beforeAll(async () => {
  for (const overlay of OVERLAYS) contexts.set(overlay, await overlayContext(overlay));
  contexts.set('restored', contexts.get('prod')!);
  for (const overlay of RENDERED) overlays.set(overlay, render(overlay));
});

test.each(RENDERED)('the overlay %s breaks no rule', (overlay) => {
  expect(findings(RULES, overlays.get(overlay)!, contexts.get(overlay)!)).toEqual([]);
});

test.each(
  BREAKS.map(
    (change) => [change.rule, `${change.kind}/${change.name}`, change.path.join('.'), change] as const,
  ),
)('%s: is found when %s breaks it at %s', (name, object, _path, change) => {
  const rule = RULES.find((one) => one.name === name)!;
  const found = findings(
    [rule],
    broken(overlays.get(change.overlay)!, change),
    contexts.get(change.overlay)!,
  );
  const blamed = found.map((one) => one.object.replace(/^(ConfigMap\/.*)-\w{10}$/, '$1'));
  expect(blamed).toContain('blames' in change ? (change.blames ?? blamed[0]) : object);
});

test('every rule is proven by a change that breaks it', () => {
  const proven = new Set(BREAKS.map(({ rule }) => rule));
  expect(RULES.map(({ name }) => name).filter((name) => !proven.has(name))).toEqual([]);
  expect([...proven].filter((name) => !RULES.some((rule) => rule.name === name))).toEqual([]);
});

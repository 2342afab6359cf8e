import { format, resolveConfig } from 'prettier';
import { z } from 'zod';
import { runtimeConfig } from '@scrutin/service-runtime/program';
import { projectRoot } from './project-root.ts';
import { serviceSettings } from './service-settings.ts';
import { SETTING_SENTENCES } from './setting-sentences.ts';

/** The units that the end of a name gives. */
const UNITS: readonly (readonly [ending: string, unit: string])[] = [
  ['_MS', 'ms'],
  ['_BYTES', 'bytes'],
  ['_VOTES', 'votes'],
  ['_MESSAGES', 'messages'],
  ['_BALLOTS', 'ballots'],
  ['_CONNECTIONS', 'connections'],
];

interface Declared {
  readonly services: string;
  readonly kind: string;
  readonly value: string;
}

function shapeOf(schema: z.ZodType): Readonly<Record<string, z.ZodType>> {
  return 'shape' in schema ? (schema.shape as Readonly<Record<string, z.ZodType>>) : {};
}

/** What a value must be, such as `whole number, 1 to 100` or `all, ballots, results`. */
function kindOf(schema: z.ZodType): string {
  const {
    type,
    enum: words,
    minimum,
    maximum,
  } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  if (words !== undefined) return words.map((word) => `\`${String(word)}\``).join(', ');
  if (type !== 'integer') return 'text';
  return maximum === Number.MAX_SAFE_INTEGER
    ? `whole number from ${minimum ?? 0}`
    : `whole number, ${minimum ?? 0} to ${maximum ?? ''}`;
}

/** The value without the setting: `required`, a default, or none. */
function valueWithout(schema: z.ZodType): string {
  const absent = schema.safeParse(undefined);
  if (!absent.success) return 'required';
  const given: unknown = absent.data;
  return typeof given === 'string' || typeof given === 'number' || typeof given === 'boolean'
    ? `\`${String(given)}\``
    : 'none';
}

/** The rows of a setting: one for all services that declare it alike. */
function rowsOf(apps: ReadonlyMap<string, z.ZodType>, total: number): Declared[] {
  const byDeclaration = new Map<string, { kind: string; value: string; apps: string[] }>();
  for (const [app, schema] of apps) {
    const [kind, value] = [kindOf(schema), valueWithout(schema)];
    const found = byDeclaration.get(`${kind} ${value}`) ?? { kind, value, apps: [] };
    found.apps.push(app);
    byDeclaration.set(`${kind} ${value}`, found);
  }
  return [...byDeclaration.values()].map(({ kind, value, apps: alike }) => ({
    services: alike.length === total ? 'all' : alike.join(', '),
    kind,
    value,
  }));
}

/**
 * The document docs/CONFIGURATION.md, made from the schemas of the services.
 *
 * @throws Error if an app is not built, or if a setting has no sentence or a sentence no setting
 */
export async function configurationDocument(): Promise<string> {
  const services = await serviceSettings();
  const byName = new Map<string, Map<string, z.ZodType>>();
  for (const [app, schema] of services) {
    for (const [name, one] of Object.entries({ ...shapeOf(runtimeConfig), ...shapeOf(schema) })) {
      byName.set(name, (byName.get(name) ?? new Map<string, z.ZodType>()).set(app, one));
    }
  }
  const wrong = [
    ...[...byName.keys()].filter((name) => SETTING_SENTENCES[name] === undefined),
    ...Object.keys(SETTING_SENTENCES).filter((name) => !byName.has(name)),
  ];
  if (wrong.length > 0)
    throw new Error(`setting-sentences.ts disagrees with the services: ${wrong.join(', ')}`);
  const rows = [...byName.keys()].sort().flatMap((name) =>
    rowsOf(byName.get(name) ?? new Map<string, z.ZodType>(), services.size).map(
      ({ services: who, kind, value }) => {
        const unit = UNITS.find(([ending]) => name.endsWith(ending))?.[1] ?? '';
        return `| \`${name}\` | ${who} | ${kind} | ${unit} | ${value} | ${SETTING_SENTENCES[name] ?? ''} |`;
      },
    ),
  );
  const text = `# Configuration

This page is made from the schemas of the services by \`npm run configuration:generate\`. A test fails when it is out of
date. [OPERATIONS.md](OPERATIONS.md#configuration) explains how the settings work together.

Every setting is a variable of the environment. It can be in a file instead: \`NAME_FILE\` is the path of a file with the
value of \`NAME\`. Use files for everything that contains a password or a key. A service names every wrong or missing
setting when it starts, and exits with 78. The ingestion API needs \`REDIS_URL\` and \`MESSAGE_KEYS\` unless
\`SERVED_ROUTES\` is \`results\`, and the admin API needs \`SECOND_FACTOR_KEYS\` if \`SECOND_FACTOR_ROLES\` names a role.

| Name | Services | Value | Unit | Default | What it does |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
  const options = await resolveConfig(`${projectRoot()}/.prettierrc`);
  return format(text, { ...options, parser: 'markdown' });
}

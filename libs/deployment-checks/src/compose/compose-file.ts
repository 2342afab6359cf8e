/** Reads docker-compose.yml as Compose does: with its anchors, and with the variables of an environment put in. */
import { parse } from 'yaml';

/** A service of the file. Only what the checks look at has a type. */
export interface ComposeService {
  readonly image?: string;
  readonly build?: { readonly context?: string; readonly target?: string };
  readonly profiles?: readonly string[];
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  /** A variable without a value is taken from the environment of Compose, if it is there. */
  readonly environment?: Readonly<Record<string, string | number | boolean | null>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly tmpfs?: readonly string[];
  readonly healthcheck?: {
    readonly test?: readonly string[];
    readonly disable?: boolean;
    readonly start_period?: string;
  };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly deploy?: { readonly replicas?: number };
  readonly logging?: { readonly driver?: string; readonly options?: Readonly<Record<string, string>> };
  readonly mem_limit?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly stop_grace_period?: string;
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

/** `$$`, `${NAME}`, `${NAME:-default}` and `${NAME:?message}`. */
const VARIABLE = /\$(?:\$|\{(\w+)(?::([-?])([^}]*))?\})/g;

/** The names of the variables that the text uses, and whether each has a default that is not empty. */
export function variablesIn(text: string): ReadonlyMap<string, boolean> {
  const withoutComments = text.replace(/^\s*#.*$/gm, '');
  return new Map(
    [...withoutComments.matchAll(VARIABLE)].flatMap(([, name, , fallback = '']) =>
      name === undefined ? [] : [[name, fallback !== ''] as const],
    ),
  );
}

/** Puts the variables of an environment into a value of the file. */
function interpolated(value: unknown, given: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') {
    return value.replace(VARIABLE, (_, name: string | undefined, _kind: unknown, fallback: unknown) => {
      if (name === undefined) return '$';
      const found = given[name] ?? '';
      return found === '' && typeof fallback === 'string' ? fallback : found;
    });
  }
  if (Array.isArray(value)) return value.map((item) => interpolated(item, given));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, interpolated(inner, given)]));
}

/**
 * Reads the text of a compose file.
 *
 * @param given the variables of the shell and of .env
 */
export function composeFile(text: string, given: Readonly<Record<string, string>>): ComposeFile {
  return interpolated(parse(text, { merge: true }), given) as ComposeFile;
}

/** The variables of a file .env. */
export function variablesOfEnvFile(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...text.matchAll(/^(\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
}

/** The variables that a service gets: those with a value, and those without one that the environment has. */
export function environmentOf(
  { environment = {} }: ComposeService,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => {
      const content = value ?? given[name];
      return content === undefined ? [] : [[name, String(content)]];
    }),
  );
}

import { isIP } from 'node:net';
import { z } from 'zod';
import { ConfigurationError } from './errors.ts';
import type { MessageKey } from './message-seal.ts';
import type { MisspeltSetting } from './misspelt-settings.ts';
import { misspeltAmong } from './misspelt-settings.ts';

/**
 * Reads the settings of a service from its environment. A service calls it once, and nothing else reads `process.env`.
 *
 * @throws ConfigurationError that names every variable which is missing or wrong, without its value
 */
export function loadConfig<T>(
  schema: z.ZodType<T>,
  environment: Readonly<Record<string, string | undefined>> = { ...process.env },
): T {
  const result = schema.safeParse(environment);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigurationError(`The configuration is not usable:\n${lines.join('\n')}`);
}

/**
 * Reads two groups of settings from one environment, such as those of the runtime and those of the app.
 *
 * @throws ConfigurationError that names every variable of both groups which is missing or wrong, without its value
 */
export function loadConfigs<A, B>(
  first: z.ZodType<A>,
  second: z.ZodType<B>,
  environment: Readonly<Record<string, string | undefined>> = { ...process.env },
): [A, B] {
  const a = first.safeParse(environment);
  const b = second.safeParse(environment);
  if (a.success && b.success) return [a.data, b.data];
  const issues = [...(a.error?.issues ?? []), ...(b.error?.issues ?? [])];
  const lines = issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigurationError(`The configuration is not usable:\n${lines.join('\n')}`);
}

/** The names in the environment that differ from a setting by a letter or two. They are worth a warning. */
export function misspeltSettings(
  schemas: readonly z.ZodType[],
  environment: Readonly<Record<string, string | undefined>> = { ...process.env },
): MisspeltSetting[] {
  return misspeltAmong(schemas, environment);
}

/** Whether a word is an address, a subnet, or one of the names that Express has for subnets. */
function isProxy(word: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(word)) return true;
  const [address = '', prefix, ...more] = word.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  if (prefix === undefined) return true;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) >= 1 && Number(prefix) <= (version === 4 ? 32 : 128);
}

function isOrigin(word: string): boolean {
  return /^https?:\/\/[^/*\s]+$/.test(word) && URL.canParse(word);
}

const wholeNumber = (text: unknown): unknown =>
  typeof text === 'string' && /^\d+$/.test(text) ? Number(text) : text;

const MESSAGE_KEYS_FORM =
  'keys as name:64 hexadecimal digits, comma-separated, e.g. "k1:$(openssl rand -hex 32)"; the first one seals';

/** The types of settings, for the schemas of services. The unit of a number is in the name of its variable. */
export const setting = {
  integer: (fallback: number, min = 0, max = Number.MAX_SAFE_INTEGER) =>
    z
      .preprocess(wholeNumber, z.int(`a whole number from ${min} to ${max}`).min(min).max(max))
      .default(fallback),
  port: (fallback: number) => setting.integer(fallback, 0, 65_535),
  url: (...protocols: readonly string[]) =>
    z
      .string({ error: `is required: an address such as ${protocols[0] ?? 'http'}://…` })
      .refine((text) => protocols.some((p) => text.startsWith(`${p}://`)), {
        error: `must begin with ${protocols.map((p) => `${p}://`).join(' or ')}`,
      }),
  /** At least 32 bytes, as hexadecimal digits. */
  secret: () =>
    z
      .string({ error: 'is required: at least 64 hexadecimal digits, e.g. from `openssl rand -hex 32`' })
      .regex(/^([0-9a-fA-F]{2}){32,}$/, 'must be at least 64 hexadecimal digits (32 bytes)')
      .transform((hex) => Uint8Array.from(Buffer.from(hex, 'hex'))),
  /** `id:key,id:key …`. An id has up to 16 letters or digits, a key has 64 hexadecimal digits. The first key seals. */
  messageKeys: () =>
    z
      .string({ error: `is required: ${MESSAGE_KEYS_FORM}` })
      .transform((text) => text.split(',').map((pair) => pair.trim()))
      .refine((pairs) => pairs.every((pair) => /^[A-Za-z0-9_-]{1,16}:[0-9a-fA-F]{64}$/.test(pair)), {
        error: `must be ${MESSAGE_KEYS_FORM}`,
        abort: true,
      })
      .transform((pairs) => pairs.map((pair) => pair.split(':') as [string, string]))
      .refine((pairs) => new Set(pairs.map(([id]) => id)).size === pairs.length, {
        error: 'must not give two keys the same name',
      })
      .transform((pairs): MessageKey[] =>
        pairs.map(([id, hex]) => ({ id, bytes: Uint8Array.from(Buffer.from(hex, 'hex')) })),
      ),
  logLevel: () => z.enum(['error', 'warn', 'info', 'debug']).default('info'),
  /** Words that are separated by commas. The default is an empty list. */
  list: () =>
    z
      .string()
      .default('')
      .transform((text) =>
        text
          .split(',')
          .map((word) => word.trim())
          .filter((word) => word !== ''),
      ),
  /** Some of a closed set of words, separated by commas. The default is an empty list. */
  words: <const Word extends string>(known: readonly Word[]) =>
    setting
      .list()
      .refine((words) => words.every((word) => known.some((one) => one === word)), {
        error: `must be words among ${known.join(', ')}, separated by commas`,
      })
      .transform((words) => known.filter((one) => words.includes(one))),
  /** Trusted proxies: addresses, subnets or names such as `loopback`. */
  proxies: () =>
    setting.list().refine((words) => words.every(isProxy), {
      error: 'must be addresses or subnets such as 10.0.0.0/8, separated by commas',
    }),
  /** Origins of web pages that may call the API. A wildcard is refused. */
  origins: () =>
    setting.list().refine((words) => words.every(isOrigin), {
      error: 'must be origins such as https://vote.example, separated by commas; * is not allowed',
    }),
};

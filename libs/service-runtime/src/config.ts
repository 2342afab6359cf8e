import { isIP } from 'node:net';
import { z } from 'zod';
import type { CurrentSettings } from './current-setting.ts';
import { currentSettings } from './current-setting.ts';
import { ConfigurationError } from './errors.ts';
import type { Logger } from './logger.ts';
import type { MessageKey } from './message-seal.ts';
import type { MisspeltSetting } from './misspelt-settings.ts';
import { misspeltAmong } from './misspelt-settings.ts';
import { problemOfAddress } from './setting-address.ts';
import type { FileProblem } from './setting-files.ts';
import { FILE_ENDING, withFiles } from './setting-files.ts';
import type { Environment } from './settings-of.ts';
import { settingsOf } from './settings-of.ts';

/**
 * Reads the settings of a service from its environment. A service calls it once, and nothing else reads `process.env`.
 * Every setting can also be given by a file, whose path is in `NAME_FILE`.
 *
 * @throws ConfigurationError that names every variable which is missing or wrong, without its value
 */
export function loadConfig<T>(schema: z.ZodType<T>, environment: Environment = { ...process.env }): T {
  const { settings, problems } = withFiles(settingsOf(schema), environment);
  const result = schema.safeParse(settings);
  if (result.success && problems.length === 0) return result.data;
  throw unusable(problems, result.error?.issues ?? []);
}

/**
 * Reads two groups of settings from one environment, such as those of the runtime and those of the app.
 *
 * @throws ConfigurationError that names every variable of both groups which is missing or wrong, without its value
 */
export function loadConfigs<A, B>(
  first: z.ZodType<A>,
  second: z.ZodType<B>,
  environment: Environment = { ...process.env },
): [A, B] {
  const { settings, problems } = withFiles([...settingsOf(first), ...settingsOf(second)], environment);
  const a = first.safeParse(settings);
  const b = second.safeParse(settings);
  if (a.success && b.success && problems.length === 0) return [a.data, b.data];
  throw unusable(problems, [...(a.error?.issues ?? []), ...(b.error?.issues ?? [])]);
}

/**
 * Replaces each `NAME_FILE` by `NAME` with the content of the file, for a program that reads its settings in parts.
 *
 * @throws ConfigurationError that names every file which cannot be read
 */
export function withSettingFiles(
  names: readonly string[],
  environment: Environment = { ...process.env },
): Environment {
  const { settings, problems } = withFiles(names, environment);
  if (problems.length > 0) throw unusable(problems, []);
  return settings;
}

/** A setting whose file cannot be used is named once, and not also as missing. */
function unusable(problems: readonly FileProblem[], issues: readonly z.core.$ZodIssue[]): ConfigurationError {
  const lines = [
    ...problems.map(({ variable, message }) => `  ${variable}: ${message}`),
    ...issues
      .map((issue) => ({ name: issue.path.join('.'), message: issue.message }))
      .filter(({ name }) => !problems.some(({ variable }) => variable === name + FILE_ENDING))
      .map(({ name, message }) => `  ${name}: ${message}`),
  ];
  return new ConfigurationError(`The configuration is not usable:\n${lines.join('\n')}`);
}

/** The settings of a schema that are read again from their files. They come from the environment of this process. */
export function settingsReadAgain(schema: z.ZodType, logger: Logger): CurrentSettings {
  return currentSettings(schema, logger, { ...process.env });
}

/** The names in the environment that differ from a setting by a letter or two. They are worth a warning. */
export function misspeltSettings(
  schemas: readonly z.ZodType[],
  environment: Environment = { ...process.env },
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

/** The longest time of a timer, about 24 days. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

const MESSAGE_KEYS_FORM =
  'keys as name:64 hexadecimal digits, comma-separated, e.g. "k1:$(openssl rand -hex 32)"; the first one seals';

/** The types of settings, for the schemas of services. The unit of a number is in the name of its variable. */
export const setting = {
  integer: (fallback: number, min = 0, max = Number.MAX_SAFE_INTEGER) =>
    z
      .preprocess(wholeNumber, z.int(`a whole number from ${min} to ${max}`).min(min).max(max))
      .default(fallback),
  /** Milliseconds. A timer of Node.js cannot wait longer than `LONGEST_TIMER_MS`: it would fire at once instead. */
  milliseconds: (fallback: number, min = 0, max = LONGEST_TIMER_MS) => setting.integer(fallback, min, max),
  port: (fallback: number) => setting.integer(fallback, 0, 65_535),
  /** The address of a server. Spaces and line ends around it do not count. */
  url: (...protocols: readonly string[]) =>
    z
      .string({ error: `is required: an address such as ${protocols[0] ?? 'http'}://…` })
      .trim()
      .superRefine((text, context) => {
        const problem = problemOfAddress(text, protocols);
        if (problem !== undefined) context.addIssue(problem);
      }),
  /** At least 32 bytes, as hexadecimal digits. */
  secret: () =>
    z
      .string({ error: 'is required: at least 64 hexadecimal digits, e.g. from `openssl rand -hex 32`' })
      .trim()
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

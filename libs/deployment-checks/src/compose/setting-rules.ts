import type { z } from 'zod';
import { runtimeConfig } from '@scrutin/service-runtime/program';
import { serversOf } from '../server-address.ts';
import { environmentOf, variablesIn } from './compose-file.ts';
import type { ComposeRule } from './compose-rule.ts';
import { appOf, eachService, isOurs } from './compose-rule.ts';
import { portsOf } from './port-rules.ts';

/** A password that no process may have without need. */
const SECRET = /PASSWORD|PASS$|PEPPER|_KEYS$/;

function names(schema: z.ZodType | undefined): string[] {
  return schema !== undefined && 'shape' in schema ? Object.keys(schema.shape as object) : [];
}

/** The rules about variables: those of the containers, and those of the file .env. */
export const SETTING_RULES: readonly ComposeRule[] = [
  {
    name: 'settings exist',
    check: eachService((_, service, { settings, commandLine }) => {
      const app = appOf(service);
      if (!isOurs(service)) return [];
      const schema = settings.get(app ?? '');
      const known = schema === undefined ? commandLine : [...names(runtimeConfig), ...names(schema)];
      return Object.keys(service.environment ?? {})
        .filter((name) => !known.includes(name))
        .map((name) => `${app ?? 'the program'} has no setting ${name}`);
    }),
  },
  {
    name: 'settings are complete and right',
    check: eachService((_, service, { settings, given }) => {
      const schema = settings.get(appOf(service) ?? '');
      if (schema === undefined) return [];
      const environment = environmentOf(service, given);
      return [runtimeConfig, schema].flatMap((one) =>
        (one.safeParse(environment).error?.issues ?? []).map(
          (issue) => `${issue.path.join('.')}: ${issue.message}`,
        ),
      );
    }),
  },
  {
    name: 'every role that logs in gets its password',
    check: ({ services }, { roles }) => {
      const migrate = services['migrate'];
      return roles
        .map((role) => `SCRUTIN_DB_PASSWORD_${role.toUpperCase()}`)
        .filter((name) => migrate?.environment?.[name] === undefined)
        .map((name) => `migrate: lacks ${name}`);
    },
  },
  {
    name: 'the login of the database is that of the program',
    check: eachService((name, service, { given }) => {
      const address = environmentOf(service, given)['DATABASE_URL'];
      if (address === undefined || !URL.canParse(address)) return [];
      const { username, password } = new URL(address);
      const role = username.replace(/^scrutin_/, '').toUpperCase();
      const variable = role === 'OWNER' ? 'POSTGRES_PASSWORD' : `SCRUTIN_DB_PASSWORD_${role}`;
      return password !== '' && password === given[variable]
        ? []
        : [`logs in as ${username} without the password in ${variable} (${name})`];
    }),
  },
  {
    name: 'the login of Redis is that of the program',
    check: eachService((name, service, { given }) => {
      const environment = environmentOf(service, given);
      const { REDIS_URL: address, DATABASE_URL: database = '' } = environment;
      if (address === undefined || !URL.canParse(address)) return [];
      const isAuditor = database.includes('//scrutin_auditor:');
      const wanted = isAuditor
        ? `auditor:${given['REDIS_AUDITOR_PASSWORD'] ?? ''}`
        : `:${given['REDIS_PASSWORD'] ?? ''}`;
      const { username, password } = new URL(address);
      return `${username}:${password}` === wanted ? [] : [`has another login of Redis (${name})`];
    }),
  },
  {
    name: '.env has every secret, and nothing else',
    check: (_, { text, given }) => {
      const used = variablesIn(text);
      const passed = new Set([...text.matchAll(/^ +([A-Z_]+):$/gm)].map(([, name]) => name ?? ''));
      const missing = [...used]
        .filter(([name, hasDefault]) => !hasDefault && SECRET.test(name) && given[name] === undefined)
        .map(([name]) => `.env: lacks ${name}`);
      const unused = Object.keys(given)
        .filter((name) => !used.has(name) && !passed.has(name))
        .map((name) => `.env: nothing uses ${name}`);
      return [...missing, ...unused];
    },
  },
  {
    name: 'no secret has a default',
    check: (_, { text }) =>
      [...variablesIn(text)]
        .filter(([name, hasDefault]) => hasDefault && SECRET.test(name))
        .map(([name]) => `docker-compose.yml: ${name} has a default`),
  },
  {
    name: 'addresses lead to a service that listens there',
    check: ({ services }, { given, addresses }) => {
      const complain = (from: string, host: string, port: number): string[] => {
        const target = services[host];
        if (target === undefined) return [`${from}: there is no service ${host}`];
        return portsOf(target).includes(port) ? [] : [`${from}: ${host} does not listen on ${port}`];
      };
      const ofServices = Object.entries(services).flatMap(([name, service]) =>
        Object.values(environmentOf(service, given))
          .map((value) => (/^[a-z-]+:\d+\//.test(value) ? `postgresql://${value}` : value))
          .filter((value) => /^[\w+]+:\/\//.test(value))
          .flatMap((value) => serversOf(value).flatMap(({ host, port }) => complain(name, host, port))),
      );
      const ofFiles = [...addresses].flatMap(([file, list]) =>
        list.flatMap((address) => {
          const [host = '', port] = address.split(':');
          return complain(file, host, Number(port));
        }),
      );
      return [...ofServices, ...ofFiles];
    },
  },
];

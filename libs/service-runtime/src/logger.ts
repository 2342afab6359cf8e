import winston from 'winston';
import type { LogEvent } from './log-events.ts';
import { LOG_EVENTS } from './log-events.ts';

/** The fields of a line in addition to the usual ones. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Writes JSON lines: `{"level","event","disposition","service","time",…fields}`. */
export interface Logger {
  info(event: LogEvent, fields?: LogFields): void;
  warn(event: LogEvent, fields?: LogFields): void;
  /** A field `error` is written with its message, the messages of its causes, and the stack of the last cause. */
  error(event: LogEvent, fields?: LogFields): void;
}

/** The name in each line, the least level that is written, and where lines go. */
export interface LoggerOptions {
  readonly service: string;
  readonly level: string;
  /** The default is the standard output. */
  readonly stream?: NodeJS.WritableStream;
}

/** Creates the logger of a service. */
export function createLogger(options: LoggerOptions): Logger {
  const sink = winston.createLogger({
    level: options.level,
    format: winston.format.json(),
    transports: [new winston.transports.Stream({ stream: options.stream ?? process.stdout, eol: '\n' })],
  });
  const write = (level: 'info' | 'warn' | 'error', event: LogEvent, fields: LogFields = {}): void => {
    sink.log({
      ...fields,
      ...('error' in fields ? { error: describeError(fields['error']) } : {}),
      level,
      message: event,
      event,
      disposition: LOG_EVENTS[event].disposition,
      service: options.service,
      time: new Date().toISOString(),
    });
  };
  return {
    info: (event, fields) => {
      write('info', event, fields);
    },
    warn: (event, fields) => {
      write('warn', event, fields);
    },
    error: (event, fields) => {
      write('error', event, fields);
    },
  };
}

interface ErrorDescription {
  readonly name: string;
  readonly message: string;
  readonly causes: readonly string[];
  readonly stack?: string;
}

function describeError(error: unknown): ErrorDescription | string {
  if (!(error instanceof Error)) return String(error);
  const causes: string[] = [];
  let last: Error = error;
  while (last.cause instanceof Error && causes.length < 8) {
    last = last.cause;
    causes.push(`${last.name}: ${last.message}`);
  }
  return {
    name: error.name,
    message: error.message,
    causes,
    ...(last.stack === undefined ? {} : { stack: last.stack }),
  };
}

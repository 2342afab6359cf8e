import type { Duplex } from 'node:stream';
import type { ChannelModel } from 'amqplib';
import { connect } from 'amqplib';
import type { Logger } from '@scrutin/service-runtime';
import { TransientError, withDeadline } from '@scrutin/service-runtime';

/** One physical connection to the broker. */
export interface Link {
  readonly model: ChannelModel;
  /** Resolves when the connection has ended. */
  readonly ended: Promise<void>;
  isEnded: boolean;
  /** Whether the broker has raised a memory or disk alarm, so that it reads nothing. */
  isBlocked: boolean;
  /** Whether a tenant lost its channel or consumer, so that the connection is about to be closed. */
  isGivenUp: boolean;
  /** Why the connection ended. */
  reason: unknown;
}

export interface LinkOptions {
  readonly url: string;
  readonly connectionName: string;
  readonly purpose: string;
  readonly logger: Logger;
  readonly onUnblocked: (link: Link) => void;
}

const CONNECT_TIMEOUT_MS = 10_000;
/** How long the broker may take to answer a close before the socket is destroyed. */
const CLOSE_TIMEOUT_MS = 2_000;

/** Opens a physical connection. Rejects if the broker is unavailable or refuses the login. */
export async function openLink(options: LinkOptions): Promise<Link> {
  const { connectionName, logger, purpose } = options;
  const model = await connect(options.url, {
    // Without noDelay, Nagle's algorithm delays each confirm, by 40 ms when few publishes are in flight (measured).
    noDelay: true,
    keepAlive: true,
    timeout: CONNECT_TIMEOUT_MS,
    clientProperties: { connection_name: connectionName },
  });
  const link: Link = {
    model,
    isEnded: false,
    isBlocked: false,
    isGivenUp: false,
    reason: undefined,
    ended: new Promise((resolve) => {
      model.on('close', (error?: Error) => {
        link.isEnded = true;
        link.reason ??= error;
        resolve();
      });
    }),
  };
  model.on('error', (error) => {
    link.reason ??= error; // `close` follows
  });
  model.on('blocked', (reason) => {
    link.isBlocked = true;
    logger.warn('broker.blocked', { connection: purpose, reason });
  });
  model.on('unblocked', () => {
    link.isBlocked = false;
    options.onUnblocked(link);
    logger.info('broker.unblocked', { connection: purpose });
  });
  return link;
}

/** Closes a connection properly if the broker still answers, and otherwise destroys its socket. */
export async function endLink(link: Link): Promise<void> {
  if (link.isEnded) return;
  const asked = link.model.close().catch((error: unknown) => {
    link.reason ??= error; // it is closing already; `ended` resolves when it has closed
  });
  const stuck = new TransientError(`the broker did not answer a close within ${CLOSE_TIMEOUT_MS} ms`);
  try {
    await withDeadline(Promise.all([asked, link.ended]), CLOSE_TIMEOUT_MS, () => {
      throw stuck;
    });
  } catch (error) {
    link.reason ??= error;
    // amqplib has no function to end a connection whose peer is silent, so this uses its socket.
    (link.model.connection as unknown as { readonly stream: Duplex }).stream.destroy(stuck);
    await link.ended;
  }
}

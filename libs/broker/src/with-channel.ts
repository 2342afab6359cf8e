import type { Channel, ChannelModel } from 'amqplib';
import { TransientError } from '@scrutin/service-runtime';

/**
 * Opens a channel for one task and closes it afterwards. An error of the channel fails the task, but not the
 * connection.
 *
 * @throws TransientError when the channel closed during the task; otherwise the error of the task
 */
export async function withChannel<T>(
  model: ChannelModel,
  task: (channel: Channel) => Promise<T>,
): Promise<T> {
  let fault: unknown;
  const channel = await model.createChannel().catch((error: unknown) => {
    throw new TransientError('the broker did not open a channel', { cause: error });
  });
  channel.on('error', (error) => {
    fault = error;
  });
  let result: T;
  try {
    result = await task(channel);
  } catch (error) {
    if (await wasOpen(channel)) throw error; // the task failed
    throw new TransientError('the channel to the broker closed', { cause: fault ?? error });
  }
  await wasOpen(channel);
  return result;
}

/**
 * Closes the channel, and returns whether it was open. Calling amqplib is the only reliable way to find out, because a
 * channel that ends with its connection may emit no event.
 */
async function wasOpen(channel: Channel): Promise<boolean> {
  try {
    await channel.close();
    return true;
  } catch {
    return false;
  }
}

import { TransientError } from '@scrutin/service-runtime';
import type { Channel, ChannelModel } from 'amqplib';

/**
 * A channel for one task. A fault of it is the task's, not the connection's.
 *
 * @throws TransientError when the channel closed under the task; otherwise what the task throws
 */
export async function withChannel<T>(
  model: ChannelModel,
  task: (channel: Channel) => Promise<T>,
): Promise<T> {
  let fault: unknown;
  const channel = await model.createChannel().catch((error: unknown) => {
    throw new TransientError('the broker gave no channel', { cause: error });
  });
  channel.on('error', (error) => {
    fault = error;
  });
  let result: T;
  try {
    result = await task(channel);
  } catch (error) {
    if (await wasOpen(channel)) throw error; // the task's own
    throw new TransientError('the channel to the broker closed', { cause: fault ?? error });
  }
  await wasOpen(channel);
  return result;
}

/**
 * Closes the channel, and says whether there was one to close. Asking amqplib is the only sure way to know: a channel
 * that ends with its connection may do so without an event.
 */
async function wasOpen(channel: Channel): Promise<boolean> {
  try {
    await channel.close();
    return true;
  } catch {
    return false;
  }
}

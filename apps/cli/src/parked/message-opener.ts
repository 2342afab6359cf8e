import { z } from 'zod';
import type { BodySeal } from '@scrutin/contracts/messages';
import type { Environment } from '@scrutin/local-stack';
import { createMessageSeal, loadConfig, setting } from '@scrutin/service-runtime';

/**
 * Opens parked messages with the MESSAGE_KEYS of the environment. Without any, every message is listed, and shown as
 * unreadable: an operator can list messages without the right to read them.
 */
export function messageOpener(environment: Environment): Pick<BodySeal, 'open'> {
  const { MESSAGE_KEYS: keys } = loadConfig(
    z.object({ MESSAGE_KEYS: setting.messageKeys().optional() }),
    environment,
  );
  if (keys !== undefined) return createMessageSeal(keys);
  return { open: () => ({ ok: false, problem: 'sealed: MESSAGE_KEYS is not set' }) };
}

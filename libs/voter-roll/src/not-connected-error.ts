import { TransientError } from '@scrutin/service-runtime';

/** A command was not sent, because the connection that it needs is not there. */
export class NotConnectedError extends TransientError {}

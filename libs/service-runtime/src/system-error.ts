/**
 * Whether an error comes from the operating system, such as EMFILE, ENOBUFS, ECONNRESET or EAI_AGAIN. Node gives all of
 * them the name of the call (`syscall`) or a number (`errno`). They are no faults of this program and may disappear
 * when descriptors are closed, memory is freed, or the network works again.
 */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  if (!Error.isError(error)) return false;
  const { code, errno, syscall } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string' || !/^E[A-Z][A-Z0-9_]+$/.test(code)) return false;
  // Errors in the use of Node's functions (ERR_INVALID_ARG_TYPE …) also have a code, but neither a call nor a number.
  return !code.startsWith('ERR_') && (typeof errno === 'number' || typeof syscall === 'string');
}

/**
 * Whether the operating system said no: EMFILE, ENOBUFS, ECONNRESET, EAI_AGAIN and so on. Node names the call
 * (`syscall`) or the number (`errno`) in every one of them. None tells of a fault in this program, and each may
 * pass: descriptors are closed, memory is freed, a network comes back.
 */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  if (!Error.isError(error)) return false;
  const { code, errno, syscall } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string' || !/^E[A-Z][A-Z0-9_]+$/.test(code)) return false;
  // Node's own mistakes of use (ERR_INVALID_ARG_TYPE …) have a code as well, but neither call nor number.
  return !code.startsWith('ERR_') && (typeof errno === 'number' || typeof syscall === 'string');
}

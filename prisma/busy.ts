/** The store stayed locked by another program: nothing was written, the same may be tried again later. */
export class StoreBusyError extends Error {
  override readonly name = 'StoreBusyError';
  constructor(options?: ErrorOptions) {
    super('the store is locked by another program', options);
  }
}

/** Whether an error of the driver's or of Prisma's means SQLITE_BUSY. */
export function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof StoreBusyError) return true;
  // P1008: the adapter's name for a lock that was not given in time.
  return (
    ('code' in error && error.code === 'P1008') || /database is locked|SQLITE_BUSY|SocketTimeout/.test(error.message)
  );
}

/** Whether a write was refused only because the store was locked. */
export function isStoreBusy(error: unknown): error is StoreBusyError {
  return error instanceof StoreBusyError;
}

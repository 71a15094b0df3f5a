import { StoreBusyError } from './busy.js';
import { connect, type Statements } from './connection.js';

// What SQLite does only outside of transactions, on a connection of its own.

const blockingWaitMs = 25;

/** Tries again for a while when the file is locked. */
type Patiently = (attempt: () => Promise<unknown>) => Promise<void>;

/** Writes the file anew and empties its log. */
export function rewrite(file: string, patiently: Patiently): Promise<void> {
  return apart(file, async (statements) => {
    await patiently(() => statements.$executeRaw`VACUUM`);
    await patiently(() => truncateLog(statements));
  });
}

/** Brings what is in the log into the file, and leaves the log empty. */
export function emptyLog(file: string, patiently: Patiently): Promise<void> {
  return apart(file, (statements) => patiently(() => truncateLog(statements)));
}

async function truncateLog(statements: Statements): Promise<void> {
  const [log] = await statements.$queryRaw<{ busy: number }[]>`PRAGMA wal_checkpoint(TRUNCATE)`;
  if (log?.busy !== 0) throw new StoreBusyError();
}

async function apart(file: string, work: (statements: Statements) => Promise<void>): Promise<void> {
  const { statements, close } = await connect(file, blockingWaitMs);
  try {
    await work(statements);
  } finally {
    await close();
  }
}

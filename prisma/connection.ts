import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type { SqlDriverAdapter, SqlDriverAdapterFactory, Transaction } from '@prisma/driver-adapter-utils';
import Database, { type Statement } from 'better-sqlite3';
import { Prisma } from './generated/client.js';

/**
 * Statements written by hand. They go straight to the driver below Prisma: on the way through Prisma's client, which
 * has nothing to translate in them, each takes 150 µs more (docs/benchmark.md). Values become parameters, never text;
 * `Prisma.sql` and `Prisma.join` may be used in them.
 */
export type Statements = {
  /** Rows as objects; whole numbers as `number`, booleans as 0 and 1. */
  readonly $queryRaw: <Rows extends readonly unknown[]>(
    strings: TemplateStringsArray,
    ...values: readonly unknown[]
  ) => Promise<Rows>;
  /** Resolves with the number of rows changed. */
  readonly $executeRaw: (strings: TemplateStringsArray, ...values: readonly unknown[]) => Promise<number>;
};

/** The one connection of a store, shared by Prisma's client and by statements written by hand. */
export type Connection = {
  /** For the constructor of Prisma's client. */
  readonly factory: SqlDriverAdapterFactory;
  readonly statements: Statements;
  /**
   * Runs `work` between BEGIN and COMMIT, or ROLLBACK when it rejects; what Prisma's client does meanwhile is part of it.
   * To begin one through Prisma's client makes a new client each time, which costs more than most works do. Not to be
   * called again before it settles.
   */
  readonly transaction: (work: () => Promise<void>) => Promise<void>;
  /** Closing twice does no harm. */
  readonly close: () => Promise<void>;
};

/** Opens the file; `timeout` is how long SQLite waits for a lock, blocking the thread, in ms. */
export async function connect(file: string, timeout: number): Promise<Connection> {
  const opened = new PrismaBetterSqlite3({ url: `file:${file}`, timeout });
  const adapter = await opened.connect();
  const driver = driverOf(adapter);
  const { provider, adapterName } = opened;
  return {
    factory: { provider, adapterName, connect: () => Promise.resolve(withSavepoints(adapter, driver)) },
    statements: statementsOn(driver),
    transaction: (work) => transactionOn(driver, work),
    close: () => adapter.dispose(),
  };
}

async function transactionOn(driver: Database.Database, work: () => Promise<void>): Promise<void> {
  // At once with the lock: what is read in it cannot change before the commit.
  driver.exec('BEGIN IMMEDIATE');
  try {
    await work();
    driver.exec('COMMIT');
  } catch (error) {
    // After some faults, a full disk for one, SQLite has rolled back by itself.
    if (driver.inTransaction) driver.exec('ROLLBACK');
    throw error;
  }
}

/** The adapter for a client that works inside our transactions: those it begins for itself become savepoints in them. */
function withSavepoints(adapter: SqlDriverAdapter, driver: Database.Database): SqlDriverAdapter {
  const { provider, adapterName } = adapter;
  const run = (sql: string) => () => {
    driver.exec(sql);
    return Promise.resolve();
  };
  const common = {
    provider,
    adapterName,
    queryRaw: adapter.queryRaw.bind(adapter),
    executeRaw: adapter.executeRaw.bind(adapter),
  };
  const savepoint: Transaction = {
    ...common,
    options: { usePhantomQuery: true }, // it must not send its own COMMIT
    commit: run('RELEASE own'),
    rollback: run('ROLLBACK TO own; RELEASE own'),
  };
  return {
    ...common,
    executeScript: adapter.executeScript.bind(adapter),
    dispose: adapter.dispose.bind(adapter),
    startTransaction: async (isolation) => {
      if (!driver.inTransaction) return adapter.startTransaction(isolation);
      driver.exec('SAVEPOINT own');
      return savepoint;
    },
  };
}

/** Composed statements that are kept prepared; each takes some kilobytes. */
const composedLimit = 200;

/** What Prisma's adapter works on; it shows it, without promising to. */
function driverOf(adapter: SqlDriverAdapter): Database.Database {
  if ('client' in adapter && adapter.client instanceof Database) return adapter.client;
  throw new Error(
    'this version of @prisma/adapter-better-sqlite3 does not show its connection: see prisma/connection.ts',
  );
}

function statementsOn(driver: Database.Database): Statements {
  // A template's strings are the same object each time its line runs.
  const prepared = new WeakMap<TemplateStringsArray, Statement>();
  // Lists make the text of a composed statement as various as their lengths; the oldest goes first.
  const composedBefore = new Map<string, Statement>();

  const prepare = (sql: string): Statement => driver.prepare(sql).safeIntegers(false);
  const prepareComposed = (sql: string): Statement => {
    const known = composedBefore.get(sql);
    if (known !== undefined) return known;
    const [oldest] = composedBefore.keys();
    if (composedBefore.size >= composedLimit && oldest !== undefined) composedBefore.delete(oldest);
    const statement = prepare(sql);
    composedBefore.set(sql, statement);
    return statement;
  };
  const prepareOnce = (strings: TemplateStringsArray): Statement => {
    const known = prepared.get(strings);
    if (known !== undefined) return known;
    const statement = prepare(strings.join('?'));
    prepared.set(strings, statement);
    return statement;
  };
  const run = <T>(
    strings: TemplateStringsArray,
    values: readonly unknown[],
    how: (statement: Statement, parameters: readonly unknown[]) => T,
  ): Promise<T> =>
    // What the driver throws becomes a rejection.
    new Promise((resolve) => {
      if (!values.some((value) => value instanceof Prisma.Sql)) {
        resolve(how(prepareOnce(strings), values.map(toColumn)));
        return;
      }
      const composed = Prisma.sql(strings, ...values);
      resolve(how(prepareComposed(composed.sql), composed.values.map(toColumn)));
    });

  return {
    $queryRaw: <Rows extends readonly unknown[]>(strings: TemplateStringsArray, ...values: readonly unknown[]) =>
      // The caller knows what he asked for, as with Prisma's own $queryRaw.
      run(strings, values, (statement, parameters) => allRows(statement, parameters) as Rows),
    $executeRaw: (strings, ...values) =>
      run(strings, values, (statement, parameters) => statement.run(parameters).changes),
  };
}

function allRows(statement: Statement, parameters: readonly unknown[]): readonly unknown[] {
  if (statement.reader) return statement.all(parameters);
  statement.run(parameters); // a PRAGMA that sets something
  return [];
}

const toColumn = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : value);

/** A client, or a transaction of it, whose raw statements take the short way; they are part of the transaction. */
export type WithStatements<Client> = Omit<Client, keyof Statements> & Statements;

export function withStatements<Client extends object>(client: Client, statements: Statements): WithStatements<Client> {
  const own = Object.fromEntries(Object.entries(statements).map(([name, value]) => [name, { value }]));
  return Object.create(client, own) as WithStatements<Client>;
}

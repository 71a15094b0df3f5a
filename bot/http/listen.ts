import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export type RunningServer = {
  /** Where it listens, such as `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly port: number;
  /** Takes no more connections, lets requests under way finish, and cuts what is left after `graceMs`. */
  readonly close: () => Promise<void>;
};

export type ListenOptions = {
  readonly host: string;
  readonly port: number;
  /** Ends what would never finish by itself, such as streams. */
  readonly onClose?: () => void;
  readonly graceMs?: number;
};

/** Somebody who sends a byte a minute holds no connection for long; a large photo over a slow network still arrives. */
const timeouts = {
  headersTimeout: 10_000,
  requestTimeout: 120_000,
  keepAliveTimeout: 10_000,
  connectionsCheckingInterval: 5_000,
};

/** Listens for requests; rejects when the port is taken. */
export async function listen(
  app: RequestListener,
  { host, port, onClose, graceMs = 3_000 }: ListenOptions,
): Promise<RunningServer> {
  const server = createServer(timeouts, app);
  // Browsers open connections ahead of need; to Node those are not idle, as no request has ended on them.
  const silent = new Set<Socket>();
  server.on('connection', (socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }) => silent.delete(socket));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const bound = server.address() as AddressInfo;
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
    });
    onClose?.();
    for (const socket of silent) socket.destroy();
    // A connection becomes idle only when its last answer is out.
    const idle = setInterval(() => {
      server.closeIdleConnections();
    }, 50);
    const late = setTimeout(() => {
      server.closeAllConnections();
    }, graceMs);
    await closed;
    clearInterval(idle);
    clearTimeout(late);
  };
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound.port}`,
    port: bound.port,
    close: () => (closing ??= close()),
  };
}

import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { parseMultipart } from './multipart.js';
import type { Refusal } from './world.js';

const uploadLimit = 50 * 1024 * 1024;

export type Answer = { readonly code: number; readonly body: object };

export function refuse({ code, message, parameters }: Refusal): Answer {
  return {
    code,
    body: { ok: false, error_code: code, description: message, ...(parameters === undefined ? {} : { parameters }) },
  };
}

export function write(response: ServerResponse, { code, body }: Answer): void {
  if (Buffer.isBuffer(body)) {
    // In chunks: a client that relies on an announced length is in for a surprise.
    response.writeHead(code, { 'content-type': 'application/octet-stream' });
    response.write(body);
    response.end();
  } else {
    response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }
}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > uploadLimit) throw new Error('the request is larger than Telegram takes');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The parameters of a call; undefined when they cannot be read. */
export function readPayload(request: IncomingMessage, body: Buffer): unknown {
  const type = request.headers['content-type'] ?? '';
  if (body.length === 0) return {};
  if (type.startsWith('multipart/form-data')) return readUpload(body, type);
  if (!type.startsWith('application/json')) return undefined;
  try {
    return JSON.parse(body.toString()) as unknown;
  } catch {
    return undefined;
  }
}

/** Telegram takes objects as JSON text here, and files as `attach://` the name of their part. */
function readUpload(body: Buffer, type: string): unknown {
  const parts = parseMultipart(body, type);
  if (parts === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(parts.fields).map(([name, value]) => {
      if (value.startsWith('attach://')) return [name, parts.files.get(value.slice('attach://'.length))];
      return [name, value.startsWith('{') ? (JSON.parse(value) as unknown) : value];
    }),
  );
}

export function whenGone(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.on('close', () => {
    controller.abort();
  });
  return controller.signal;
}

export async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the fake has no port');
  return `http://127.0.0.1:${address.port}`;
}

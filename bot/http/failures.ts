import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from '../../runtime/logger.js';

/** A path that nobody answers. */
export const unknownPath: RequestHandler = (_request, response) => {
  response.status(404).json({ error: { code: 'not-found', message: 'Không tìm thấy.' } });
};

type Problem = { readonly code: string; readonly message: string };

/** What the body parser and router refuse, by status; the words of a library may quote what was sent. */
const refusals: Readonly<Record<number, Problem>> = {
  400: { code: 'bad-request', message: 'Yêu cầu không đúng định dạng.' },
  413: { code: 'too-large', message: 'Nội dung gửi lên quá lớn.' },
  415: { code: 'unsupported-encoding', message: 'Kiểu mã hoá của nội dung không được hỗ trợ.' },
};
const ownFault: Problem = { code: 'internal', message: 'Hệ thống gặp lỗi. Vui lòng thử lại sau.' };

/** One clear line for a faulty request; for a fault of ours nothing but that it is ours. */
export function answerFailure(log: Logger, error: unknown, request: IncomingMessage, response: ServerResponse): void {
  const status = clientFault(error);
  const refusal = status === undefined ? undefined : refusals[status];
  // Somebody who hung up is no failure.
  if (refusal === undefined && (!request.destroyed || request.complete)) {
    log.error({ err: error, method: request.method }, 'a request failed');
  }
  response.statusCode = refusal === undefined ? 500 : (status ?? 500);
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.end(JSON.stringify({ error: refusal ?? ownFault }));
}

/** The same for what Express handles. */
export function answerFailures(log: Logger): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, request, response, next) => {
    if (response.headersSent) next(error);
    else answerFailure(log, error, request, response);
  };
}

function clientFault(error: unknown): number | undefined {
  return error instanceof Error &&
    'status' in error &&
    typeof error.status === 'number' &&
    error.status >= 400 &&
    error.status < 500
    ? error.status
    : undefined;
}

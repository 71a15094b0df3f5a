import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from '../../runtime/logger.js';

/** A path that nobody answers. */
export const unknownPath: RequestHandler = (_request, response) => {
  response.status(404).json({ error: { code: 'not-found', message: 'Không tìm thấy.' } });
};

/** What the body parser and router refuse, by status; the words of a library may quote what was sent. */
const refusals: Readonly<Record<number, { readonly code: string; readonly message: string }>> = {
  400: { code: 'bad-request', message: 'Yêu cầu không đúng định dạng.' },
  413: { code: 'too-large', message: 'Nội dung gửi lên quá lớn.' },
  415: { code: 'unsupported-encoding', message: 'Kiểu mã hoá của nội dung không được hỗ trợ.' },
};

/** One clear line for a faulty request; for a fault of ours nothing but that it is ours. */
export function answerFailures(log: Logger): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = clientFault(error);
    const refusal = status === undefined ? undefined : refusals[status];
    if (status !== undefined && refusal !== undefined) {
      response.status(status).json({ error: refusal });
      return;
    }
    // Somebody who hung up is no failure.
    if (!request.destroyed || request.complete) log.error({ err: error, method: request.method }, 'a request failed');
    response.status(500).json({ error: { code: 'internal', message: 'Hệ thống gặp lỗi. Vui lòng thử lại sau.' } });
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

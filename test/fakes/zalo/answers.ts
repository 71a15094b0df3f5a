import type { ServerResponse } from 'node:http';
import type { Fault } from '../telegram/faults.js';
import { write } from '../telegram/http.js';
import { messageOf, Refusal } from './refusals.js';
import type { CdnFile } from './world.js';

/** What is answered; `error` is Zalo's code, 0 for success, or the HTTP status. */
export type Answer = { readonly error: number; readonly body: object };

export function success(data: object): object {
  return { error: 0, message: 'Success', data };
}

function oauthError({ code, message }: Refusal): object {
  return {
    error: code,
    error_name: message,
    error_reason: message,
    error_description: message,
    ref_doc: 'https://developers.zalo.me/docs/official-account/bat-dau/xac-thuc-va-uy-quyen-cho-ung-dung-new',
  };
}

/** Errors come with HTTP 200, those of OAuth in words of their own. */
export function refused(refusal: Refusal, isOauth: boolean): Answer {
  const { code, message } = refusal;
  return { error: code, body: isOauth ? oauthError(refusal) : { error: code, message } };
}

export function respond(response: ServerResponse, { error, body }: Answer): void {
  if (isFile(body)) {
    // In chunks: a client that relies on an announced length is in for a surprise.
    response.writeHead(200, { 'content-type': body.mime });
    response.write(body.bytes);
    response.end();
  } else write(response, { code: error > 0 ? error : 200, body });
}

function isFile(body: object): body is CdnFile {
  return 'bytes' in body && 'mime' in body;
}

/** Lets the call come to grief as scripted; undefined when it is never answered. */
export function suffer(fault: Fault, isOauth: boolean, response: ServerResponse): number | undefined {
  switch (fault.type) {
    case 'throttle':
    case 'error': {
      const code = fault.type === 'throttle' ? -32 : fault.code;
      const description = fault.type === 'throttle' ? undefined : fault.description;
      respond(response, refused(new Refusal(code, description ?? messageOf(code)), isOauth));
      return code;
    }
    case 'html':
      response.writeHead(502, { 'content-type': 'text/html' }).end('<html><h1>502 Bad Gateway</h1></html>');
      return 502;
    case 'redirect':
      response.writeHead(302, { location: fault.to }).end();
      return 302;
    case 'drop':
      response.destroy();
      return undefined;
    case 'hang':
      return undefined;
  }
}

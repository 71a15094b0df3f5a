import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** What a browser may do with our pages: only what comes from here, nothing inline, framed by nobody. */
export function securityHeaders(publicUrl: string | undefined): RequestHandler[] {
  const own = ["'self'"];
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: own,
        styleSrc: own,
        connectSrc: own,
        // blob: a photo or voice note shown before it is sent.
        imgSrc: [...own, 'blob:'],
        mediaSrc: [...own, 'blob:'],
        formAction: own,
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // Only where https is known to work: a browser that was told so will not come back by http.
    strictTransportSecurity: publicUrl?.startsWith('https:') === true,
    xFrameOptions: { action: 'deny' },
  });
  return [headers, permissions];
}

/** The microphone for voice notes, the place of what is reported; nothing else. */
const permissions: RequestHandler = (_request, response, next) => {
  response.set('Permissions-Policy', 'camera=(self), geolocation=(self), microphone=(self), payment=(), usb=()');
  next();
};

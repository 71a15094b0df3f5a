import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Router, type RequestHandler } from 'express';
import type { Desk } from './desk.js';
import { texts } from './texts.vi.js';

/**
 * The page: at `/` for citizens, at `/can-bo` for officials. Read once, as its parts are few and small;
 * browsers ask each time whether a part has changed.
 */
export function servePage(folder: string): Router {
  const router = Router();
  const read = (name: string) => lighten(readFileSync(path.join(folder, name), 'utf8'));
  const template = read('index.html');
  router.get('/', sendText(fill(template, 'citizen'), 'html'));
  router.get('/can-bo', sendText(fill(template, 'official'), 'html'));
  for (const name of readdirSync(folder)) {
    const extension = path.extname(name);
    if (['.js', '.css', '.svg'].includes(extension)) router.get(`/page/${name}`, sendText(read(name), extension));
  }
  return router;
}

/** Leaves out what only a reader of the sources needs: indentation, and comments that have their lines to themselves. */
function lighten(source: string): string {
  return source
    .replace(/^ *\/\*[\s\S]*?\*\/ *\n/gm, '')
    .replace(/^ *\/\/.*\n/gm, '')
    .replace(/^ +/gm, '');
}

function fill(template: string, desk: Desk): string {
  const { title, what } = texts.page[desk];
  return template.replaceAll('{{desk}}', desk).replaceAll('{{title}}', title).replaceAll('{{what}}', what);
}

function sendText(text: string, type: string): RequestHandler {
  return (_request, response) => {
    response.set('Cache-Control', 'no-cache').type(type).send(text);
  };
}

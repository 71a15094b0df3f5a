import type { Response } from 'express';
import { texts } from './texts.vi.js';

/** Everything that a request to the web chat can be refused for, with its HTTP status and the sentence for the person. */
const problems = {
  'bad-request': [400, texts.problem.badRequest],
  'wrong-origin': [403, texts.problem.wrongOrigin],
  'not-found': [404, texts.problem.notFound],
  'empty-file': [400, texts.problem.emptyFile],
  'file-too-large': [413, texts.problem.fileTooLarge],
  'not-json': [415, texts.problem.notJson],
  'unsupported-file': [415, texts.problem.unsupportedFile],
  'too-many': [429, texts.problem.tooMany],
  unavailable: [503, texts.problem.unavailable],
  'no-room': [503, texts.problem.noRoom],
} as const;

export type Problem = keyof typeof problems;

/** Refuses a request: `{ "error": { "code", "message" } }`. */
export function refuse(response: Response, problem: Problem): void {
  const [status, message] = problems[problem];
  response.status(status).json({ error: { code: problem, message } });
}

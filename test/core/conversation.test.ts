import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { activity, newConversation, readConversation } from '../../core/conversation.js';

// What versions of the program have stored. Files of an old version stay for ever; a new version adds its own.
const folder = path.resolve(import.meta.dirname, '../fixtures/conversations');
const stored = (file: string): unknown => JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
const readable = readdirSync(folder).filter((file) => /^v\d+-/.test(file));

describe('readConversation', () => {
  it.each(readable)('reads %s', (file) => {
    const read = readConversation(stored(file));
    expect(read.type).toBe('known');
    if (read.type === 'known') expect(read.conversation.v).toBe(newConversation.v);
  });

  it('loses nothing of the present version on the way through the store', () => {
    for (const file of readable.filter((name) => name.startsWith(`v${newConversation.v}-`))) {
      expect(readConversation(stored(file))).toEqual({ type: 'known', conversation: stored(file) });
    }
  });

  it('has a fixture of every activity', () => {
    const kept = readable.map((file) => file.replace(/^v\d+-|\.json$/g, ''));
    for (const option of activity.options) expect(kept).toContain(option.shape.type.value);
  });

  it('reads a conversation in which nothing was said', () => {
    expect(readConversation(JSON.parse(JSON.stringify(newConversation)))).toEqual({
      type: 'known',
      conversation: newConversation,
    });
  });

  it.each([
    ['a version still to come', stored('unreadable.json')],
    ['nothing', undefined],
    ['null', null],
    ['text', 'hello'],
    ['a list', []],
    ['no version', { activity: { type: 'idle' }, prompt: 0, paused: {} }],
    ['an unknown activity', { ...newConversation, activity: { type: 'dancing' } }],
    ['a field too many', { ...newConversation, mood: 'good' }],
    ['a prompt below zero', { ...newConversation, prompt: -1 }],
    ['a commune that is none', { ...newConversation, lastUnit: '7351' }],
  ])('finds %s unreadable, without throwing', (_, value) => {
    expect(readConversation(value)).toEqual({ type: 'unreadable' });
  });
});

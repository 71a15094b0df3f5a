import { expect, it } from 'vitest';
import { startGroupLink, startLink } from '../../../bot/telegram/links.js';

it('links to a private chat and to a group', () => {
  expect(startLink('LangNgheTestBot', '07351-pks05')).toBe('https://t.me/LangNgheTestBot?start=07351-pks05');
  expect(startGroupLink('LangNgheTestBot', 'moi-ABCD')).toBe('https://t.me/LangNgheTestBot?startgroup=moi-ABCD');
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPersonalData, maskPersonalData, type PersonalDataType } from '../../core/personal-data.js';

describe('personal data in a text', () => {
  it.each<[PersonalDataType, string]>([
    ['phone', 'Gọi 0912345678 nhé'],
    ['phone', 'sdt 0912 345 678'],
    ['phone', 'so dt: 0912.345.678'],
    ['phone', '0912-345-678'],
    ['phone', '+84912345678'],
    ['phone', '+84 912 345 678'],
    ['phone', '(+84) 912 345 678'],
    ['phone', '84912345678'],
    ['phone', '0084 912 345 678'],
    ['phone', '+84 (0) 912 345 678'],
    ['phone', '024 3826 1234'],
    ['phone', '(0204) 3854 123'],
    ['phone', '09 1234 5678'],
    ['phone', '09.12.34.56.78'],
    ['phone', 'Zalo:0987654321.'],
    ['phone', 'nhà 12 0912345678 ạ'],
    ['phone', 'ngày 09.02.2026 gọi 0912345678'],
    ['phone', 'lien he dt 0388123456'],
    ['id-number', 'CCCD 024099012345'],
    ['id-number', 'cccd so 024 099 012 345'],
    ['id-number', 'số căn cước công dân: 024099012345'],
    ['id-number', 'so can cuoc cua toi la 024.099.012.345'],
    ['id-number', '024099012345'],
    ['id-number', 'CMND 121234567'],
    ['id-number', 'chung minh nhan dan so 121 234 567'],
    ['id-number', 'cmt 121234567 cap 2010'],
    ['id-number', '121234567'],
    ['id-number', 'mã định danh 001201000123'],
    ['plate', '98B1-234.56'],
    ['plate', '98B1 23456'],
    ['plate', '98-B1 234.56'],
    ['plate', '99A-123.45'],
    ['plate', '99A 12345'],
    ['plate', '30E-1234'],
    ['plate', '29-B1 12345'],
    ['plate', '98b1-234.56'],
    ['plate', 'bien so 98b1 23456'],
    ['plate', 'xe tải bks 29c 12345'],
    ['plate', '98MĐ1-123.45'],
    ['plate', '29LD-123.45'],
    ['plate', 'xe 30e 1234 đỗ chắn ngõ'],
    ['email', 'abc.def+1@gmail.com'],
    ['email', 'mail: Nguyen_A@xa.gov.vn.'],
    ['bank-account', 'STK 19031234567890'],
    ['bank-account', 'stk: 0123456789 Vietcombank'],
    ['bank-account', 'số tài khoản 1903 1234 5678 90'],
    ['bank-account', 'tk 12345678'],
    ['bank-account', 'chuyển vào Agribank 2500205123456'],
    ['bank-account', '1234567890 (BIDV)'],
    ['bank-account', 'so tai khoan cua ong Nguyen Van A la 102345678901'],
    ['bank-account', 'ngân hàng MB 0912345678901'],
  ])('is found, the %s: %s', (type, text) => {
    expect(findPersonalData(text).map((found) => found.type)).toEqual([type]);
    expect(maskPersonalData(text)).not.toMatch(/\d{5}|\d{3}[ .]\d{3}|@/);
    // As an iPhone types it.
    expect(findPersonalData(text.normalize('NFD')).map((found) => found.type)).toEqual([type]);
  });

  it.each([
    'ngày 09/02/2026',
    'ngày 9-2-2026',
    '09.02.2026 12 giờ',
    '02.10.2026 08 giờ 30',
    '2026-11-23',
    '2.500.000đ',
    '20 triệu',
    '150000000 đồng',
    '120 000 000',
    'tài khoản bị trừ 150.000.000 đồng',
    'nộp vào tài khoản 20.000.000',
    'làm căn cước hết 120.000.000 đồng',
    'số nhà 123, ngõ 45/67',
    'số 12 ngõ 345 đường 19/5',
    'PA-7K3F-Q2',
    'Luật số 45/2013/QH13',
    'NĐ 123/2020/NĐ-CP',
    'Quyết định 1234/QĐ-UBND ngày 01/02/2026',
    '5000 m2',
    'diện tích 1.234,5 m2',
    'năm 2019 2020 2021',
    'ngân hàng chính sách giai đoạn 2019-2020',
    'km 35+200',
    'Km0+500',
    'quốc lộ 37, QL1A',
    'lúc 15h 2024',
    'xe chạy lúc 15h 2024',
    'gửi xe 10k 2000 đồng',
    'tổng đài 1900 1234',
    'gọi 113, 114, 115',
    'mã hồ sơ 000.00.16.H05-240101-0001',
    'thửa 123 tờ bản đồ số 45',
    'lớp 12A 2023',
    'dân số 123.456.789 người',
    'mã số thuế 0101234567',
    'làm căn cước 12 số mất 15 ngày',
    'hộ vay 500000000',
    '0,912345678',
    '@xa',
  ])('is none: %s', (text) => {
    expect(findPersonalData(text)).toEqual([]);
    expect(maskPersonalData(text)).toBe(text);
  });

  it('is replaced by what it was, and nothing else is touched', () => {
    const text =
      'Ông A, CCCD 024099012345, đi xe 98B1-234.56, gọi 0912.345.678/0987654321 hoặc a@b.vn; STK 12345678 VCB.\nNgày 3/11/2026 nộp 2.500.000đ.';
    expect(maskPersonalData(text)).toBe(
      'Ông A, CCCD [số giấy tờ], đi xe [biển số xe], gọi [số điện thoại]/[số điện thoại] hoặc [thư điện tử]; STK [số tài khoản] VCB.\nNgày 3/11/2026 nộp 2.500.000đ.',
    );
  });

  it('is told with its place in the text as it was given', () => {
    const text = 'Số đt: 0912 345 678 ạ'.normalize('NFD');
    const [found] = findPersonalData(text);
    expect(text.slice(found?.from, found?.to)).toBe('0912 345 678');
  });

  it('is masked once and for all, whatever the text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('stk ', 'số tài khoản ', 'CCCD', ' BIDV', 'biển số ', ' ', '-', '.', '/', '\n', '+84', '@', 'đ'),
      fc.constantFrom('0912345678', '024099012345', '121234567', '98B1-234.56', 'a@b.vn', '20.000.000', '09/02/2026'),
      fc.stringMatching(/^[0-9 .-]{1,20}$/),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const found = findPersonalData(text);
        for (const [at, { from, to }] of found.entries()) {
          expect(from).toBeLessThan(to);
          expect(from).toBeGreaterThanOrEqual(found[at - 1]?.to ?? 0);
        }
        const masked = maskPersonalData(text);
        expect(maskPersonalData(masked)).toBe(masked);
        expect(findPersonalData(masked)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('is found quickly in a long text, however odd', () => {
    for (const text of [
      '0'.repeat(10_000),
      '1 '.repeat(5000),
      'a.'.repeat(5000),
      'tk '.repeat(3300),
      '98B'.repeat(3300),
    ]) {
      const began = performance.now();
      maskPersonalData(text);
      expect(performance.now() - began).toBeLessThan(500);
    }
  });
});

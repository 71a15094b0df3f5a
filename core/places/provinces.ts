/** A province as it was before 1 July 2025, or another name of one. */
export type FormerProvince = {
  readonly names: readonly string[];
  /** The province of today. */
  readonly province: string;
  /**
   * Last code of a commune in it. Each commune of today kept the code of one that was merged into it, and the codes
   * follow the former provinces one after the other; Hà Nội alone, unchanged, lies between others.
   */
  readonly lastCode: string;
};

const rows = `
01 00999 Hà Nội|hn
08 01261 Hà Giang
04 01822 Cao Bằng
19 02191 Bắc Kạn|bắc cạn
08 02623 Tuyên Quang
15 03121 Lào Cai
11 03385 Điện Biên
12 03640 Lai Châu
14 04246 Sơn La
15 04750 Yên Bái
25 05425 Hòa Bình
19 05953 Thái Nguyên
20 06637 Lạng Sơn
22 07192 Quảng Ninh
24 07900 Bắc Giang|bg
25 08690 Phú Thọ
25 09154 Vĩnh Phúc
24 09999 Bắc Ninh|bn
31 11284 Hải Dương|hd
31 11950 Hải Phòng|hp
33 12427 Hưng Yên|hy
33 13279 Thái Bình
37 13627 Hà Nam
37 14308 Nam Định
37 14746 Ninh Bình
38 16654 Thanh Hóa
40 18040 Nghệ An
42 18844 Hà Tĩnh
44 19318 Quảng Bình
44 19742 Quảng Trị
46 20182 Huế|thừa thiên huế|tth
48 20333 Đà Nẵng
48 21004 Quảng Nam
51 21548 Quảng Ngãi
52 22006 Bình Định
66 22319 Phú Yên
56 22736 Khánh Hòa
56 22909 Ninh Thuận
68 23272 Bình Thuận
51 23548 Kon Tum|kontum
52 24112 Gia Lai
66 24607 Đắk Lắk|đắc lắc|đăk lăk|daklak
68 24760 Đắk Nông|đắc nông|đăk nông|daknong
68 25180 Lâm Đồng
75 25450 Bình Phước
80 25732 Tây Ninh
79 25987 Bình Dương
75 26503 Đồng Nai
79 26732 Bà Rịa - Vũng Tàu|brvt
79 27676 Hồ Chí Minh|hcm|tphcm|sài gòn|sg|hcmc
80 28243 Long An
82 28747 Tiền Giang
86 29227 Bến Tre
86 29536 Trà Vinh
86 29857 Vĩnh Long
82 30259 Đồng Tháp
91 30709 An Giang
91 31108 Kiên Giang
92 31315 Cần Thơ
92 31495 Hậu Giang
92 31810 Sóc Trăng
96 31993 Bạc Liêu
96 32248 Cà Mau`;

/** All of them, by their last code. */
export const formerProvinces: readonly FormerProvince[] = rows
  .trim()
  .split('\n')
  .map((row) => ({ province: row.slice(0, 2), lastCode: row.slice(3, 8), names: row.slice(9).split('|') }));

const byProvince = new Map<string, FormerProvince[]>();
for (const former of formerProvinces) {
  const known = byProvince.get(former.province);
  if (known === undefined) byProvince.set(former.province, [former]);
  else known.push(former);
}

/** The former province that a commune of today lies in. */
export function formerProvinceOf(unit: {
  readonly code: string;
  readonly province: string;
}): FormerProvince | undefined {
  const candidates = byProvince.get(unit.province);
  return candidates?.find(({ lastCode }) => unit.code <= lastCode) ?? candidates?.at(-1);
}

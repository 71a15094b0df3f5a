/** What the bot says while a commune is chosen. */
export const texts = {
  ask: 'Ông/bà muốn đánh giá xã, phường nào? Xin gõ tên, có dấu hay không dấu đều được; tên cũ trước sáp nhập cũng được.',
  askOr: 'Bấm nút nếu đúng nơi dưới đây, hoặc gõ tên xã, phường khác.',
  several: (typed: string) => `Có vài nơi tên “${typed}”. Ông/bà chọn nơi nào ạ?`,
  tooMany: 'Còn nơi khác nữa. Nếu chưa thấy, xin gõ thêm tên huyện cũ hoặc tỉnh.',
  notListed: 'Không có trong danh sách',
  typeMore: 'Vậy xin ông/bà gõ tên xã, phường kèm huyện cũ hoặc tỉnh. Ví dụ: Đồng Tiến, Yên Thế.',
  none: (typed: string) =>
    `Chưa tìm thấy nơi nào tên “${typed}”. Xin gõ lại, ví dụ: Ngọc Thiện; hoặc kèm tỉnh: Ngọc Thiện, Bắc Ninh.`,
  notHere: 'Ở bước này xin ông/bà gõ tên xã, phường.',
  formerly: (place: string, former: string) => `${place} (cũ: ${former})`,
  leave: 'Thôi',
} as const;

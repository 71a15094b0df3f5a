/** What the screen at the counter says; it is read from two metres away, by people who wait. */
export const texts = {
  title: 'Mời đánh giá',
  invite: 'Mời ông/bà đánh giá',
  scan: 'Mở máy ảnh điện thoại, hướng vào ô vuông',
  qr: 'Mã QR để mở phiếu',
  code: 'Mã hôm nay',
  type: 'gõ mã này khi được hỏi',
  promise: 'Ẩn danh: không hỏi, không lưu họ tên, số điện thoại.',
  today: (date: string) => `Ngày ${date}`,
  until: (date: string) => `Nhận phiếu đến hết ngày ${date}`,
  offline: 'Đang mất kết nối với máy chủ, đang nối lại…',
  stale: 'Chưa tải được mã của ngày hôm nay. Màn hình đang nối lại với máy chủ…',
  closed: {
    planned: (date: string) => `Đợt khảo sát bắt đầu từ ngày ${date}.`,
    paused: () => 'Đợt khảo sát đang tạm dừng.',
    over: (date: string) => `Đợt khảo sát đã kết thúc ngày ${date}. Xin cảm ơn ông/bà!`,
  },
  unknown: 'Không có màn hình này. Vui lòng kiểm tra lại địa chỉ.',
  busy: 'Hệ thống đang bận. Màn hình sẽ tự tải lại sau ít giây.',
} as const;

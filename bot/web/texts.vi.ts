/** What the web chat says itself; everything else is said by the flows. */
export const texts = {
  page: {
    citizen: { title: 'Lắng Nghe', what: 'Đánh giá, phản ánh, kiến nghị với xã, phường' },
    official: { title: 'Lắng Nghe · Cán bộ', what: 'Nhận và trả lời phản ánh, kiến nghị của người dân' },
  },
  own: {
    photo: 'Ảnh đã gửi',
    voice: 'Lời nói đã gửi',
    location: 'Vị trí đã chia sẻ',
  },
  shared: {
    title: 'Tệp đính kèm',
    notFound:
      'Đường dẫn này không đúng hoặc đã quá hạn 7 ngày. Muốn xem lại, xin mở lại hồ sơ trong ứng dụng nhắn tin.',
    busy: 'Hệ thống đang bận, chưa mở được tệp. Xin mở lại đường dẫn sau ít giây.',
  },
  problem: {
    badRequest: 'Yêu cầu không đúng định dạng.',
    wrongOrigin: 'Yêu cầu đến từ một trang khác nên không được nhận.',
    notJson: 'Nội dung phải là application/json.',
    unsupportedFile: 'Chỉ nhận ảnh JPEG, PNG, WebP và ghi âm WebM, OGG, MP4, MP3, WAV.',
    emptyFile: 'Tệp gửi lên không có nội dung.',
    fileTooLarge: 'Tệp lớn quá 10 MB. Ông/bà vui lòng gửi tệp nhỏ hơn.',
    tooMany: 'Ông/bà gửi hơi nhanh. Vui lòng đợi một chút rồi gửi lại.',
    unavailable: 'Hệ thống đang bận, tin chưa được nhận. Vui lòng gửi lại sau ít giây.',
    noRoom: 'Máy chủ tạm thời không nhận được tệp. Ông/bà vẫn có thể gửi bằng chữ.',
    notFound: 'Không tìm thấy.',
  },
} as const;

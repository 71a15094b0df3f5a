/** What is said where the citizen chooses as what a report is sent, and what it is about. */
export const sortingTexts = {
  kinds: {
    // Luật Khiếu nại 2011, Đ.7–8. Unsigned or anonymous, it is none.
    'khieu-nai': {
      meaning:
        'Nội dung này giống một khiếu nại: đề nghị xem lại một quyết định hoặc việc làm của cơ quan nhà nước mà ông/bà cho là trái luật và thiệt cho chính mình. Ông/bà có thể gửi là khiếu nại, khi đó cần nêu tên, hoặc gửi là phản ánh.',
      ways: [
        '• Khiếu nại: chuyển đến UBND xã, phường; về chủ tịch hay lãnh đạo xã, phường thì chuyển lên cấp tỉnh. Theo luật còn cần đơn có họ tên, địa chỉ và chữ ký, nộp cho cơ quan đã ra quyết định; của xã, phường thì nộp ở nơi tiếp công dân của UBND.',
        '• Phản ánh: cán bộ xem xét như một việc cần xử lý; giấu tên cũng được.',
      ],
    },
    // Luật Tố cáo 2018, Đ.8 (names are secret) and Đ.25 (without a name: information only).
    'to-cao': {
      meaning:
        'Nội dung này giống một tố cáo: báo một người cụ thể làm trái pháp luật. Ông/bà có thể gửi là tố cáo, khi đó Luật Tố cáo bảo vệ tên ông/bà, hoặc gửi là phản ánh.',
      ways: [
        '• Tố cáo: chuyển lên cấp tỉnh, không gửi về xã, phường; giấu tên cũng được, nhưng theo luật chỉ được xem như nguồn tin. Đơn chính thức xin gửi Ban Tiếp công dân hoặc Thanh tra tỉnh; có dấu hiệu tội phạm thì báo công an, gấp thì gọi 113.',
        '• Phản ánh: xem như tin báo về một sự việc; việc liên quan lãnh đạo xã, phường vẫn chuyển lên cấp trên.',
      ],
    },
  },
  kindQuestion: 'Ông/bà muốn gửi thế nào?',
  reader:
    'Nội dung này có chê trách lãnh đạo xã, phường (chủ tịch, phó chủ tịch, bí thư, trưởng công an…) hay tố cáo cán bộ làm trái pháp luật không? Nếu có thì được chuyển lên cấp tỉnh, xã, phường không đọc được.',
  summaryPastCommune: 'Gửi lên cấp tỉnh, không gửi về xã, phường',
  category:
    'Lắng Nghe chưa rõ việc này thuộc lĩnh vực nào. Xin ông/bà chọn giúp để chuyển đúng nơi; cần viết rõ thêm thì bấm Quay lại.',
  shareKind: {
    'khieu-nai': 'Giấu tên thì theo luật chưa phải là khiếu nại, cán bộ sẽ xem như phản ánh.',
    'to-cao': 'Giấu tên thì theo luật tố cáo này chỉ được xem như nguồn tin.',
  },
  summaryKind: {
    'khieu-nai': 'Gửi là: khiếu nại',
    'to-cao': 'Gửi là: tố cáo, lên cấp tỉnh',
    'phan-anh': 'Gửi là: phản ánh',
  },
  summaryCategory: (label: string) => `Lĩnh vực: ${label}`,
  summaryUnsorted: 'chưa rõ, cán bộ sẽ phân loại',
} as const;

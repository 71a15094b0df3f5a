import type { ChoiceWords } from '../typed-choice.js';
import { sortingTexts } from './sorting-texts.vi.js';

/** What the bot says while it takes a phản ánh, kiến nghị. */
export const texts = {
  ...sortingTexts,
  what: [
    'Ông/bà muốn phản ánh, kiến nghị việc gì? Xin viết vài câu: chuyện gì, ở đâu, từ bao giờ. Gửi kèm được 5 ảnh hoặc ghi âm.',
    'Tố cáo và việc liên quan lãnh đạo xã, phường được chuyển lên cấp trên, không gửi về xã, phường.',
    'Xin đừng ghi số căn cước, số tài khoản. Có người đang gặp nguy hiểm, xin gọi ngay 113, 114 hoặc 115.',
  ].join('\n\n'),
  rewrite: 'Xin viết lại nội dung. Nội dung mới sẽ thay cho nội dung cũ.',
  tooShort: 'Xin ông/bà viết rõ thêm một chút để cán bộ hiểu được việc.',
  textNeeded: 'Xin viết thêm vài câu về sự việc.',
  noted: 'Đã ghi.',
  more: 'Còn gì nữa xin nhắn tiếp hoặc gửi ảnh, ghi âm. Hết rồi thì bấm Xong.',
  textFull: 'Nội dung đã dài, phần vừa nhắn không ghi thêm được. Xin bấm Xong để tiếp tục.',
  received: (kind: 'photo' | 'voice', count: number, limit: number) =>
    `Đã nhận ${kind === 'photo' ? 'ảnh' : 'ghi âm'} ${count}/${limit}.`,
  filesFull: (limit: number) => `Mỗi phản ánh gửi kèm được tối đa ${limit} ảnh, ghi âm. Tệp vừa gửi không được nhận.`,
  captionNoted: 'Đã ghi thêm lời kèm theo.',
  filesDropped: 'Đã bỏ hết ảnh, ghi âm.',
  locationNoted: 'Đã ghi vị trí.',
  commune: 'Việc này ở xã, phường nào? Xin gõ tên xã, tên cũ cũng được; hoặc gửi vị trí.',
  communeUnknown: (typed: string) =>
    `Không tìm thấy xã, phường nào tên “${typed}”. Xin gõ lại, ví dụ: Ngọc Thiện, Bắc Ninh.`,
  communeWhich: 'Có mấy nơi trùng tên. Xin chọn đúng nơi:',
  formerly: (place: string, former: string) => `${place} (cũ: ${former})`,
  village: (place: string | undefined) =>
    `${place === undefined ? 'Không sao, sẽ có cán bộ tìm giúp. ' : `${capital(place)}. `}Cụ thể ở thôn, xóm, tổ dân phố hay đoạn đường nào?`,
  villageLong: (limit: number) => `Xin viết nơi xảy ra gọn trong ${limit} ký tự.`,
  share: [
    'Ông/bà có cho cán bộ xử lý thấy họ tên và số điện thoại không?',
    'Có: chỉ cán bộ xử lý thấy, để liên hệ khi cần. Không: họ chỉ thấy nội dung, ảnh và nơi xảy ra; ông/bà vẫn nhận được trả lời tại đây.',
  ].join('\n\n'),
  name: 'Xin cho biết họ tên.',
  nameWrong: 'Họ tên cần từ 2 đến 80 ký tự.',
  phone: 'Xin cho biết số điện thoại.',
  phoneWrong: 'Số này chưa đúng. Số điện thoại có 10 chữ số, bắt đầu bằng 0, hoặc viết với +84. Ví dụ: 0912 345 678.',
  summary: 'Xin xem lại trước khi gửi:',
  summaryText: 'Nội dung',
  summaryPlace: 'Nơi xảy ra',
  summaryLocation: 'kèm vị trí trên bản đồ',
  summaryFiles: (photos: number, voices: number) =>
    `Kèm theo: ${[...(photos === 0 ? [] : [`${photos} ảnh`]), ...(voices === 0 ? [] : [`${voices} ghi âm`])].join(', ')}`,
  summaryHidden: {
    'khieu-nai': 'Người gửi: giấu tên (chỉ được xem như phản ánh)',
    'to-cao': 'Người gửi: giấu tên (chỉ được xem như nguồn tin)',
    'phan-anh': 'Người gửi: giấu tên',
  },
  summaryContact: (name: string, phone: string) => `Người gửi: ${name}, ${phone} (chỉ cán bộ xử lý thấy)`,
  unitUnknown: 'chưa rõ xã',
  change: 'Ông/bà muốn sửa phần nào?',
  pressButton: 'Xin chọn một trong các nút bên dưới.',
  resumed: 'Xin mời ông/bà viết tiếp phản ánh dở dang.',
  cancelled: 'Đã huỷ, không có gì được gửi đi. Gõ menu để xem các mục.',
  sent: {
    thanks: (code: string) => `Đã gửi. Cảm ơn ông/bà.\nMã hồ sơ: ${code}`,
    toDesk: 'Bộ phận điều phối sẽ tìm nơi xử lý. Khi có người tiếp nhận hay trả lời, ông/bà sẽ được báo tại đây.',
    toCommune: (place: string) =>
      `Hồ sơ được chuyển đến UBND ${place}; riêng tố cáo và việc liên quan lãnh đạo xã, phường thì chuyển lên cấp trên. Khi có người tiếp nhận hay trả lời, ông/bà sẽ được báo tại đây.`,
    toProvince:
      'Tố cáo được chuyển lên cấp tỉnh, không gửi về xã, phường. Khi có người tiếp nhận hay trả lời, ông/bà sẽ được báo tại đây.',
    pastCommune:
      'Nội dung được chuyển lên cấp tỉnh, không gửi về xã, phường. Khi có người tiếp nhận hay trả lời, ông/bà sẽ được báo tại đây.',
    complaint: (place: string | undefined) =>
      `Để được giải quyết theo Luật Khiếu nại, xin gửi thêm đơn có họ tên, địa chỉ và chữ ký đến cơ quan đã ra quyết định; của xã, phường thì nộp ở nơi tiếp công dân của UBND ${place ?? 'xã, phường'}.`,
    denunciation: (province: string | undefined) =>
      `Đơn tố cáo chính thức, có họ tên và chữ ký, xin gửi Ban Tiếp công dân hoặc Thanh tra ${provinceNamed(province)}. Có dấu hiệu tội phạm thì báo công an, gấp thì gọi 113.`,
    keep: 'Xin giữ mã này. Nhắn mã cho Lắng Nghe, ở kênh nào cũng được, là biết hồ sơ đến đâu.',
  },
  buttons: {
    done: 'Xong',
    keep: 'Giữ nội dung cũ',
    'khieu-nai': 'Gửi là khiếu nại',
    'to-cao': 'Gửi là tố cáo',
    'phan-anh': 'Gửi là phản ánh',
    pastCommune: 'Có, gửi lên cấp tỉnh',
    toCommune: 'Không',
    otherCategory: 'Việc khác / không rõ',
    unknown: 'Không rõ xã nào',
    skip: 'Bỏ qua',
    share: 'Có',
    hide: 'Không, giấu tên',
    hideAfterAll: 'Thôi, giấu tên',
    send: 'Gửi',
    change: 'Sửa',
    cancel: 'Huỷ',
    back: 'Quay lại',
    stop: 'Dừng, để sau',
    changeWhat: 'Viết lại nội dung',
    changeMore: 'Thêm nội dung, ảnh',
    dropFiles: 'Bỏ hết ảnh, ghi âm',
    changeCommune: 'Nơi xảy ra',
    changeShare: 'Họ tên, điện thoại',
    changeKind: 'Cách gửi',
    changeReader: 'Ai được đọc',
    changeCategory: 'Lĩnh vực',
    menu: 'Menu',
  },
} as const;

/** How people type the choices instead of pressing them. */
export const words: ChoiceWords = {
  done: ['het', 'het roi', 'xong roi', 'bo qua'],
  keep: ['giu nguyen'],
  'khieu-nai': ['khieu nai', 'la khieu nai'],
  'to-cao': ['to cao', 'la to cao'],
  'phan-anh': ['phan anh', 'la phan anh'],
  'past-commune': ['co', 'dung', 'phai', 'co phai', 'dung roi', 'gui tinh', 'gui len tinh'],
  'to-commune': ['khong phai', 'khong co', 'ko', 'k'],
  'category-unknown': ['khac', 'viec khac', 'khong ro', 'khong biet', 'bo qua'],
  unknown: ['khong ro', 'khong biet', 'bo qua'],
  skip: ['khong', 'khong ro', 'khong biet'],
  share: ['dong y', 'cho'],
  hide: ['khong', 'giau ten', 'an danh', 'bo qua'],
  send: ['dong y', 'gui di'],
  cancel: ['huy bo'],
  back: ['lui lai'],
  // Where a question cannot be gone back from, or thrown away, nothing is lost by stopping there.
  stop: ['dung', 'dung lai', 'tam dung', 'de sau', 'quay lai', 'huy'],
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function provinceNamed(name: string | undefined): string {
  if (name === undefined) return 'tỉnh';
  return /^(?:Tỉnh|Thành phố) /.test(name) ? `${name.charAt(0).toLowerCase()}${name.slice(1)}` : `tỉnh ${name}`;
}

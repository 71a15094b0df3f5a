import type { CaseStatus } from './case.js';
import type { Category, LegalKind } from './labels.js';

/** What officials and citizens call the domains of life; chat, e-mail and exports use the same names. */
export const categoryLabels: Readonly<Record<Category, string>> = {
  'dat-dai': 'Đất đai',
  'boi-thuong': 'Bồi thường, giải phóng mặt bằng',
  'xay-dung': 'Xây dựng, trật tự đô thị',
  'giao-thong': 'Giao thông, đường sá',
  'moi-truong': 'Môi trường, rác thải',
  'cap-thoat-nuoc': 'Cấp nước, thoát nước',
  'dien-chieu-sang': 'Điện, chiếu sáng',
  'an-ninh': 'An ninh trật tự',
  'y-te': 'Y tế, an toàn thực phẩm',
  'giao-duc': 'Giáo dục',
  'an-sinh': 'Chính sách, an sinh xã hội',
  'thu-tuc': 'Thủ tục hành chính',
  'can-bo': 'Cán bộ, công chức',
  'dan-chu': 'Dân chủ, công khai ở cơ sở',
  'nong-nghiep': 'Nông nghiệp, thủy lợi',
  'van-hoa': 'Văn hóa, thể thao',
  khac: 'Lĩnh vực khác',
};

/** The legal kinds, as the law names them. */
export const kindLabels: Readonly<Record<LegalKind, string>> = {
  'khieu-nai': 'khiếu nại',
  'to-cao': 'tố cáo',
  'kien-nghi': 'kiến nghị',
  'phan-anh': 'phản ánh',
  'hoi-dap': 'hỏi đáp',
  'khen-ngoi': 'khen ngợi',
};

/** Where a case stands, in words for everybody. */
export const statusLabels: Readonly<Record<CaseStatus, string>> = {
  received: 'đã nhận, đang chuyển đến nơi xử lý',
  forwarded: 'đã chuyển, chờ tiếp nhận',
  acknowledged: 'đã tiếp nhận, đang xử lý',
  asked: 'đang chờ người gửi cho biết thêm',
  answered: 'đã có trả lời',
  closed: 'đã kết thúc',
};

/** What stands in a text in the place of personal data. Has neither digits nor "@": nothing in it can be masked again. */
export const maskLabels = {
  phone: '[số điện thoại]',
  'id-number': '[số giấy tờ]',
  plate: '[biển số xe]',
  email: '[thư điện tử]',
  'bank-account': '[số tài khoản]',
} as const;

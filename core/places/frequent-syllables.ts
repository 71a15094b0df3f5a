import { withoutDiacritics } from '../vietnamese.js';

// Counted in the project's own training phrases (data/training): syllables that stand there 14 times or more.

const frequent: ReadonlySet<string> = new Set(
  `
   ad ai an án anh ảnh ánh ao áo áp ăn âm ấp ấy ba bà bác bạc bài bãi ban bàn bản bán bạn bảng bánh bao bảo bão
   báo bay bảy bằng bắt bầu bé bê bể bên bến bệnh bếp bí bị biên biển biết binh bình bn bò bỏ bóng bố bộ bốc bồi
   bốn bờ bơm bớt bù bụi buộc buổi bữa ca cả cá các cách cãi cái cảm camera cán cảnh cạnh cao cáo cáp cắm căn cắt
   cầm cấm cần cấp câu cầu cây cb cha chào cháu chảy cháy chạy chắn chặn chân chấp chất che chế chết chi chỉ chí
   chị chia chiếm chiều chiếu chín chính chịu cho chó chỗ chối chồng chờ chở chợ chơi chủ chú chúc chục chung
   chúng chụp chuyển chuyện chữ chứ chưa chữa chức chửi chứng cỏ có cọc coi con còn cô cổ công cổng cống cộng cột
   cơ cơm cũ cụ của cùng cũng cuộc cuối cư cử cứ cửa cước cưới cứu cx dạ dài dám dán danh dạo dãy dạy dân dẫn dấu
   dây dễ dịch diện do dọa doanh dọc dọn dòng dốc dời dù dùng dụng dự dừng dựng dưới đã đá đại đám đang đánh đào
   đạo đăng đặt đập đất đâu đầu đấu đậu đây đầy đen đèn đẹp đề để đêm đền đến đều đg đi địa điểm điện điều đình
   định đo đỏ đó đoàn đoạn đọc đòi đón đóng đồ đổ đỗ độ đồi đổi đối đội đông đồng động đốt đỡ đời đơn đợt đủ đúng
   đưa đứa đừng đứng được đường em ép ga gà gạch gái gạo gãy gặp gần gấp ghê ghế ghi gì gia già giả giá giác giải
   giảm giám giao giáo giấy giếng gió giống giờ giới giùm giúp giữ giữa gọi gom góp gốc gửi hai hạn hàng hành hát
   hay hẳn hè hẻm hẹn hết hiểm hiện hiệu hình họ hoa hòa hóa hoạch hoài hoang hoạt học hỏi hỏng họp hồ hỗ hố hộ
   hồi hội hôm hôn hổng hộp hơn hợp hs hủy huyện huynh hư hứa hưởng hướng hưu ít karaoke kẻ kéo kê kế kênh kết
   kêu khác khách khai khám khẩu khen khi khiếu kho khó khóa khoản khỏe khỏi khói khô không khống khu khuyết kia
   kiểm kiến kiện kiểu kín kinh kính kịp kỳ ký là lá lạ lạc lại làm làng lãnh lao lăm lắm lắp lần lấn lấp lập lâu
   lấy lễ lên lịch liên liệu lo lò loa loại lòng lô lối lội lời lớn lợn lớp lũ lúa luật lúc lun luôn lừa lực lưới
   lương lưu lý mà mai mãi mái mang mạng may máy mắt mặt mầm mất mẫu mấy mẹ mét miễn miệng mình mn mọi mong mô
   mốc mỗi một mở mời mới mua mùa mùi muốn mưa mức mươi mười mượn mương nại nào nay này năm nằm năng nặng nắp nc
   nên nền ngã ngang ngay ngày ngân ngập nghe nghèo nghề nghi nghỉ nghị nghĩa nghiệp ngõ ngoài ngoái ngoại ngồi
   ngủ nguyên nguyện người nha nhà nhanh nhau nhắc nhắn nhân nhận nhập nhất nhiệm nhiêu nhiều nhỏ nhóm nhờ như
   nhựa nhưng những ni niên nó nói non nổi nối nội nông nộp nợ nơi nuôi nữ nửa nữa nước nứt ồn ông ống ơi ơn phá
   phải phản pháp phát phạt phẩm phân phần phép phí phía phiếu phó phòng phố phụ phục phun phương phường qua quả
   quá quan quản quán quảng quanh quay quân quê quy quỹ quý quyền quyết ra rác rãnh rào rau răng rất riêng rõ rồi
   rộng rơi ruộng rút rừng rưỡi sách sạch sai sản sang sáng sao sát sau sáu sẵn sắp sắt sân sâu sếp sĩ sinh sổ số
   sông sống sơ sở sợ sớm suất suối suốt sửa sức ta tác tách tai tài tải tái tại tám tạm tay tăng tắt tâm tận
   tầng tập tật tế tên tết thả thải tháng thanh thành thay thăm thẳng thân thất thật thầu thầy thấy thẻ theo thể
   thế thêm thi thì thị thích thiệt thiếu thoại thoát thôi thôn thông thờ thợ thời thu thuê thuế thùng thuốc thư
   thứ thưa thửa thực thương thường tịch tiêm tiệm tiền tiếng tiếp tiêu tiểu tìm tin tình tỉnh tính to toàn toán
   tổ tố tôi tối tôn tông tốt tơ tờ tới tra trả trách trai trái trại trạm tràn trang tranh trăm trắng trẻ treo
   trên trg tri trí triệu trình trọ trong trộm trồng trống trợ trời trú trụ trung trừ trưa trực trước trường
   trưởng tủ tuần tục tui túi tụi tuổi tuyến tư từ tử tự từng tường tưởng ty uống ủy và vạch vàng vào vay văn vẫn
   vậy về vệ vi vì vị vỉa việc viên viện viết vòng vô vốn vỡ vợ với vụ vui vừa vườn xa xả xã xác xanh xây xe xem
   xét xếp xin xóm xong xuất xúc xuống xử xưởng yên yêu`.split(/\s+/),
);

const frequentPlain: ReadonlySet<string> = new Set([...frequent].map(withoutDiacritics));

/** Is the text made of frequent syllables only, so that it is rather words side by side than a name? */
export function isMadeOfFrequent(text: string): boolean {
  return text.split(' ').every((syllable) => frequent.has(syllable));
}

/** The same for a text without diacritics, where "song van" may be "sống vẫn". */
export function isPlainOfFrequent(key: string): boolean {
  return key.split(' ').every((syllable) => frequentPlain.has(syllable));
}

/** What the bot says in Telegram's own places, and the hints that only make sense there. */
export const texts = {
  /** The lists of commands beside the input field; flows/command.ts reads these words. */
  commands: [
    {
      scope: { type: 'all_private_chats' },
      commands: [
        { command: 'menu', description: 'Xem các lựa chọn' },
        { command: 'danhgia', description: 'Đánh giá bộ phận một cửa' },
        { command: 'phananh', description: 'Gửi phản ánh, kiến nghị' },
        { command: 'tracuu', description: 'Tra cứu phản ánh đã gửi' },
        { command: 'tieptuc', description: 'Làm tiếp phần đang dở' },
        { command: 'trogiup', description: 'Hướng dẫn' },
      ],
    },
    {
      scope: { type: 'all_group_chats' },
      commands: [
        { command: 'viec', description: 'Xem việc đang chờ' },
        { command: 'ketqua', description: 'Xem kết quả khảo sát' },
        { command: 'roi', description: 'Thôi nhận việc ở nhóm này' },
      ],
    },
  ],
  /** Shown in an empty chat, before the first message; at most 512 characters. */
  description:
    'Lắng Nghe: nơi ông/bà đánh giá bộ phận một cửa của xã, phường và gửi phản ánh, kiến nghị. Câu trả lời khảo sát được giữ ẩn danh. Bấm Bắt đầu để mở đầu.',
  /** Shown on the bot's profile and where it is shared; at most 120 characters. */
  shortDescription: 'Đánh giá dịch vụ công của xã, phường và gửi phản ánh, kiến nghị.',
  /** In the empty input field while a group is asked for a typed answer; at most 64 characters. */
  answerPlaceholder: 'Nhập câu trả lời…',
  /** Bots see only answers to their own messages in most groups. */
  answerByReplying: '(Trong nhóm, xin bấm giữ tin nhắn này rồi chọn Trả lời để nhập nội dung.)',
  /** Sharing a place from the attachment menu works beside inline buttons; a location button of Telegram would hide them. */
  howToShareLocation: '(Ông/bà có thể gửi vị trí: bấm 📎 rồi chọn Vị trí.)',
} as const;

const percent = (part: number, whole: number): string => `${Math.floor((part / whole) * 100)} %`;

/** What officials are told of surveys under way. */
export const texts = {
  progress: (title: string) => `Tiến độ khảo sát: ${title}`,
  nobodyYet: 'Chưa có lượt trả lời nào.',
  unit: (responses: number, target: number | undefined, yesterday: number) =>
    target === undefined
      ? `Đã có ${responses} lượt trả lời (hôm qua ${yesterday}). Chưa nhập số dân nên chưa tính được số lượt cần.`
      : `Đã có ${responses}/${target} lượt cần có (${percent(responses, target)}), hôm qua ${yesterday}.`,
  province: (responses: number, units: number, reached: number, planned: number) =>
    `${responses} lượt trả lời ở ${units} xã, phường; ${reached}/${planned} nơi đã đủ số lượt cần có.`,
  leastSoFar: 'Còn thiếu nhiều nhất:',
  behind: (place: string, responses: number, target: number) => `- ${place}: ${responses}/${target}`,
  end: (day: string, left: number) => {
    if (left < 1) return `Đã hết hạn ngày ${day}, đang chốt số liệu.`;
    return left === 1 ? 'Hôm nay là ngày cuối.' : `Kết thúc ngày ${day}, còn ${left} ngày.`;
  },
  begins: (day: string) => `Bắt đầu từ ngày ${day}.`,
  alert: (of: {
    readonly title: string;
    readonly place: string;
    readonly question: string;
    readonly said: string;
    readonly count: number;
    readonly responses: number;
  }) =>
    [
      `⚠ Tín hiệu từ khảo sát: ${of.place}`,
      `${of.title}. Câu hỏi: “${of.question}”`,
      `${of.count} trong ${of.responses} lượt trả lời đã chọn “${of.said}”.`,
      'Phiếu ẩn danh: không biết và không tìm được ai đã trả lời. Con số này chỉ báo cho cấp tỉnh, không báo cho xã; đề nghị kiểm tra theo thẩm quyền.',
    ].join('\n\n'),
} as const;

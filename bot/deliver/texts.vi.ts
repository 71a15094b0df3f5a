/** What a chart says besides its own words. */
export const texts = {
  chart: (title: string) => `Biểu đồ: ${title}.`,
  bar: (label: string, share: string, between: string) => `${label}: ${share} (khoảng ${between})`,
  between: (low: string, high: string) => `${low} đến ${high}`,
  moreBars: (count: number) => `… và ${count} dòng khác, xem trong bảng`,
  whiskers: 'Vạch ngang trên mỗi cột: khoảng mà tỷ lệ thật có thể nằm trong đó.',
} as const;

/** Something that a citizen says, and a piece of the answer that must come. */
export type Line = {
  readonly say: string;
  /** Said by opening the chat with a link. */
  readonly start?: true;
  /** The label of the button that says the same, for those who see it. */
  readonly tap?: string;
  readonly expect: RegExp;
  /** What exists once this is acknowledged: exactly this, and exactly once. */
  readonly submits?: Submission;
};

export type Submission = {
  readonly type: 'report' | 'survey';
  readonly unit: string;
  /** Stands in the text of the case, and nowhere else; absent for a survey without a comment. */
  readonly marker?: string;
};

export type Place = { readonly code: string; readonly name: string };

export const greeting: Line = { say: '', start: true, expect: /^Kính chào ông\/bà/ };

/** A phản ánh, kiến nghị from beginning to receipt. */
export function report({ code, name }: Place, marker: string): readonly Line[] {
  return [
    { say: 'phản ánh', expect: /phản ánh, kiến nghị việc gì/ },
    { say: `Đèn đường đầu thôn hỏng đã hai tuần, đi lại buổi tối khó khăn (${marker}).`, expect: /^Đã ghi/ },
    { say: 'xong', tap: 'Xong', expect: /ở xã, phường nào/ },
    { say: name, expect: /thôn, xóm/ },
    { say: 'Thôn 3', expect: /họ tên và số điện thoại/ },
    { say: 'giấu tên', tap: 'Không, giấu tên', expect: /^Xin xem lại trước khi gửi/ },
    { say: 'gửi', tap: 'Gửi', expect: /Mã hồ sơ/, submits: { type: 'report', unit: code, marker } },
  ];
}

/** PKS05 from consent to receipt; with a marker its last answer is a comment, which becomes a case of its own. */
export function survey({ code }: Place, marker: string | undefined): readonly Line[] {
  const answers = ['2', '1', '2', '1', '1', '1', '1', '2', '2'];
  return [
    { say: `${code}-pks05`, start: true, expect: /Phiếu PKS05/ },
    { say: 'bắt đầu', tap: 'Bắt đầu', expect: /^Câu 1\/10/ },
    ...answers.map((say, at): Line => ({ say, expect: new RegExp(`^Câu ${at + 2}/10`) })),
    {
      say: marker === undefined ? 'bỏ qua' : `Nên có thêm ghế ngồi chờ ở bộ phận một cửa (${marker}).`,
      expect: /10\. Ý kiến thêm/,
    },
    {
      say: 'gửi',
      tap: 'Gửi phiếu',
      expect: /^Đã nhận phiếu/,
      submits: { type: 'survey', unit: code, ...(marker === undefined ? {} : { marker }) },
    },
  ];
}

/** What somebody does in the course of a run: reports without end, and in between each commune's survey once. */
export function* itinerary(name: string, places: readonly Place[], first: number): Generator<readonly Line[], never> {
  yield [greeting];
  const surveys = [...places];
  for (let round = 0; ; round += 1) {
    const place = places[(first + round) % places.length];
    if (place !== undefined) yield report(place, `#${name}-${round}`);
    const unanswered = surveys.shift();
    if (unanswered !== undefined) yield survey(unanswered, round === 0 ? `#${name}-comment` : undefined);
  }
}

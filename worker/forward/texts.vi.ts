import { seenInGroup } from '../../core/access.js';
import { isLater, type Case } from '../../core/case.js';
import type { Directory } from '../../core/directory.js';
import { categoryLabels, kindLabels } from '../../core/labels.vi.js';
import type { Jurisdiction } from '../../core/jurisdiction.js';
import { roundReason, type RoundReason } from '../../core/round.js';
import { vietnamDate } from '../../core/vietnam-time.js';

const why: Readonly<Record<RoundReason, string>> = {
  first: 'Phản ánh mới',
  transfer: 'Phản ánh được chuyển đến',
  reminder: 'Nhắc lại, chưa có người tiếp nhận',
  escalation: 'Báo lên cấp tỉnh, chưa có người tiếp nhận',
  reopened: 'Người dân chưa hài lòng với trả lời',
};

/** "[PA-7K3F-Q2] KHẨN: Phản ánh mới, lĩnh vực Giao thông, đường sá" */
export function mailSubject({ code, urgent, category }: Case, round: string): string {
  const field = category === undefined ? '' : `, lĩnh vực ${categoryLabels[category]}`;
  return `[${code}] ${urgent ? 'KHẨN: ' : ''}${why[roundReason(round)]}${field}`;
}

/** A case for whoever reads the mail of this jurisdiction. */
export function mailText(subject: Case, to: Jurisdiction, directory: Directory): string {
  const unit = subject.unit === undefined ? undefined : directory.unit(subject.unit);
  const place = [subject.village, unit === undefined ? undefined : directory.title(unit)]
    .filter((part) => part !== undefined)
    .join(', ');
  const lines = [
    `Mã: ${subject.code}`,
    `Ngày nhận: ${vietnamDate(subject.createdAt)}`,
    place === '' ? undefined : `Nơi xảy ra: ${place}`,
    subject.location === undefined ? undefined : `Tọa độ: ${subject.location.latitude}, ${subject.location.longitude}`,
    subject.kind === undefined ? undefined : `Loại: ${kindLabels[subject.kind]} (xin kiểm tra lại)`,
    groupLine(subject, to),
    subject.attachments.length === 0
      ? undefined
      : `Kèm theo: ${subject.attachments.length} ảnh hoặc ghi âm, xem trong cuộc trò chuyện của cán bộ`,
    subject.contact === undefined
      ? 'Người gửi không cho biết tên.'
      : `Người gửi: ${subject.contact.name}, điện thoại ${subject.contact.phone}`,
    '',
    subject.text,
    '',
    'Thư tự động của Lắng Nghe. Xin trả lời người dân trong cuộc trò chuyện với bot, không trả lời thư này.',
  ];
  return lines.filter((line) => line !== undefined).join('\n');
}

function groupLine(subject: Case, to: Jurisdiction): string | undefined {
  const { group } = subject;
  const first = group === undefined || !isLater(subject) ? undefined : seenInGroup(to, group).first;
  return first === undefined || group === undefined
    ? undefined
    : `Cùng việc với ${first}: ${group.people} người đã báo`;
}

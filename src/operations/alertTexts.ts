import type { AlertDetails, AlertRule } from '../entities/Alert.js';
import type { PauseReason } from '../entities/taskStates.js';
import { reasonText } from './reasonTexts.js';

interface Words {
  zh: string;
  en: string;
}

const frozenWords: Readonly<Record<string, Words>> = {
  FAILURES: { zh: '连续失败', en: 'failures in a row' },
  CREDENTIALS: { zh: '凭据被拒绝', en: 'credentials refused' },
  BALANCE: { zh: '账户欠费或停用', en: 'account suspended or unpaid' },
  MANUAL: { zh: '手动冻结', en: 'by hand' },
};

type Telling = (details: AlertDetails) => Words;

const texts: Readonly<Record<AlertRule, Telling>> = {
  SERVICE_BOUNCE_RATE: ({ service, percent, bounced, tried, hours }) => ({
    zh: `发信服务“${service}”在 ${hours} 小时内退信率 ${percent}%（${tried} 封中 ${bounced} 封）`,
    en: `Service "${service}": ${percent} % bounced within ${hours} h (${bounced} of ${tried} mails)`,
  }),
  SERVICE_FAILURES: ({ service, failures, minutes }) => ({ zh: `发信服务“${service}”在 ${minutes} 分钟内失败 ${failures} 次`, en: `Service "${service}" failed ${failures} times within ${minutes} min` }),
  SERVICE_FROZEN: ({ service, reason, detail }) => {
    const why = frozenWords[String(reason)] ?? { zh: String(reason), en: String(reason) };
    return { zh: `发信服务“${service}”已冻结：${why.zh}${detail ? `（${detail}）` : ''}`, en: `Service "${service}" is frozen: ${why.en}${detail ? ` (${detail})` : ''}` };
  },
  SERVICE_EXHAUSTED: ({ service, until, zone, byProvider }) => ({
    zh: `发信服务“${service}”今日额度已用完${byProvider ? '（服务商通知）' : ''}，${until}（${zone}）恢复`,
    en: `Service "${service}" has no quota left${byProvider ? ', says its provider,' : ''} until ${until} (${zone})`,
  }),
  SERVICE_PROBE_FAILED: ({ service, code, text }) => {
    const said = [code, text].filter(Boolean).join(' ');
    return { zh: `发信服务“${service}”健康检查失败${said ? `：${said}` : ''}`, en: `The probe of service "${service}" failed${said ? `: ${said}` : ''}` };
  },
  TASK_PAUSED: ({ task, campaign, reason, tasks }) => {
    const why = reasonText(reason as PauseReason)!;
    if (task === undefined) return { zh: `任务组“${campaign}”已暂停（${tasks} 个任务）`, en: `Campaign "${campaign}" is paused (${tasks} tasks)` };
    return { zh: `任务“${campaign} / ${task}”已暂停：${why.zh}`, en: `Task "${campaign} / ${task}" is paused: ${why.en}` };
  },
  LOW_QUOTA: ({ user, remaining }) => ({ zh: `用户“${user}”剩余发信额度不足：${remaining} 封`, en: `User "${user}" has only ${remaining} mails of quota left` }),
  LOW_OPEN_RATE: ({ user, tasks, percent }) => ({
    zh: `用户“${user}”最近 ${tasks} 个任务打开率均偏低（合计 ${percent}%）`,
    en: `The last ${tasks} tasks of user "${user}" were hardly opened (${percent} % together)`,
  }),
  NO_LEADER: ({ seconds }) => ({ zh: `${seconds} 秒以来没有调度器工作，任务不会开始`, en: `No scheduler has led for ${seconds} s: no task starts` }),
};

/** What an alert says, in both languages, of what was last seen. */
export const alertText = ({ rule, details }: { rule: AlertRule; details: AlertDetails }): Words => texts[rule](details);

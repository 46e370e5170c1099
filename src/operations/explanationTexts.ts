import type { Forecast, ForecastGap, LimitKind, ServiceLimit, TaskLimit } from './explainTask.js';
import { limitsOfService } from './explainTask.js';
import type { ServiceFacts, TaskFacts } from './taskFacts.js';

export interface Words {
  zh: string;
  en: string;
}

type Telling = (limit: TaskLimit, facts: TaskFacts, until: Words) => Words;

/** `until` is " until …" in both languages, or nothing. */
const limitWords: Readonly<Record<LimitKind, Telling>> = {
  NOT_SCHEDULED: () => ({ zh: '草稿，排期后才会发送', en: 'A draft: nothing is sent before it is scheduled' }),
  PLANNED_LATER: (_, facts) => {
    const time = timeWords(facts.plannedAt, facts);
    return facts.plannedAt > facts.at ? { zh: `将于 ${time.zh} 开始`, en: `Starts at ${time.en}` } : { zh: '时间已到，即将开始', en: 'Its time has come, it is about to start' };
  },
  PREPARING: () => ({ zh: '正在准备收件人', en: 'Its recipients are being prepared' }),
  PAUSED_BY_HAND: (_, facts) => since({ zh: '已手动暂停', en: 'Paused by hand' }, facts),
  CAMPAIGN_PAUSED: (_, facts) => since({ zh: '任务组已暂停', en: 'Campaign paused' }, facts),
  MISSED_ITS_TIME: () => ({ zh: '已错过计划时间，等待确认', en: 'Missed its time, waiting for a person' }),
  USER_QUOTA: ({ missing }) => ({ zh: `当前没有发信额度，还差 ${missing} 封`, en: `No sending quota left: ${missing} more needed` }),
  SEND_WINDOW: (_, __, until) => ({ zh: `未到发送时段${until.zh}`, en: `Outside its send window${until.en}` }),
  NO_SERVICE: () => ({ zh: '当前没有可用发信服务', en: 'No sending service available' }),
  SERVICES: (_, __, until) => ({ zh: `没有发信服务可以立即发送${until.zh}`, en: `None of its services can send now${until.en}` }),
  RECIPIENTS_DEFERRED: (_, __, until) => ({ zh: `收件方要求稍后再试${until.zh}`, en: `The rest waits because recipients asked for patience${until.en}` }),
  IN_FLIGHT: () => ({ zh: '最后一批邮件正在发送', en: 'Its last mails are on their way' }),
  ENDED: (_, facts) => {
    if (facts.state === 'CANCELLED') return { zh: '已取消', en: 'Cancelled' };
    return facts.state === 'FAILED' ? { zh: `无法准备：${facts.failure}`, en: `It could not be prepared: ${facts.failure}` } : { zh: '已完成', en: 'Finished' };
  },
};

const gapWords: Readonly<Record<ForecastGap, Words>> = {
  ENDED: { zh: '已经结束', en: 'it has ended' },
  NOT_SCHEDULED: { zh: '尚未排期', en: 'it is not scheduled' },
  WAITS_FOR_PERSON: { zh: '需要有人处理后才能继续', en: 'it waits for a person' },
  NO_SERVICE: { zh: '没有可用发信服务', en: 'there is no service to send it' },
  SERVICES_FROZEN: { zh: '发信服务均被冻结', en: 'all its services are frozen' },
  RATE_UNKNOWN: { zh: '尚无发送速度可供估算', en: 'none of its mails has gone out yet, so its rate is not known' },
  WINDOW_TOO_SHORT: { zh: '在本次发送时段内无法完成', en: 'its send window closes before' },
  TOO_FAR: { zh: '按当前额度需要十年以上', en: 'at these quotas it takes more than ten years' },
};

const mostNamed = 5;

/** One answer in words: what binds, service by service where they matter, and when it will end. `isAdmin`: with what only administrators may know (F22.6). */
export function explanationWords(facts: TaskFacts, limits: readonly TaskLimit[], forecast: Forecast, isAdmin: boolean): Words {
  const told = limits.map((limit) => limitWords[limit.kind](limit, facts, untilWords(limit.until, facts)));
  const runs = facts.state === 'SENDING' || facts.pauseReason === 'SERVICE_QUOTA_EXHAUSTED' || facts.pauseReason === 'NO_AVAILABLE_SERVICE';
  if (limits.length === 0) told.push({ zh: '正在发送', en: 'It is being sent' });
  if (runs) told.push(...servicesWords(facts, isAdmin));
  if (forecast.gap !== 'ENDED') told.push(forecastWords(forecast, facts));
  return { zh: `${told.map((words) => words.zh).join('。')}。`, en: `${told.map((words) => words.en).join('. ')}.` };
}

export function forecastWords({ endsAt, gap }: Forecast, facts: TaskFacts): Words {
  if (gap) return { zh: `无法预计结束时间：${gapWords[gap].zh}`, en: `When it ends cannot be told: ${gapWords[gap].en}` };
  const time = timeWords(endsAt!, facts);
  return { zh: `按当前速度预计 ${time.zh} 结束`, en: `At this rate it ends at about ${time.en}` };
}

function servicesWords(facts: TaskFacts, isAdmin: boolean): Words[] {
  const bound = facts.services.flatMap((service) => {
    const limits = limitsOfService(service).filter(({ kind }) => isAdmin || kind !== 'SLOWED');
    return limits[0] ? [serviceWords(service, limits[0], facts, isAdmin)] : [];
  });
  if (bound.length === 0) return [];
  const more = bound.length - mostNamed;
  const shown = bound.slice(0, mostNamed);
  if (more > 0) shown.push({ zh: `另有 ${more} 个`, en: `and ${more} more` });
  return [{ zh: shown.map((words) => words.zh).join('；'), en: shown.map((words) => words.en).join('; ') }];
}

function serviceWords(service: ServiceFacts, { kind, until }: ServiceLimit, facts: TaskFacts, isAdmin: boolean): Words {
  const { name } = service;
  switch (kind) {
    case 'DISABLED':
      return { zh: `${name}：已停用`, en: `${name} is switched off` };
    case 'FROZEN': {
      const detail = isAdmin && service.frozenDetail ? service.frozenDetail : null;
      return { zh: `${name}：已冻结${detail ? `（${detail}）` : ''}`, en: `${name} is frozen${detail ? ` (${detail})` : ''}` };
    }
    case 'EXHAUSTED': {
      const time = timeWords(until!, facts);
      return { zh: `${name}：今日额度已用完，${time.zh} 恢复`, en: `${name} is exhausted until ${time.en}` };
    }
    case 'COOLING': {
      const seconds = Math.max(1, Math.ceil((until!.getTime() - facts.at.getTime()) / 1_000));
      return { zh: `${name}：冷却中，还需 ${seconds} 秒`, en: `${name} is cooling for ${seconds} s` };
    }
    case 'SLOWED':
      return { zh: `${name}：被服务商限速，间隔 ${service.intervalMs} 毫秒`, en: `${name} is slowed by the provider to one mail in ${service.intervalMs} ms` };
  }
}

function since(words: Words, facts: TaskFacts): Words {
  if (!facts.pausedAt) return words;
  const time = timeWords(facts.pausedAt, facts);
  return { zh: `${words.zh}（${time.zh}）`, en: `${words.en} at ${time.en}` };
}

function untilWords(until: Date | null, facts: TaskFacts): Words {
  if (!until) return { zh: '', en: '' };
  const time = timeWords(until, facts);
  return { zh: `，${time.zh} 恢复`, en: ` until ${time.en}` };
}

/** In the campaign's zone; with the day, and the year, where they are not those of now, and with seconds where it is a matter of seconds. */
function timeWords(time: Date, { at, zone }: TaskFacts): Words {
  const parts = (locale: string, options: Intl.DateTimeFormatOptions, of: Date): string => new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }).format(of);
  const day = (of: Date): string => parts('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit' }, of);
  const seconds: Intl.DateTimeFormatOptions = Math.abs(time.getTime() - at.getTime()) < 60_000 ? { second: '2-digit' } : {};
  const clock = parts('en-GB', { hour: '2-digit', minute: '2-digit', ...seconds, hour12: false }, time);
  if (day(time) === day(at)) return { zh: clock, en: clock };
  const year: Intl.DateTimeFormatOptions = day(time).slice(0, 4) === day(at).slice(0, 4) ? {} : { year: 'numeric' };
  return {
    zh: `${parts('zh-CN', { ...year, month: 'long', day: 'numeric' }, time)} ${clock}`,
    en: `${parts('en-GB', { ...year, month: 'short', day: 'numeric' }, time)} ${clock}`,
  };
}

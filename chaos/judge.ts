import type { Deeds } from './actions.js';
import type { RoundWorld } from './roundWorld.js';
import { userQuota } from './roundWorld.js';
import { paceToleranceMs } from './settings.js';
import type { Stage } from './stage.js';

/** What came of the mails of one round. */
export interface Verdict {
  mails: number;
  sent: number;
  failed: number;
  unknown: number;
  skipped: number;
  /** Not ended, or SENT without a copy at a receiver. */
  lost: number;
  /** Copies beyond the first. */
  duplicated: number;
  /** Repeats of a request_id that the provider recognised: no second mail. */
  replays: number;
  /** UNKNOWN of services that de-duplicate. */
  unknownEngagelab: number;
  unknownAllowed: number;
  /** Least distance of two sends of a paced service beyond its interval. */
  leastSlackMs: number;
  quotaErrors: string[];
  paceErrors: string[];
  /** FAILED with a copy, or UNKNOWN beyond what was open: the outcome says what is not so. */
  falseOutcomes: string[];
}

interface Row {
  email: string;
  state: string;
  code: string | null;
  service_id: string | null;
}

export async function judge(stage: Stage, world: RoundWorld, deeds: Deeds): Promise<Verdict> {
  const rows = await stage.postgres.rows<Row>('SELECT email, state, code, service_id FROM subtasks WHERE task_id = ANY ($1)', [world.tasks]);
  const copies = new Map<string, number>();
  const received: number[] = [];
  let replays = 0;
  for (const { control } of stage.receivers) {
    for (const name of ['engagelab', 'smtp'] as const) {
      const records = await control.records(name);
      received.push(records.length);
      for (const { recipient } of records) copies.set(recipient, (copies.get(recipient) ?? 0) + 1);
    }
    replays += (await control.counters()).engagelab.replayed;
  }
  const count = (state: string): number => rows.filter((row) => row.state === state).length;
  const unknownOf = (id: string): number => rows.filter((row) => row.state === 'UNKNOWN' && row.service_id === id).length;
  const falseOutcomes = rows.filter((row) => ['FAILED', 'SKIPPED'].includes(row.state) && copies.has(row.email)).map((row) => `${row.email} is ${row.state} ${row.code} but was received`);
  let unknownEngagelab = 0;
  let unknownAllowed = 0;
  for (const { id, outlet } of world.services) {
    if (outlet.provider === 'ENGAGELAB') {
      unknownEngagelab += unknownOf(id);
      continue;
    }
    const allowed = (deeds.openAtKills.get(id) ?? 0) + (deeds.openAtStops.get(id) ?? 0) + deeds.underWayAtCuts;
    unknownAllowed += allowed;
    if (unknownOf(id) > allowed) falseOutcomes.push(`${outlet.name}: ${unknownOf(id)} UNKNOWN, but only ${allowed} mails were open or under way when something was killed, asleep or cut`);
  }
  const { errors: paceErrors, leastSlackMs } = await paceErrorsOf(stage, world);
  return {
    mails: world.mails, sent: count('SENT'), failed: count('FAILED'), unknown: count('UNKNOWN'), skipped: count('SKIPPED'),
    lost: world.mails - rows.length + count('PENDING') + rows.filter((row) => row.state === 'SENT' && !copies.has(row.email)).length,
    duplicated: [...copies.values()].reduce((sum, copy) => sum + copy - 1, 0),
    replays, unknownEngagelab, unknownAllowed, leastSlackMs, falseOutcomes, paceErrors,
    quotaErrors: await quotaErrorsOf(stage, world),
  };
}

/** Whatever the moment: nothing consumed beyond a limit. Asked also while the round is under way. */
export async function overdrawn({ postgres }: Stage): Promise<string[]> {
  const rows = await postgres.rows<{ what: string }>(`
    SELECT s.name || ' used ' || u.used || ' of ' || (u.quota_limit + u.adjustment) AS what
      FROM service_usages u JOIN email_services s ON s.id = u.service_id WHERE u.used > u.quota_limit + u.adjustment`);
  return rows.map((row) => row.what);
}

async function quotaErrorsOf(stage: Stage, world: RoundWorld): Promise<string[]> {
  const rows = await stage.postgres.rows<{ what: string }>(
    `-- what the mails say, by the period in which they went out, against what the period has counted
     SELECT s.name || ' sent ' || count(*) || ' in a period that counts ' || u.used AS what
       FROM subtasks k JOIN email_services s ON s.id = k.service_id JOIN service_usages u ON u.service_id = s.id AND k.attempted_at >= u.starts_at AND k.attempted_at < u.ends_at
      WHERE k.state = 'SENT' GROUP BY s.name, u.service_id, u.starts_at, u.used HAVING count(*) > u.used
     UNION ALL
     SELECT 'user ' || u.id || ' was charged ' || ($2 - u.quota_remaining) || ' for ' || coalesce(sum(p.sent + p.failed + p.unknown), 0)
       FROM users u LEFT JOIN tasks t ON t.user_id = u.id LEFT JOIN task_progress p ON p.task_id = t.id
      WHERE u.id = ANY ($1) GROUP BY u.id HAVING $2 - u.quota_remaining <> coalesce(sum(p.sent + p.failed + p.unknown), 0)
     UNION ALL
     SELECT 'ledger of ' || u.id || ' adds up to ' || coalesce(sum(l.delta), 0) || ', balance ' || u.quota_remaining
       FROM users u LEFT JOIN user_quota_logs l ON l.user_id = u.id WHERE u.id = ANY ($1) GROUP BY u.id HAVING coalesce(sum(l.delta), 0) <> u.quota_remaining
     UNION ALL
     SELECT 'task ' || t.id || ' holds ' || t.reserved || ', its ledger ' || coalesce(-sum(l.delta), 0)
       FROM tasks t LEFT JOIN user_quota_logs l ON l.task_id = t.id WHERE t.user_id = ANY ($1) GROUP BY t.id HAVING coalesce(-sum(l.delta), 0) <> t.reserved
     UNION ALL
     SELECT 'progress of ' || p.task_id || ' differs from its rows' FROM task_progress p JOIN tasks t ON t.id = p.task_id AND t.user_id = ANY ($1)
      WHERE (p.total, p.sent, p.failed, p.unknown, p.skipped) IS DISTINCT FROM
            (SELECT (count(*)::int, (count(*) FILTER (WHERE state = 'SENT'))::int, (count(*) FILTER (WHERE state = 'FAILED'))::int,
                     (count(*) FILTER (WHERE state = 'UNKNOWN'))::int, (count(*) FILTER (WHERE state = 'SKIPPED'))::int) FROM subtasks s WHERE s.task_id = p.task_id)`,
    [world.users, userQuota],
  );
  const errors = [...rows.map((row) => row.what), ...(await overdrawn(stage))];
  // From outside: what the receivers of an account took, repeats included, has been counted by its services.
  for (const side of [0, 1] as const) {
    for (const provider of ['ENGAGELAB', 'SMTP'] as const) {
      const services = world.services.filter(({ outlet }) => outlet.side === side && outlet.provider === provider).map(({ id }) => id);
      const counters = await stage.receivers[side].control.counters();
      const taken = provider === 'ENGAGELAB' ? counters.engagelab.taken + counters.engagelab.replayed : counters.smtp.taken;
      const [usage] = await stage.postgres.rows<{ used: number }>('SELECT coalesce(sum(used), 0)::int AS used FROM service_usages WHERE service_id = ANY ($1)', [services]);
      if (taken > usage!.used) errors.push(`${provider} ${side}: the receiver took ${taken} mails, its services counted ${usage!.used}`);
    }
  }
  return errors;
}

/** At the sender (F18.5): the moments of the requests, as the processes wrote them down, repeats included. */
async function paceErrorsOf({ postgres }: Stage, { services }: RoundWorld): Promise<{ errors: string[]; leastSlackMs: number }> {
  const errors: string[] = [];
  let leastSlackMs = Infinity;
  for (const { id, paceMs, outlet } of services) {
    if (paceMs === 0) continue;
    const gaps = await postgres.rows<{ gap: number }>(
      `SELECT (extract(epoch FROM at - lag(at) OVER (ORDER BY at)) * 1000)::float8 AS gap FROM (
         SELECT attempted_at AS at FROM subtasks WHERE service_id = $1 AND state = 'SENT'
         UNION ALL SELECT at FROM attempts WHERE service_id = $1 AND outcome = 'UNKNOWN' AND code <> 'NO_ANSWER') k`, [id],
    );
    for (const { gap } of gaps.slice(1)) {
      leastSlackMs = Math.min(leastSlackMs, gap - paceMs);
      if (gap < paceMs - paceToleranceMs) errors.push(`${outlet.name}: two sends ${gap.toFixed(3)} ms apart, interval ${paceMs} ms`);
    }
  }
  return { errors, leastSlackMs };
}

import { Counter, Gauge, type GaugeConfiguration, Histogram, type Registry } from 'prom-client';

export type DispatchMetrics = ReturnType<typeof dispatchMetrics>;

const callSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const stepSeconds = [0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** prom-client begins with 0; a worker, which knows nothing of due tasks, would say that none is late. */
function shownOnceSet(configuration: GaugeConfiguration<never>): Gauge<never> {
  const gauge = new Gauge(configuration);
  gauge.remove();
  return gauge;
}

/**
 * Workers and the scheduler. The label `service` is the service's id and not its name: a name is free text, may hold an address, and changes. Series
 * are services × outcomes that occurred, of the services that this worker has driven; a service has one provider, so that label adds none. A reading
 * of 3,000 of them (1,000 services, three outcomes each) is 310 KB and takes 10 ms of the worker’s thread, each time Prometheus asks.
 */
export const dispatchMetrics = (registers: Registry[]) => ({
  // ---------------------------------------------------------------------------------------------------- worker
  mails: new Counter({
    name: 'sluice_mails_total',
    help: 'What came of attempts, as flushed: sent, failed, unknown, skipped, not_attempted, unreachable, deferred_service, deferred_recipient. A mail tried twice counts twice',
    labelNames: ['service', 'provider', 'outcome'],
    registers,
  }),
  claimSeconds: new Histogram({ name: 'sluice_claim_duration_seconds', help: 'Calls of the claim function, up to 50 lanes each', buckets: callSeconds, registers }),
  claimAnswers: new Counter({ name: 'sluice_claim_answers_total', help: 'What claim calls answered, per lane asked', labelNames: ['status'], registers }),
  claimedMails: new Counter({ name: 'sluice_claimed_mails_total', help: 'Mails claimed', registers }),
  claimFailures: new Counter({ name: 'sluice_claim_failures_total', help: 'Claim calls that were not answered, or whose mails could not be loaded', registers }),
  flushSeconds: new Histogram({ name: 'sluice_flush_duration_seconds', help: 'From the first try of a flush to its answer', buckets: callSeconds, registers }),
  flushMails: new Histogram({ name: 'sluice_flush_mails', help: 'Results and give-backs a flush wrote', buckets: [0, 1, 10, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000], registers }),
  flushFailures: new Counter({ name: 'sluice_flush_failures_total', help: 'Tries of a flush that were not answered; the same flush is repeated', registers }),
  unwritten: shownOnceSet({ name: 'sluice_results_waiting', help: 'Results and give-backs not yet in the database', registers }),
  unansweredSeconds: shownOnceSet({ name: 'sluice_flush_unanswered_seconds', help: 'Age of the flush that has no answer yet; 0: none', registers }),
  claimsOpen: shownOnceSet({ name: 'sluice_claims_open', help: 'Claims this worker holds', registers }),
  lanesOwned: new Gauge({ name: 'sluice_worker_lanes', help: 'Lanes this worker drives; closed: disabled, frozen or without quota', labelNames: ['state'], registers }),
  claimLag: shownOnceSet({ name: 'sluice_claim_lag_seconds', help: 'How long the lane has been due that waits longest to be asked for', registers }),
  slotLag: shownOnceSet({ name: 'sluice_slot_lag_seconds', help: 'How long ago the slot was of the claimed mail of a paced lane that is latest', registers }),

  // ------------------------------------------------------------------------------------------------- scheduler
  schedulerState: new Gauge({ name: 'sluice_scheduler_state', help: '1 for the state this scheduler is in', labelNames: ['state'], registers }),
  stepSeconds: new Histogram({ name: 'sluice_scheduler_step_duration_seconds', help: 'Steps of the leader', labelNames: ['step'], buckets: stepSeconds, registers }),
  stepFailures: new Counter({ name: 'sluice_scheduler_step_failures_total', help: 'Steps that failed; they are tried again', labelNames: ['step'], registers }),
  databaseAnswers: shownOnceSet({ name: 'sluice_dispatch_readable', help: '1: the figures below were read just now; 0: the database did not answer, they are missing', registers }),
  dueLag: shownOnceSet({ name: 'sluice_due_task_lag_seconds', help: 'How long the oldest task has been due that has not started; 0: none', registers }),
  tasks: new Gauge({ name: 'sluice_tasks', help: 'Tasks that have not ended, by state', labelNames: ['state'], registers }),
  mailsWaiting: shownOnceSet({ name: 'sluice_mails_waiting', help: 'Mails of tasks that send now which nobody has claimed yet', registers }),
  lanes: new Gauge({ name: 'sluice_lanes', help: 'Lanes of all workers; archived services count as disabled', labelNames: ['state'], registers }),
  lanesUndriven: shownOnceSet({ name: 'sluice_lanes_undriven', help: 'Open lanes that no living worker drives', registers }),
  workers: shownOnceSet({ name: 'sluice_workers', help: 'Workers whose lease holds', registers }),
  claimsExpired: shownOnceSet({ name: 'sluice_claims_expired', help: 'Claims that the reaper should have settled', registers }),
});

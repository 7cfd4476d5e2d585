import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Everything /metrics shows. Labels hold route names and codes only, never ids or addresses. */
export interface Metrics {
  registry: Registry;
  requests: Histogram<'route' | 'status'>;
  refusals: Counter<'code'>;
  sockets: Gauge<'kind'>;
  hubEvents: Counter;
  hubLag: Histogram;
  historyRegressions: Counter;
  deadlinesFired: Counter<'kind'>;
  deadlinesLate: Histogram;
  jobs: Counter<'task' | 'result'>;
}

const seconds = [0.001, 0.002, 0.004, 0.008, 0.016, 0.03, 0.06, 0.125, 0.25, 0.5, 1, 2.5, 5];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Histogram({
      name: 'heed_request_seconds',
      help: 'Time of HTTP requests',
      labelNames: ['route', 'status'],
      buckets: seconds,
      registers,
    }),
    refusals: new Counter({ name: 'heed_refusals_total', help: 'Problems answered', labelNames: ['code'], registers }),
    sockets: new Gauge({ name: 'heed_sockets', help: 'Open live sockets', labelNames: ['kind'], registers }),
    hubEvents: new Counter({ name: 'heed_hub_events_total', help: 'Events read by the live hub', registers }),
    hubLag: new Histogram({
      name: 'heed_hub_lag_seconds',
      help: 'Age of an event when the live hub read it',
      buckets: seconds,
      registers,
    }),
    historyRegressions: new Counter({
      name: 'heed_history_regression_total',
      help: 'Clients that knew more than the database: a bad restore or a split. Raise an alarm on any increase.',
      registers,
    }),
    deadlinesFired: new Counter({
      name: 'heed_deadlines_fired_total',
      help: 'Deadlines fired',
      labelNames: ['kind'],
      registers,
    }),
    deadlinesLate: new Histogram({
      name: 'heed_deadlines_late_seconds',
      help: 'How late deadlines fired',
      buckets: seconds,
      registers,
    }),
    jobs: new Counter({ name: 'heed_jobs_total', help: 'Jobs run', labelNames: ['task', 'result'], registers }),
  };
}

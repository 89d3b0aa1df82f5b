import { Gauge } from 'prom-client';

import type { BackgroundTask } from '../subgraph.ts';
import type { ConsumerOptions, EventBatch } from './consumer-options.ts';
import { delayObserver, tell, warn } from './consumer-telemetry.ts';
import { measureSetAside, resumeSetAside } from './set-aside.ts';
import { isOutOfTime, type SliceSize, sliceSize } from './slice-size.ts';

const RESUME_MS = 600_000;

/**
 * Follows a log: polls it, sooner when nudged, and applies it slice by slice. A failure is logged and the
 * same slice tried again at the next poll, half of it when it ran out of time; nothing is skipped.
 */
export function createConsumer<Event>(options: ConsumerOptions<Event>): BackgroundTask {
  const { name, nudges, topic, logger, intervalMs = 500 } = options;
  const lastSuccess = new Gauge({
    name: 'evenements_dernier_succes_timestamp_seconds',
    help: 'When the consumer last caught up with its log.',
    labelNames: ['consommateur'],
    registers: [options.metrics.registry],
  });
  const run: Run<Event> = {
    options,
    observeDelay: delayObserver(options),
    isStopped: () => stopped,
    size: sliceSize(options.batchSize ?? 200),
    resumedAt: -Infinity,
  };
  if (options.setAside) measureSetAside(name, options.setAside, options.metrics, logger);
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let nudged = false;
  let stopped = true;
  let stopListening = (): void => undefined;

  const wake = (): void => {
    clearTimeout(timer);
    if (stopped) return;
    if (running) {
      // The run in hand may already have read past the place of the new event.
      nudged = true;
      return;
    }
    running = follow(run)
      .then(() => {
        lastSuccess.set({ consommateur: name }, Date.now() / 1000);
      })
      .catch((err: unknown) => {
        if (isOutOfTime(err)) run.size.halve();
        logger.warn(
          { err, consumer: name, slice: run.size.value },
          'The consumer could not follow its log; it will retry',
        );
        nudged = false;
      })
      .finally(() => {
        running = undefined;
        if (stopped) return;
        if (nudged) {
          nudged = false;
          wake();
        } else timer = setTimeout(wake, intervalMs);
      });
  };

  return {
    start() {
      stopped = false;
      run.resumedAt = -Infinity;
      stopListening = nudges.listen(topic, wake);
      wake();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      stopListening();
      await running;
    },
  };
}

/** What a consumer knows from one poll to the next. */
interface Run<Event> {
  options: ConsumerOptions<Event>;
  observeDelay: (events: readonly Event[]) => void;
  isStopped: () => boolean;
  size: SliceSize;
  /** When what was put aside was last read again. */
  resumedAt: number;
}

async function follow<Event>(run: Run<Event>): Promise<void> {
  await catchUp(run);
  const { setAside } = run.options;
  if (!setAside || performance.now() - run.resumedAt < RESUME_MS) return;
  run.resumedAt = performance.now();
  const start = Date.now();
  try {
    tell(run.options, await resumeSetAside(setAside), start);
  } catch (err) {
    const { name, logger } = run.options;
    logger.warn({ err, consumer: name }, 'What was put aside could not be read again');
  }
}

async function catchUp<Event>({
  options,
  observeDelay,
  isStopped,
  size,
}: Run<Event>): Promise<void> {
  const { position, apply } = options;
  for (let more = true; more && !isStopped();) {
    const from = await position();
    const batch = await readSlice(options, from, size.value);
    const { events, unread, cursor } = batch;
    if (cursor !== null && events.length + unread.length > 0) {
      const start = Date.now();
      if (await apply(events, from, cursor, unread)) {
        observeDelay(events);
        tell(options, events, start);
        warn(options, unread);
      }
    }
    size.grow();
    more = batch.more;
  }
}

/** A slice that can be applied whole: without a place for what cannot be read, it ends in front of it. */
async function readSlice<Event>(
  { read, setAside }: ConsumerOptions<Event>,
  from: string | null,
  limit: number,
): Promise<EventBatch<Event>> {
  const batch = await read(from, limit);
  const [first] = batch.unread;
  if (!first || setAside) return batch;
  if (first.rank > 0) return { ...(await read(from, first.rank)), more: true };
  throw new Error(`Event ${first.id} of the log cannot be read: ${first.reason}`);
}

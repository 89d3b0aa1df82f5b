import { EventEmitter } from 'node:events';

/**
 * Wakes consumers of a log before their next poll. A nudge may be lost: polling is the guarantee, the
 * nudge is only the speed.
 */
export interface Nudges {
  send(topic: string): void;
  /** @returns a function that ends the subscription */
  listen(topic: string, listener: () => void): () => void;
}

/** Nudges within one process. */
export function localNudges(): Nudges {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(100);
  return {
    send: (topic) => {
      // After the current work, so that the sender never waits for a listener.
      setImmediate(() => emitter.emit(topic));
    },
    listen: (topic, listener) => {
      emitter.on(topic, listener);
      return () => emitter.off(topic, listener);
    },
  };
}

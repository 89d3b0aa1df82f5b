/** Named places where a process may be made to die, to prove that nothing is lost or doubled there. */
let armed: { name: string; left: number } | undefined;

/** The spec of a process that a test arms later, as often as it wants, without starting it again. */
const ARMED_BY_PARENT = 'parent';

/**
 * Arms one crash point for this process. Production never does.
 *
 * @param spec `name:n`: die the n-th time that the point is passed; or `parent`: do as the messages of the parent
 *   process say, each such a spec, or empty for no point; each is answered by itself
 * @throws Error when the spec is of neither form
 */
export function armCrashPoint(spec: string): void {
  if (spec === ARMED_BY_PARENT) {
    process.on('message', (message: string) => {
      armed = undefined;
      if (message !== '') armCrashPoint(message);
      process.send?.(message);
    });
    // The channel alone keeps no process from ending.
    process.channel?.unref();
    return;
  }
  const [, name, count] = /^([\w.-]+):([1-9]\d*)$/.exec(spec) ?? [];
  if (name === undefined) throw new Error(`CRASH_POINT must be name:n or parent, but got ${spec}`);
  armed = { name, left: Number(count) };
}

/**
 * A place where everything may end: a no-op, unless this very point is armed. Then the process is killed as
 * by a power cut: no answer, no clean-up. The list of all points is read from the source of their calls.
 *
 * @param name `<subgraph>.<place>`, a literal, unique in the source
 */
export function crashPoint(name: string): void {
  if (armed?.name !== name) return;
  armed.left -= 1;
  if (armed.left <= 0) process.kill(process.pid, 'SIGKILL');
}

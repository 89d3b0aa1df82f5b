/** How many calls may be tried again, so that an outage is not multiplied by those who insist. */
export interface RetryBudget {
  /** Notes a call that is made for the first time. */
  call(): void;
  /** Takes one repetition; false when none is left. */
  retry(): boolean;
}

/** The limits of a budget. */
export interface RetryBudgetOptions {
  /** Repetitions earned by each first call; 0.1 unless given. */
  perCall?: number;
  /** Repetitions earned each second, for a process that has little to do; 5 unless given. */
  perSecond?: number;
  /** Most that are saved up, and what a process begins with; 50 unless given. */
  reserve?: number;
  /** Milliseconds of a clock that never goes back. */
  now?: () => number;
}

/**
 * Makes a budget: those who repeat out of it add, together, a tenth to what is asked, and what was saved up while all
 * was well.
 */
export function retryBudget({
  perCall = 0.1,
  perSecond = 5,
  reserve = 50,
  now = () => performance.now(),
}: RetryBudgetOptions = {}): RetryBudget {
  let left = reserve;
  let last = now();
  const earn = (tokens: number) => {
    left = Math.min(reserve, left + tokens);
  };
  const pass = () => {
    const at = now();
    earn(((at - last) / 1_000) * perSecond);
    last = at;
  };
  return {
    call() {
      earn(perCall);
    },
    retry() {
      pass();
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}

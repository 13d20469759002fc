// Moves a page's clock with the service's: what counts down, runs out or is dated follows.

/** Replaces the page's `Date` at the first move. Returns the function that moves it to `ahead` ms before the machine's. */
export const installClock = (): ((ahead: number) => void) => {
  const Machine = Date
  let now = 0
  class MovedDate extends Machine {
    constructor(...given: []) {
      if (given.length === 0) super(Machine.now() + now)
      else super(...given)
    }
    static override now = () => Machine.now() + now
  }
  return (ahead) => {
    now = ahead
    if (ahead !== 0) globalThis.Date = MovedDate as DateConstructor
  }
}

// The store's port for the office log. Named by deps.ts.
import type { ChainedOfficeEntry } from '../../core/inspection/office-log.ts'

export type OfficeLog = {
  /**
   * All lines, oldest first. Throws if a line is missing, was changed or moved, or if the last lines were removed: every
   * line opens at its own place alone, and the head names the last one.
   */
  all: () => Promise<ChainedOfficeEntry[]>
  /** Seals up to `most` lines under the current master key. Returns how many it sealed; 0 if none is left. */
  reseal: (most?: number) => Promise<number>
}

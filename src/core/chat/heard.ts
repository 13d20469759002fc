// What a person did in the chat, as meaning: `line/hear` reads it from a webhook event.

export type Heard =
  | { heard: 'followed' }
  | { heard: 'unfollowed' }
  | { heard: 'text'; text: string }
  | { heard: 'photo'; messageId: string }
  | { heard: 'unsent'; messageId: string }
  | { heard: 'button'; data: string }
  | { heard: 'sticker' }
  | { heard: 'voice' }
  | { heard: 'location' }
  /** A message of a kind that we have no use for: video, file, or one invented after this was written. */
  | { heard: 'otherKind' }

/** `at`: ms since the epoch, by the platform's clock. */
export type HeardEvent = { eventId: string; lineUserId: string; replyToken?: string; at: number; heard: Heard }

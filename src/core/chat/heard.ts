// What a user did in the chat, independent of LINE's format. `line/hear` reads it from a webhook event.

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
  /** A message of any other kind: video, file, or a kind that LINE adds later. */
  | { heard: 'otherKind' }

/** `at`: ms since the epoch, by LINE's clock. `standby`: another module has the chat, and the service says nothing there. */
export type HeardEvent = {
  eventId: string
  lineUserId: string
  replyToken?: string
  at: number
  standby?: true
  heard: Heard
}

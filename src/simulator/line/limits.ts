// LINE's published limits as data, which refusals and the inspector's measures share.
// Source: Messaging API reference, read August–October 2026. Lengths are UTF-16 units, sizes UTF-8 bytes.

export const limits = {
  messages: 5,
  text: 5000,
  altText: 1500,
  bubbleBytes: 30 * 1024,
  carouselBytes: 50 * 1024,
  carouselBubbles: 12,
  quickReplies: 13,
  quickReplyLabel: 20,
  flexLabel: 40,
  templateLabel: 20,
  richMenuLabel: 20,
  postbackData: 300,
  displayText: 300,
  messageActionText: 300,
  uri: 1000,
  mediaUrl: 2000,
  clipboardText: 1000,
  senderName: 20,
  emojis: 20,
  multicastRecipients: 500,
  webhookUrl: 500,
  flexImageBytes: 1024 * 1024,
  flexImageSide: 1024,
  imageMessageBytes: 10 * 1024 * 1024,
  richMenu: { minWidth: 800, maxWidth: 2500, minHeight: 250, minAspect: 1.45, areas: 20, name: 300, chatBarText: 14 },
  richMenuImageBytes: 1024 * 1024,
  aliasId: 32,
  loading: { min: 5, max: 60, step: 5 },
} as const

/** Milliseconds. */
export const periods = {
  /** A reply token is valid for this long after each delivery of its event … */
  replyToken: 60_000,
  /** … and never longer than this after the event. */
  replyTokenAtMost: 20 * 60_000,
  retryKey: 24 * 3_600_000,
  /** LINE counts a webhook without an answer as timed out after this long. */
  webhookAnswer: 2_000,
  idToken: 3_600_000,
} as const

/**
 * Returns the bytes of a value as LINE counts them: its JSON in UTF-8 (a Thai letter has 3). Infinity if nested too
 * deep.
 */
export const jsonBytes = (value: unknown): number => {
  try {
    return new TextEncoder().encode(JSON.stringify(value) ?? '').length
  } catch {
    return Number.POSITIVE_INFINITY
  }
}

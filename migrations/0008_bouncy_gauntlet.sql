ALTER TABLE `card` ADD `over_at` integer;--> statement-breakpoint
CREATE INDEX `card_over` ON `card` (`over_at`) WHERE status != 'revoked';--> statement-breakpoint
ALTER TABLE `challenge` ADD `used_by` text;--> statement-breakpoint
-- By the hand: cards from before are looked at once, which tells when they are over.
UPDATE `card` SET `remind_at` = 0 WHERE status != 'revoked';

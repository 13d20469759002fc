ALTER TABLE `card` ADD `remind_at` integer DEFAULT 0;--> statement-breakpoint
CREATE INDEX `card_remind` ON `card` (`remind_at`) WHERE status != 'revoked';
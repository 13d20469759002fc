CREATE TABLE `unsent_message` (
	`hash` text PRIMARY KEY NOT NULL,
	`unsent_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `unsent_message_at` ON `unsent_message` (`unsent_at`);--> statement-breakpoint
ALTER TABLE `person` ADD `followed_at` integer;--> statement-breakpoint
ALTER TABLE `person` ADD `left_at` integer;
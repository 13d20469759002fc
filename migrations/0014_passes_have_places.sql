CREATE TABLE `pass` (
	`place` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`person` text NOT NULL,
	`card` text NOT NULL,
	`scope` text NOT NULL,
	`made_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pass_id_unique` ON `pass` (`id`);--> statement-breakpoint
CREATE INDEX `pass_expiry` ON `pass` (`expires_at`);--> statement-breakpoint
CREATE INDEX `pass_person` ON `pass` (`person`);--> statement-breakpoint
ALTER TABLE `shown` ADD `card` text;--> statement-breakpoint
ALTER TABLE `shown` ADD `portrait_hash` text;--> statement-breakpoint
CREATE INDEX `shown_portrait` ON `shown` (`portrait_hash`) WHERE portrait_hash is not null;
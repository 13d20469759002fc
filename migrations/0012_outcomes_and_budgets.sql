CREATE TABLE `number_outcome` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id_hash` text NOT NULL,
	`what` text NOT NULL,
	`said_by` text NOT NULL,
	`official` text,
	`at` integer NOT NULL,
	`freed_at` integer,
	`freed_by` text
);
--> statement-breakpoint
CREATE INDEX `number_outcome_number` ON `number_outcome` (`id_hash`);--> statement-breakpoint
CREATE INDEX `number_outcome_at` ON `number_outcome` (`at`);--> statement-breakpoint
CREATE TABLE `tally` (
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`count` integer NOT NULL,
	`started_at` integer NOT NULL,
	PRIMARY KEY(`kind`, `subject`)
);
--> statement-breakpoint
CREATE INDEX `tally_started` ON `tally` (`started_at`);--> statement-breakpoint
ALTER TABLE `card` ADD `ended_at` integer;--> statement-breakpoint
INSERT INTO `number_outcome` (`id_hash`, `what`, `said_by`, `at`) SELECT `id_hash`, 'face_refused', 'reviewer', `held_at` FROM `card` WHERE `held_at` IS NOT NULL AND `status` <> 'revoked';--> statement-breakpoint
UPDATE `card` SET `ended_at` = unixepoch() * 1000 WHERE `status` = 'revoked';

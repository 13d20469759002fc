CREATE TABLE `face_case` (
	`id` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`card` text NOT NULL,
	`evidence` text NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`report` blob,
	`lease` text,
	`leased_until` integer NOT NULL,
	`leases` integer NOT NULL,
	`mark` text,
	`opened_at` integer NOT NULL,
	`closed_at` integer
);
--> statement-breakpoint
CREATE INDEX `face_case_waiting` ON `face_case` (`leased_until`) WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX `face_case_person` ON `face_case` (`person`);--> statement-breakpoint
CREATE INDEX `face_case_review` ON `face_case` (`opened_at`) WHERE state = 'review';--> statement-breakpoint
ALTER TABLE `challenge` ADD `waits` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `challenge` ADD `commits` text DEFAULT '[]' NOT NULL;
CREATE TABLE `erasure` (
	`person` text PRIMARY KEY NOT NULL,
	`reference` text,
	`erase_id` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `erasure_reference_unique` ON `erasure` (`reference`);--> statement-breakpoint
CREATE INDEX `erasure_write` ON `erasure` (`erase_id`);--> statement-breakpoint
CREATE INDEX `erasure_at` ON `erasure` (`at`);--> statement-breakpoint
CREATE INDEX `enrolment_left` ON `enrolment` (`updated_at`) WHERE step != 'issued';
ALTER TABLE `help_case` ADD `taken_by` text;--> statement-breakpoint
ALTER TABLE `help_case` ADD `taken_until` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `help_case` ADD `mismatches` integer DEFAULT 0 NOT NULL;
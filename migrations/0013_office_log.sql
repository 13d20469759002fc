CREATE TABLE `office_line` (
	`seq` integer PRIMARY KEY NOT NULL,
	`content` blob NOT NULL,
	`key_version` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `office_line_key_version` ON `office_line` (`key_version`);--> statement-breakpoint
ALTER TABLE `face_case` ADD `card_mismatches` integer DEFAULT 0 NOT NULL;
CREATE TABLE `id_token` (
	`hash` text PRIMARY KEY NOT NULL,
	`phone_hash` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `id_token_expiry` ON `id_token` (`expires_at`);--> statement-breakpoint
CREATE TABLE `new_pin` (
	`person` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`until` integer NOT NULL,
	`failures` integer NOT NULL,
	`failed_at` integer NOT NULL,
	`evidence` text,
	`change_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `person_key_version` ON `person` (`key_version`);